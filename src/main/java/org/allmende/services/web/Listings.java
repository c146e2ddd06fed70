package org.allmende.services.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.platform.html.Page;
import org.allmende.services.Catalogue;
import org.allmende.services.Classification;
import org.allmende.services.Classification.Situation;
import org.allmende.services.Classification.Topic;
import org.allmende.services.Leika;
import org.allmende.services.Offer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the services of a portal or of the region in the order in which somebody looks for them. */
@Component
class Listings {

    /** Up to here all are shown at once; beyond it people choose a field first. */
    private static final int AT_A_GLANCE = 12;

    private static final int BEST = 20;

    /** So many may fit in the whole region before those of one municipality are taken. */
    private static final int CANDIDATES = 200;

    private static final int MISSING = 5;
    private static final int EXAMPLES = 3;

    /** The word in addresses for those of companies and associations. */
    private static final String COMPANIES = "unternehmen";

    private final Catalogue catalogue;
    private final Leika leika;

    Listings(Catalogue catalogue, Leika leika) {
        this.catalogue = catalogue;
        this.leika = leika;
    }

    /** What somebody asked for in the query string; anything unknown asks for nothing. */
    record Asked(String search, Optional<Topic> topic) {

        static Asked of(String search, String topic) {
            return new Asked(search.strip(), Fields.find(Topic.values(), topic));
        }
    }

    /**
     * @param home the page that shows the list
     * @param card how each is shown
     * @param counter where one asks for what is not offered; null where people say first where they live
     */
    Listing list(
            Page page,
            String home,
            Collection<Offer> offers,
            Asked asked,
            Function<Offer, ServiceCard> card,
            ServicePage.@Nullable Place counter) {
        if (!asked.search().isEmpty()) {
            var found = found(offers, asked.search()).stream().map(card).toList();
            return new Listing(
                    page.t("services.front.found", asked.search()),
                    List.of(),
                    found.isEmpty() ? List.of() : List.of(new Listing.Group("", found)),
                    List.of(),
                    missing(offers, asked.search()),
                    counter,
                    all(home),
                    null);
        }
        if (asked.topic().isPresent()) {
            var topic = asked.topic().get();
            return new Listing(
                    Fields.label(page, topic),
                    topics(page, home, offers, topic),
                    Cards.letters(page, of(offers, topic), AT_A_GLANCE, card),
                    List.of(),
                    List.of(),
                    null,
                    all(home),
                    null);
        }
        var companies = offers.stream().anyMatch(Listings::isForCompanies) ? all(home) + "?fuer=" + COMPANIES : null;
        if (offers.size() <= AT_A_GLANCE) {
            return new Listing(
                    page.t("services.front.online"),
                    List.of(),
                    Cards.letters(page, offers, AT_A_GLANCE, card),
                    List.of(),
                    List.of(),
                    null,
                    all(home),
                    companies);
        }
        return new Listing(
                page.t("services.front.online"),
                List.of(),
                List.of(new Listing.Group("", fields(page, home, offers))),
                situations(page, home, offers),
                List.of(),
                null,
                all(home),
                companies);
    }

    /** A page of its own: all from A to Z, or those for a situation or for companies. */
    CataloguePage page(
            Page page,
            String home,
            Collection<Offer> offers,
            String lage,
            String fuer,
            Function<Offer, ServiceCard> card) {
        var situation = Fields.find(Situation.values(), lage);
        if (situation.isPresent()) {
            var chosen = of(offers, situation.get());
            return new CataloguePage(
                    Fields.label(page, situation.get()),
                    page.t("services.situation.lead"),
                    page.t("services.situations"),
                    presentSituations(offers).stream()
                            .map(one -> new Listing.Topic(
                                    Fields.label(page, one),
                                    href(home, one),
                                    of(offers, one).size(),
                                    one == situation.get()))
                            .toList(),
                    false,
                    Cards.letters(page, chosen, chosen.size(), card));
        }
        var companies = offers.stream().filter(Listings::isForCompanies).toList();
        var only = fuer.equals(COMPANIES);
        return new CataloguePage(
                page.t(only ? "services.list.companies" : "services.list.az"),
                page.t("services.list.az.lead"),
                page.t("services.list.for"),
                List.of(
                        new Listing.Topic(page.t("services.list.all"), all(home), offers.size(), !only),
                        new Listing.Topic(
                                page.t("services.list.companies"),
                                all(home) + "?fuer=" + COMPANIES,
                                companies.size(),
                                only)),
                true,
                Cards.letters(page, only ? companies : offers, 0, card));
    }

