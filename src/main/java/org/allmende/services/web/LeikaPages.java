package org.allmende.services.web;

import java.util.stream.Collectors;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.services.Leika;
import org.allmende.services.Offer;
import org.allmende.services.Offers;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Which public services there are that nobody in the region offers yet. */
@Controller
class LeikaPages {

    private static final int MOST = 100;

    private final Leika leika;
    private final Offers offers;

    LeikaPages(Leika leika, Offers offers) {
        this.leika = leika;
        this.offers = offers;
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping("/arbeitsplatz/leistungen/leika")
    View search(Page page, @RequestParam(defaultValue = "") String q) {
        var online = offers.list().stream()
                .filter(Offer::isOnline)
                .flatMap(offer -> offer.profile().leika().stream())
                .collect(Collectors.toSet());
        var rows = leika.search(q, MOST).stream()
                .map(known -> new LeikaPage.Row(
                        known.key(),
                        known.name(),
                        known.legalBasis(),
                        online.contains(known.key())
                                ? new ServiceCard.State(
                                        page.t("services.adoption.is.offered"), "success", "check_circle")
                                : new ServiceCard.State(
                                        page.t("services.leika.open"), "mute", "radio_button_unchecked")))
                .toList();
        return page.show("services/leika", new LeikaPage(q.strip(), leika.count(), rows));
    }
}
