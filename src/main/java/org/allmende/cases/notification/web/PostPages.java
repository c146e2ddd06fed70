package org.allmende.cases.notification.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.Cases;
import org.allmende.cases.PrintedPost;
import org.allmende.cases.notification.Notifications;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
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

    private final Tenancy tenancy;
    private final Notifications notifications;
    private final Cases cases;
    private final PrintedPost printed;
    private final Clock clock;

    PostPages(Tenancy tenancy, Notifications notifications, Cases cases, PrintedPost printed, Clock clock) {
        this.tenancy = tenancy;
        this.notifications = notifications;
        this.cases = cases;
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
                                        .map(it -> new PostPage.Row(
                                                it.id().toString(),
                                                it.number().toString(),
                                                it.applicant(),
                                                it.title(),
                                                it.decided() == null
                                                        ? ""
                                                        : GermanDates.day(GermanDates.dayOf(it.decided())),
                                                "/arbeitsplatz/vorgaenge/%s/brief/bescheid.pdf".formatted(it.id()),
                                                "/arbeitsplatz/vorgaenge/" + it.id()))
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
                        .filter(it -> notifications.post(it.id(), today, staff.account(), staff.name()))
                        .count());
        return SeeOther.at(LIST + "?erledigt=" + posted);
    }

    private List<Case> find(Staff staff, UUID batch) {
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
            @RequestParam(name = "case", defaultValue = "") List<UUID> chosen,
            @RequestParam(defaultValue = "") String tag) {
        var day = date(tag);
        if (day == null || day.isAfter(GermanDates.today(clock))) {
            return SeeOther.at(LIST + "?erledigt=0");
        }
        var posted = chosen.stream()
                .distinct()
                .limit(200)
                .filter(id -> tenancy.as(staff.tenant(), () -> {
                    if (cases.find(id).filter(it -> staff.worksIn(it.office())).isEmpty()) {
                        throw new CaseNotFound();
                    }
                    return notifications.post(id, day, staff.account(), staff.name());
                }))
                .count();
        return SeeOther.at(LIST + "?erledigt=" + posted);
    }

    private static @org.jspecify.annotations.Nullable LocalDate date(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