    private static boolean isForCompanies(Offer offer) {
        var audience = offer.profile().classification().audience();
        return audience.contains(Classification.Audience.COMPANIES)
                || audience.contains(Classification.Audience.ASSOCIATIONS);
    }

    private List<Offer> found(Collection<Offer> offers, String search) {
        var byName = offers.stream().collect(Collectors.toMap(Offer::name, Function.identity()));
        return catalogue.search(search, CANDIDATES).stream()
                .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
                .limit(BEST)
                .toList();
    }

    /** Names from the list of all public services, each thing once, without what the catalogue knows in some way. */
    private List<String> missing(Collection<Offer> offers, String search) {
        var objects = offers.stream()
                .flatMap(offer -> offer.profile().leika().stream())
                .map(Leika::object)
                .collect(Collectors.toCollection(HashSet::new));
        return leika.search(search, BEST).stream()
                .filter(known -> objects.add(Leika.object(known.key())))
                .map(Leika.Known::name)
                .limit(MISSING)
                .toList();
    }

    /** Each field with some of its services. */
    private static List<ServiceCard> fields(Page page, String home, Collection<Offer> offers) {
        var cards = new ArrayList<ServiceCard>();
        for (var topic : Topic.values()) {
            var mine = of(offers, topic);
            if (!mine.isEmpty()) {
                var examples = mine.stream()
                        .limit(EXAMPLES)
                        .map(offer -> offer.profile().description().title().in(page.lang()))
                        .collect(Collectors.joining(", "));
                cards.add(new ServiceCard(
                        Fields.icon(topic),
                        Fields.label(page, topic),
                        examples,
                        href(home, topic),
                        page.t("services.list.count", mine.size()),
                        null));
            }
        }
        return cards;
    }

    private static List<Listing.Topic> topics(Page page, String home, Collection<Offer> offers, Topic chosen) {
        var topics = new ArrayList<Listing.Topic>();
        topics.add(new Listing.Topic(page.t("services.list.all"), all(home), offers.size(), false));
        for (var topic : Topic.values()) {
            int count = of(offers, topic).size();
            if (count > 0) {
                topics.add(new Listing.Topic(Fields.label(page, topic), href(home, topic), count, topic == chosen));
            }
        }
        return topics;
    }

    private static List<Listing.Situation> situations(Page page, String home, Collection<Offer> offers) {
        return presentSituations(offers).stream()
                .map(situation -> new Listing.Situation(
                        Fields.icon(situation), Fields.label(page, situation), href(home, situation)))
                .toList();
    }

    private static List<Situation> presentSituations(Collection<Offer> offers) {
        return List.of(Situation.values()).stream()
                .filter(situation -> !of(offers, situation).isEmpty())
                .toList();
    }

    private static List<Offer> of(Collection<Offer> offers, Topic topic) {
        return offers.stream()
                .filter(offer -> offer.profile()
                        .classification()
                        .topic()
                        .filter(topic::equals)
                        .isPresent())
                .toList();
    }

    private static List<Offer> of(Collection<Offer> offers, Situation situation) {
        return offers.stream()
                .filter(offer -> offer.profile().classification().situations().contains(situation))
                .toList();
    }

    private static String all(String home) {
        return home + "leistungen";
    }

    private static String href(String home, Topic topic) {
        return "%s?thema=%s#leistungen".formatted(home, Fields.word(topic));
    }

    private static String href(String home, Situation situation) {
        return "%s?lage=%s".formatted(all(home), Fields.word(situation));
    }
}
