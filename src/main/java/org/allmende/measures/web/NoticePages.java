package org.allmende.measures.web;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.allmende.measures.Notice;
import org.allmende.measures.PublicNotices;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where a second person approves what a rule wants to tell everybody, or takes it back. */
@Controller
class NoticePages {

    private static final String PATH = "/arbeitsplatz/hinweise";
    private static final int SHOWN = 60;

    private final PublicNotices notices;
    private final Seen seen;
    private final Accounts accounts;
    private final Regions regions;
    private final Tenancy tenancy;

    NoticePages(PublicNotices notices, Seen seen, Accounts accounts, Regions regions, Tenancy tenancy) {
        this.notices = notices;
        this.seen = seen;
        this.accounts = accounts;
        this.regions = regions;
        this.tenancy = tenancy;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH)
    View list(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        var done = switch (erledigt) {
            case "frei" -> page.t("measures.notice.free");
            case "weg" -> page.t("measures.notice.gone");
            case "nicht" -> page.t("measures.notice.not");
            default -> null;
        };
        var all = tenancy.as(staff.tenant(), () -> notices.list(SHOWN));
        var ids = new ArrayList<UUID>();
        all.forEach(it -> {
            if (it.decidedBy() != null) {
                ids.add(it.decidedBy());
            }
        });
        var names = accounts.names(ids);
        var stations = seen.of(staff.tenant());
        return page.show(
                "measures/notices",
                new NoticePage(
                        regions.current().get(staff.tenant()).name(),
                        all.stream()
                                .map(it -> row(page, staff, it, stations, names))
                                .toList(),
                        done));
    }

    private static NoticePage.Row row(
            Page page, Staff staff, Notice it, Seen.Stations stations, Map<UUID, String> names) {
        boolean over = it.ended() != null;
        var state = over ? "over" : it.state().key();
        var by = it.decidedBy();
        return new NoticePage.Row(
                it.id().toString(),
                it.text(),
                stations.name(it.datastream()),
                GermanDates.moment(it.proposed()),
                page.t("measures.notice." + state),
                over ? "mute" : it.state() == Notice.State.PUBLISHED ? "success" : "warning",
                by == null ? "" : names.getOrDefault(by, "–"),
                !over && it.state() == Notice.State.PROPOSED,
                staff.account().equals(it.author()),
                !over && it.state() == Notice.State.PUBLISHED);
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/{notice}")
    View decide(Staff staff, @PathVariable UUID notice, @RequestParam(defaultValue = "") String aktion) {
        var said = tenancy.as(staff.tenant(), () -> {
            if (!notices.has(notice)) {
                throw new NotFound();
            }
            if (aktion.equals("beenden")) {
                notices.withdraw(notice);
                return "weg";
            }
            boolean publish = aktion.equals("freigeben");
            return !notices.decide(notice, staff.account(), publish) ? "nicht" : publish ? "frei" : "weg";
        });
        return SeeOther.at(PATH + "?erledigt=" + said);
    }
}
