package org.allmende.cases.notification.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.Cases;
import org.allmende.cases.Letters;
import org.allmende.cases.Posting;
import org.allmende.cases.PrintedPost;
import org.allmende.cases.notification.Notifications;
import org.allmende.cases.web.CaseWords;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What the office prints and posts: the notices of those who have not agreed to the portal, or have not come for theirs. */
@Controller
@RequestMapping(PostPages.LIST)
class PostPages {

    static final String LIST = "/arbeitsplatz/postversand";

    /** A case, and the number of a notice about a part of it. */
    private static final Pattern KEY =
            Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(?:\\.(\\d{1,3}))?");

    private final Tenancy tenancy;
    private final Notifications notifications;
    private final Cases cases;
    private final Letters letters;
    private final PrintedPost printed;
    private final Clock clock;

    PostPages(
            Tenancy tenancy,
            Notifications notifications,
            Cases cases,
            Letters letters,
            PrintedPost printed,
            Clock clock) {
        this.tenancy = tenancy;
        this.notifications = notifications;
        this.cases = cases;
        this.letters = letters;
        this.printed = printed;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping
    View list(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        var done = erledigt.matches("\\d{1,3}") ? page.t("cases.post.done", Integer.parseInt(erledigt)) : null;
        return tenancy.as(
                staff.tenant(),
                () -> page.show(
                        "cases/post",
                        new PostPage(
                                notifications.listToPost(staff.offices()).stream()
                                        .map(one -> row(page, one))
                                        .toList(),
                                notifications.listBatches(staff.offices()).stream()
                                        .map(one -> new PostPage.Batch(
                                                LIST + "/druck/" + one.id(),
                                                page.t("cases.post.batch", one.count()),
                                                page.t("cases.post.batch.by", one.by(), GermanDates.moment(one.at()))))
                                        .toList(),
                                GermanDates.today(clock).toString(),
                                done)));
    }

    private PostPage.Row row(Page page, Posting one) {
        var it = one.it();
        var desk = "/arbeitsplatz/vorgaenge/" + it.id();
        var letter = letters.findNotice(it.id(), one.partial());
        return new PostPage.Row(
                it.id() + (one.partial() == 0 ? "" : "." + one.partial()),
                it.number().toString(),
                CaseWords.applicant(page, it.applicant()),
                one.partial() == 0 ? it.title() : page.t("cases.post.part", one.partial(), it.title()),
                letter.map(found -> GermanDates.day(GermanDates.dayOf(found.created())))
                        .orElse(""),
                letter.map(found -> "%s/brief/%s.pdf".formatted(desk, found.path()))
                        .orElse(desk),
                desk);
    }

    /** What is to be posted becomes a batch that is printed. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/druck")
    View print(Staff staff) {
        tenancy.as(staff.tenant(), () -> notifications.print(staff.offices(), staff.name()));
        return SeeOther.at(LIST);
    }

    /** The batch for the printer. */
    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/druck/{batch}.pdf")
    ResponseEntity<byte[]> batch(Staff staff, @PathVariable UUID batch) {
        var pdf = tenancy.as(staff.tenant(), () -> printed.pdf(find(staff, batch)));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(pdf);
    }

    /** All letters of the batch are in the post today. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping("/druck/{batch}")
    View post(Staff staff, @PathVariable UUID batch) {
        var today = GermanDates.today(clock);
        var posted = tenancy.as(
                staff.tenant(),
                () -> find(staff, batch).stream()
                        .filter(one -> notifications.post(one.it().id(), one.partial(), today, staff))
                        .count());
        return SeeOther.at(LIST + "?erledigt=" + posted);
    }

    private List<Posting> find(Staff staff, UUID batch) {
        var found = notifications.listOfBatch(batch, staff.offices());
        if (found.isEmpty()) {
            throw new CaseNotFound();
        }
        return found;
    }

    /** They are in the post: the law counts from this day. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping
    View post(
            Staff staff,
            @RequestParam(name = "case", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "") String tag) {
        var day = date(tag);
        if (day == null || day.isAfter(GermanDates.today(clock))) {
            return SeeOther.at(LIST + "?erledigt=0");
        }
        var posted = chosen.stream()
                .distinct()
                .limit(200)
                .filter(key -> post(staff, KEY.matcher(key), day))
                .count();
        return SeeOther.at(LIST + "?erledigt=" + posted);
    }

    private boolean post(Staff staff, Matcher key, LocalDate day) {
        if (!key.matches()) {
            throw new CaseNotFound();
        }
        var id = UUID.fromString(key.group(1));
        var partial = key.group(2) == null ? 0 : Integer.parseInt(key.group(2));
        return tenancy.as(staff.tenant(), () -> {
            if (cases.find(id).filter(it -> staff.worksIn(it.office())).isEmpty()) {
                throw new CaseNotFound();
            }
            return notifications.post(id, partial, day, staff);
        });
    }

    private static @Nullable LocalDate date(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
