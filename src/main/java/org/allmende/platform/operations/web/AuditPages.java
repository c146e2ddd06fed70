package org.allmende.platform.operations.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.audit.AuditCheck;
import org.allmende.platform.audit.AuditCheck.Result;
import org.allmende.platform.audit.AuditEntry;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The auditor's page: the acts of the tenant's staff, and the proof that none was changed or removed. */
@Controller
class AuditPages {

    private static final int AT_ONCE = 50;
    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String PATH = "/arbeitsplatz/protokoll";

    private final Audit audit;
    private final AuditCheck check;
    private final Tenancy tenancy;
    private final Messages messages;
    private final Clock clock;

    AuditPages(Audit audit, AuditCheck check, Tenancy tenancy, Messages messages, Clock clock) {
        this.audit = audit;
        this.check = check;
        this.tenancy = tenancy;
        this.messages = messages;
        this.clock = clock;
    }

    @Allowed(Role.AUDITOR)
    @GetMapping(PATH)
    View audit(
            Page page,
            Staff staff,
            @RequestParam(required = false) @Nullable Long vor,
            @RequestParam(required = false) @Nullable String pruefen) {
        var entries =
                tenancy.as(staff.tenant(), () -> audit.listBefore(vor == null ? Long.MAX_VALUE : vor, AT_ONCE + 1));
        var shown =
                entries.stream().limit(AT_ONCE).map(entry -> act(page, entry)).toList();
        var next = entries.size() > AT_ONCE ? PATH + "?vor=" + shown.getLast().seq() : null;
        return page.show(
                "platform/audit",
                new AuditPage(shown, pruefen == null ? null : verify(page, staff.tenant()), next, vor == null));
    }

    private AuditPage.Check verify(Page page, String tenant) {
        var now = GermanDates.moment(clock.instant());
        var numbers = NumberFormat.getIntegerInstance(Messages.locale(page.lang()));
        return switch (check.verify(tenant)) {
            case Result.Intact it ->
                new AuditPage.Check(
                        true,
                        page.t("operations.log.intact"),
                        page.t(
                                "operations.log.intact.text",
                                numbers.format(it.last() - it.first() + 1),
                                now,
                                shortened(it.hash())));
            case Result.Broken it ->
                new AuditPage.Check(
                        false,
                        page.t("operations.log.broken"),
                        page.t("operations.log.broken." + it.fault(), numbers.format(it.seq()), now));
        };
    }

    private AuditPage.Act act(Page page, AuditEntry it) {
        return new AuditPage.Act(
                it.seq(),
                GermanDates.moment(it.at()),
                it.actor().replaceFirst(" \\([0-9a-f-]{36}\\)$", ""),
                word(page, "operations.action.", it.action()),
                it.subject(),
                it.details().entrySet().stream()
                        .map(detail -> "%s: %s"
                                .formatted(
                                        word(page, "operations.detail.", detail.getKey()),
                                        day(page, String.valueOf(detail.getValue()))))
                        .collect(Collectors.joining(", ")),
                shortened(it.hash()));
    }

    /** Modules speak in the words of the log; here they get those of people, where there are some. */
    private String word(Page page, String prefix, String name) {
        var key = prefix + name;
        return messages.keys(page.lang()).contains(key) ? page.t(key) : name;
    }

    private static String day(Page page, String value) {
        return ISO_DAY.matcher(value).matches() ? GermanDates.date(LocalDate.parse(value), page.lang()) : value;
    }

    private static String shortened(String hash) {
        return hash.substring(0, 4) + "…" + hash.substring(hash.length() - 4);
    }
}
