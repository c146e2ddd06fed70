package org.allmende.services.web;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.html.Page;
import org.allmende.services.Classification.Situation;
import org.allmende.services.Classification.Topic;

/** What fields and situations are called in addresses and on pages, and their pictures. */
final class Fields {

    static final String OTHER_ICON = "assignment";

    private static final Map<Topic, String> TOPICS = new EnumMap<>(Map.ofEntries(
            Map.entry(Topic.ORDNUNG, "gavel"),
            Map.entry(Topic.VERKEHR, "directions_car"),
            Map.entry(Topic.GEWERBE, "storefront"),
            Map.entry(Topic.BAUEN, "construction"),
            Map.entry(Topic.UMWELT, "local_florist"),
            Map.entry(Topic.FAMILIE, "child_care"),
            Map.entry(Topic.SOZIALES, "handshake"),
            Map.entry(Topic.GESUNDHEIT, "favorite"),
            Map.entry(Topic.BILDUNG, "menu_book"),
            Map.entry(Topic.FINANZEN, "payments"),
            Map.entry(Topic.MELDEWESEN, "id_card"),
            Map.entry(Topic.BETEILIGUNG, "groups")));

    private static final Map<Situation, String> SITUATIONS = new EnumMap<>(Map.ofEntries(
            Map.entry(Situation.UMZUG, "local_shipping"),
            Map.entry(Situation.GEBURT, "child_care"),
            Map.entry(Situation.HEIRAT, "favorite"),
            Map.entry(Situation.TODESFALL, "local_florist"),
            Map.entry(Situation.FAHRZEUG, "directions_car"),
            Map.entry(Situation.HAUSBAU, "home_work"),
            Map.entry(Situation.GRUENDUNG, "storefront"),
            Map.entry(Situation.TIER, "pets"),
            Map.entry(Situation.VERANSTALTUNG, "celebration"),
            Map.entry(Situation.KRANKHEIT_UND_PFLEGE, "medical_services"),
            Map.entry(Situation.GELDNOT, "payments"),
            Map.entry(Situation.SCHULE_UND_KITA, "menu_book"),
            Map.entry(Situation.RUHESTAND, "elderly"),
            Map.entry(Situation.ANKOMMEN, "waving_hand"),
            Map.entry(Situation.VEREIN, "groups"),
            Map.entry(Situation.ARBEIT, "work"),
            Map.entry(Situation.REISE, "flight"),
            Map.entry(Situation.GARTEN, "yard")));

    private Fields() {}

    static String icon(Topic topic) {
        return TOPICS.getOrDefault(topic, OTHER_ICON);
    }

    static String icon(Situation situation) {
        return SITUATIONS.getOrDefault(situation, OTHER_ICON);
    }

    static String label(Page page, Topic topic) {
        return page.t("services.topic." + word(topic));
    }

    static String label(Page page, Situation situation) {
        return page.t("services.situation." + word(situation));
    }

    /** As addresses have it: {@code krankheit-und-pflege}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> find(E[] values, String word) {
        return Arrays.stream(values).filter(value -> word(value).equals(word)).findFirst();
    }
}
