package org.allmende.cases.handover.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.handover.Deliveries;
import org.allmende.cases.handover.Delivery;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What could not be delivered: why, and whether it is tried again or let be. */
@Controller
@RequestMapping("/arbeitsplatz/uebergabe/liegengeblieben")
class DeadLetterPages {

    private static final String PATH = "/arbeitsplatz/uebergabe/liegengeblieben";
    private static final int AT_ONCE = 200;
    private static final List<String> DONE = List.of("again", "all", "discarded");

    private final Tenancy tenancy;
    private final Deliveries deliveries;
    private final Audit audit;

    DeadLetterPages(Tenancy tenancy, Deliveries deliveries, Audit audit) {
        this.tenancy = tenancy;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    @Allowed(Role.ADMIN)
    @GetMapping
    View show(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        var dead = tenancy.as(staff.tenant(), () -> deliveries.listDead(AT_ONCE + 1));
        return page.show(
                "cases/deadletters",
                new DeadLettersPage(
                        dead.stream().limit(AT_ONCE).map(it -> item(page, it)).toList(),
                        dead.size() > AT_ONCE,
                        DONE.contains(erledigt) ? page.t("cases.dead.done." + erledigt) : null,
                        erledigt.equals("off") ? page.t("cases.dead.off") : null));
    }

    private static DeadLettersPage.Item item(Page page, Delivery it) {
        var failure = it.failure() == null ? Delivery.Failure.SILENT : it.failure();
        var reason = page.t(
                "cases.dead.reason." + failure.name().toLowerCase(java.util.Locale.ROOT),
                it.status() == null ? "–" : it.status().toString(),
                it.attempts());
        return new DeadLettersPage.Item(
                it.id().toString(),
                it.receiverName(),
                it.number().toString(),
                page.t("cases.receiver.event." + it.event().type()),
                GermanDates.moment(it.created()),
                reason,
                it.answer() == null ? "" : it.answer());
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/{id}/nochmal")
    View retry(Staff staff, @PathVariable UUID id) {
        var again = tenancy.as(staff.tenant(), () -> {
            if (deliveries.find(id).isEmpty()) {
                throw new NotFound();
            }
            audit.record("handover.retried", id, Map.of());
            return deliveries.retry(id);
        });
        return SeeOther.at(PATH + "?erledigt=" + (again ? "again" : "off"));
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/alle")
    View retryAll(Staff staff) {
        int again = tenancy.as(staff.tenant(), () -> {
            int count = deliveries.retryAll();
            audit.record("handover.retried-all", staff.tenant(), Map.of("count", String.valueOf(count)));
            return count;
        });
        return SeeOther.at(PATH + "?erledigt=" + (again > 0 ? "all" : "off"));
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/{id}/verwerfen")
    View discard(Staff staff, @PathVariable UUID id) {
        tenancy.run(staff.tenant(), () -> {
            if (!deliveries.discard(id)) {
                throw new NotFound();
            }
            audit.record("handover.discarded", id, Map.of());
        });
        return SeeOther.at(PATH + "?erledigt=discarded");
    }
}
