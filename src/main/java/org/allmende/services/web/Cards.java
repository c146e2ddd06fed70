package org.allmende.services.web;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.services.Offer;
import org.allmende.services.Way;

/** Shows offers as cards: what it is, who decides, and how one gets it. */
final class Cards {

    private Cards() {}

    static ServiceCard of(Page page, Offer offer, String href, String where) {
        var description = offer.profile().description();
        return new ServiceCard(
                offer.profile().classification().topic().map(Fields::icon).orElse(Fields.OTHER_ICON),
                description.title().in(page.lang()),
                description.summary().in(page.lang()),
                href,
                where,
                state(page, offer.way()));
    }

    static ServiceCard.State state(Page page, Way way) {
        var label = page.t("services.state." + way.word());
        return switch (way) {
            case Way.Online here -> new ServiceCard.State(label, "success", "check_circle");
            case Way.Elsewhere elsewhere -> new ServiceCard.State(label, "", "open_in_new");
            case Way.Paper paper -> new ServiceCard.State(label, "mute", "description");
        };
    }

    /** From A to Z; without letters if these are few. */
    static List<Listing.Group> letters(
            Page page, Collection<Offer> offers, int few, Function<Offer, ServiceCard> card) {
        var german = Collator.getInstance(Messages.locale(page.lang()));
        var groups = new TreeMap<String, List<ServiceCard>>(german);
        offers.stream()
                .map(card)
                .sorted(Comparator.comparing(ServiceCard::title, german))
                .forEach(one -> groups.computeIfAbsent(
                                offers.size() <= few ? "" : letter(one.title()), letter -> new ArrayList<>())
                        .add(one));
        var list = new ArrayList<Listing.Group>();
        groups.forEach((letter, cards) -> list.add(new Listing.Group(letter, cards)));
        return list;
    }

    private static String letter(String title) {
        return title.substring(0, 1)
                .toUpperCase(Locale.GERMAN)
                .replace("Ä", "A")
                .replace("Ö", "O")
                .replace("Ü", "U");
    }
}
