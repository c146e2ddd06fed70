package org.allmende.region.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Participation;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;

/** How pages speak of tenants and of what they take part in. */
final class TenantWords {

    private TenantWords() {}

    static String kind(Page page, Tenant.Kind kind) {
        return page.t("region.kind." + kind.key());
    }

    static Map<String, String> kinds(Page page) {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : List.of(Tenant.Kind.MUNICIPALITY, Tenant.Kind.OFFICE, Tenant.Kind.COUNTY)) {
            kinds.put(kind.key(), kind(page, kind));
        }
        return kinds;
    }

    /** By key, in the order in which they are shown. */
    static Map<String, String> topics(Page page) {
        var topics = new LinkedHashMap<String, String>();
        Arrays.stream(Topic.values()).forEach(topic -> topics.put(topic.key(), topic(page, topic)));
        return topics;
    }

    static String topic(Page page, Topic topic) {
        return page.t("region.topic." + topic.key());
    }

    static List<TenantState> states(Page page, List<Participation> known, LocalDate today) {
        return Arrays.stream(Topic.values()).map(topic -> state(page, topic, known, today)).toList();
    }

    private static TenantState state(Page page, Topic topic, List<Participation> known, LocalDate today) {
        var name = topic(page, topic);
        var found = known.stream()
                .filter(part -> part.topic() == topic && part.on(today))
                .findFirst()
                .or(() -> TenantChanges.latest(topic, known));
        if (found.isEmpty()) {
            return new TenantState(name, page.t("region.part.never"), "mute", "remove", "", true);
        }
        var part = found.get();
        var since = page.t("region.part.since", GermanDates.day(part.since()));
        if (part.since().isAfter(today)) {
            return new TenantState(
                    name, page.t("region.part.soon"), "", "schedule", page.t("region.part.from", GermanDates.day(part.since())), false);
        }
        var until = part.until();
        if (until == null) {
            return new TenantState(name, page.t("region.part.yes"), "success", "check_circle", since, false);
        }
        var end = page.t("region.part.until", GermanDates.day(until));
        return until.isBefore(today)
                ? new TenantState(name, page.t("region.part.ended"), "mute", "history", end, false)
                : new TenantState(name, page.t("region.part.yes"), "warning", "hourglass_top", end, false);
    }
}
