package org.allmende.platform.operations.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.audit.AuditCheck;
import org.allmende.platform.audit.AuditCheck.Result;
import org.allmende.platform.audit.AuditEntry;
import org.allmende.platform.audit.Naming;
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

    /** Details whose values have their words already. */
    private static final Map<String, String> WORDS_OF_OTHERS =
            Map.of("role", "login.role.", "act", "operations.action.");

    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String PATH = "/arbeitsplatz/protokoll";

    private final Audit audit;
    private final List<Naming> namings;
    private final AuditCheck check;
    private final Tenancy tenancy;
    private final Messages messages;
    private final Clock clock;

    AuditPages(Audit audit, List<Naming> namings, AuditCheck check, Tenancy tenancy, Messages messages, Clock clock) {
        this.audit = audit;
        this.namings = namings;
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
        var names = tenancy.as(staff.tenant(), () -> names(entries));
        var shown = entries.stream()
                .limit(AT_ONCE)
                .map(entry -> act(page, entry, names))
                .toList();
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

    /** What the ids in these entries stand for, as far as somebody still knows it. */
    private Map<String, String> names(List<AuditEntry> entries) {
        var ids = entries.stream()
                .flatMap(it -> Stream.concat(Stream.of(it.subject()), it.details().values().stream()))
                .filter(value -> ID.matcher(value).matches())
                .map(UUID::fromString)
                .collect(Collectors.toSet());
        var names = new HashMap<String, String>();
        namings.forEach(one -> one.names(ids).forEach((id, name) -> names.put(id.toString(), name)));
        return names;
    }

    private AuditPage.Act act(Page page, AuditEntry it, Map<String, String> names) {
        return new AuditPage.Act(
                it.seq(),
                GermanDates.moment(it.at()),
                it.actor().replaceFirst(" \\([0-9a-f-]{36}\\)$", ""),
                word(page, "operations.action.", it.action()),
                it.subject(),
                names.getOrDefault(it.subject(), ""),
                it.details().entrySet().stream()
                        .map(detail -> "%s: %s"
                                .formatted(
                                        word(page, "operations.detail.", detail.getKey()),
                                        value(page, detail.getKey(), detail.getValue(), names)))
                        .collect(Collectors.joining(", ")),
                shortened(it.hash()));
    }

    /** Modules speak in the words of the log; here they get those of people, where there are some. */
    private String word(Page page, String prefix, String name) {
        var key = prefix + name.replace(' ', '-');
        return messages.keys(page.lang()).contains(key) ? page.t(key) : name;
    }

    private String value(Page page, String name, String value, Map<String, String> names) {
        if (ISO_DAY.matcher(value).matches()) {
            return GermanDates.date(LocalDate.parse(value), page.lang());
        }
        var prefix = WORDS_OF_OTHERS.getOrDefault(name, "operations.detail.%s.".formatted(name));
        return names.getOrDefault(value, word(page, prefix, value));
    }

    private static String shortened(String hash) {
        return hash.substring(0, 4) + "…" + hash.substring(hash.length() - 4);
    }
}
