package org.allmende.services.web;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.services.Catalogue;
import org.allmende.services.Classification;
import org.allmende.services.Service;
import org.springframework.stereotype.Component;

/** Puts the services of a portal or of the region in the order in which somebody looks for them. */
@Component
class Listings {

    /** Up to here all are shown at once; beyond it people choose a field first. */
    private static final int AT_A_GLANCE = 12;

    private static final int BEST = 20;
    private static final int EXAMPLES = 3;
    private static final String ALL = "alle";

    private static final Map<Classification.Topic, String> ICONS = new EnumMap<>(Map.ofEntries(
            Map.entry(Classification.Topic.ORDNUNG, "gavel"),
            Map.entry(Classification.Topic.VERKEHR, "directions_car"),
            Map.entry(Classification.Topic.GEWERBE, "storefront"),
            Map.entry(Classification.Topic.BAUEN, "construction"),
            Map.entry(Classification.Topic.UMWELT, "local_florist"),
            Map.entry(Classification.Topic.FAMILIE, "child_care"),
            Map.entry(Classification.Topic.SOZIALES, "handshake"),
            Map.entry(Classification.Topic.GESUNDHEIT, "favorite"),
            Map.entry(Classification.Topic.BILDUNG, "menu_book"),
            Map.entry(Classification.Topic.FINANZEN, "payments"),
            Map.entry(Classification.Topic.MELDEWESEN, "id_card"),
            Map.entry(Classification.Topic.BETEILIGUNG, "groups")));

    private final Catalogue catalogue;

    Listings(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What somebody asked for in the query string; anything unknown asks for nothing. */
    record Asked(String search, Optional<Classification.Topic> topic, boolean all) {

        static Asked of(String search, String topic) {
            return new Asked(
                    search.strip(),
                    Arrays.stream(Classification.Topic.values())
                            .filter(one -> word(one).equals(topic))
                            .findFirst(),
                    topic.equals(ALL));
        }
    }

    /**
     * @param home the page that shows the list
     * @param where names who decides
     */
    Listing list(Page page, String home, List<Service> services, Asked asked, Function<Service, String> where) {
        Function<Service, ServiceCard> card = service -> card(page, service, where.apply(service));
        if (!asked.search().isEmpty()) {
            var found = found(services, asked.search()).stream().map(card).toList();
            return new Listing(
                    page.t("services.front.found", asked.search()),
                    List.of(),
                    found.isEmpty() ? List.of() : List.of(new Listing.Group("", found)),
                    all(home));
        }
        if (asked.topic().isPresent()) {
            var topic = asked.topic().get();
            return new Listing(
                    label(page, topic),
                    topics(page, home, services, asked),
                    letters(page, of(services, topic), card),
                    all(home));
        }
        if (asked.all() || services.size() <= AT_A_GLANCE) {
            return new Listing(
                    page.t("services.front.online"),
                    services.size() <= AT_A_GLANCE ? List.of() : topics(page, home, services, asked),
                    letters(page, services, card),
                    null);
        }
        return new Listing(
                page.t("services.front.online"),
                List.of(),
                List.of(new Listing.Group("", fields(page, home, services))),
                all(home));
    }

    private List<Service> found(List<Service> services, String search) {
        var byName = services.stream()
                .collect(Collectors.toMap(service -> service.pack().name(), Function.identity()));
        return catalogue.search(search, BEST).stream()
                .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
                .toList();
    }

    private static ServiceCard card(Page page, Service service, String where) {
        var description = service.pack().description();
        return new ServiceCard(
                service.pack().classification().topic().map(Listings::icon).orElse("assignment"),
                description.title().in(page.lang()),
                description.summary().in(page.lang()),
                "/%s/leistungen/%s".formatted(service.tenant(), service.pack().name()),
                where);
    }

    /** Each field with some of its services. */
    private static List<ServiceCard> fields(Page page, String home, List<Service> services) {
        var cards = new ArrayList<ServiceCard>();
        for (var topic : Classification.Topic.values()) {
            var mine = of(services, topic);
            if (!mine.isEmpty()) {
                var examples = mine.stream()
                        .limit(EXAMPLES)
                        .map(service -> service.pack().description().title().in(page.lang()))
                        .collect(Collectors.joining(", "));
                cards.add(new ServiceCard(
                        icon(topic),
                        label(page, topic),
                        examples,
                        href(home, word(topic)),
                        page.t("services.list.count", mine.size())));
            }
        }
        return cards;
    }

    private static List<Listing.Topic> topics(Page page, String home, List<Service> services, Asked asked) {
        var topics = new ArrayList<Listing.Topic>();
        topics.add(new Listing.Topic(
                page.t("services.list.all"),
                all(home),
                services.size(),
                asked.topic().isEmpty()));
        for (var topic : Classification.Topic.values()) {
            int count = of(services, topic).size();
            if (count > 0) {
                topics.add(new Listing.Topic(
                        label(page, topic),
                        href(home, word(topic)),
                        count,
                        asked.topic().filter(topic::equals).isPresent()));
            }
        }
        return topics;
    }

    private static List<Listing.Group> letters(Page page, List<Service> services, Function<Service, ServiceCard> card) {
        var german = Collator.getInstance(Messages.locale(page.lang()));
        var groups = new TreeMap<String, List<ServiceCard>>(german);
        services.stream()
                .map(card)
                .sorted(Comparator.comparing(ServiceCard::title, german))
                .forEach(one -> groups.computeIfAbsent(letter(one.title()), letter -> new ArrayList<>())
                        .add(one));
        var list = new ArrayList<Listing.Group>();
        groups.forEach(
                (letter, cards) -> list.add(new Listing.Group(services.size() <= AT_A_GLANCE ? "" : letter, cards)));
        return list;
    }

    private static String letter(String title) {
        return title.substring(0, 1)
                .toUpperCase(Locale.GERMAN)
                .replace("Ä", "A")
                .replace("Ö", "O")
                .replace("Ü", "U");
    }

    private static List<Service> of(List<Service> services, Classification.Topic topic) {
        return services.stream()
                .filter(service -> service.pack()
                        .classification()
                        .topic()
                        .filter(topic::equals)
                        .isPresent())
                .toList();
    }

    private static String label(Page page, Classification.Topic topic) {
        return page.t("services.topic." + word(topic));
    }

    private static String word(Classification.Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }

    private static String icon(Classification.Topic topic) {
        return ICONS.getOrDefault(topic, "assignment");
    }

    private static String all(String home) {
        return href(home, ALL);
    }

    private static String href(String home, String topic) {
        return "%s?thema=%s#leistungen".formatted(home, topic);
    }
}
