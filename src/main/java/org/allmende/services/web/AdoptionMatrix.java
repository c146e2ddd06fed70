package org.allmende.services.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.region.Region;
import org.allmende.region.Tenant;
import org.allmende.services.Adoption;
import org.allmende.services.Classification;
import org.allmende.services.ServicePackage;

/** Services by tenants as they stand now, in the order of the fields and of the alphabet. */
final class AdoptionMatrix {

    private static final String OTHER = "andere";

    private final List<Tenant> tenants;
    private final List<Line> lines;

    private AdoptionMatrix(List<Tenant> tenants, List<Line> lines) {
        this.tenants = tenants;
        this.lines = lines;
    }

    /** A service, and how it stands at each tenant, by slug. */
    record Line(
            ServicePackage pack,
            String title,
            Map<String, AdoptionStates.State> states,
            Map<String, Adoption> adoptions) {

        String field() {
            return word(pack);
        }

        long count(Predicate<AdoptionStates.State> wanted) {
            return states.values().stream().filter(wanted).count();
        }

        AdoptionStates.State state(String tenant) {
            return states.getOrDefault(tenant, AdoptionStates.State.NO_OFFICE);
        }

        boolean isOpen(String tenant) {
            return state(tenant) == AdoptionStates.State.OPEN;
        }

        Optional<Adoption> findAdoption(String tenant) {
            return Optional.ofNullable(adoptions.get(tenant));
        }
    }

    /** What somebody wants to see; empty texts ask for everything. */
    record Asked(String search, String field, String state, int page) {

        String query(int number) {
            return "?q=%s&thema=%s&stand=%s&seite=%d"
                    .formatted(URLEncoder.encode(search, StandardCharsets.UTF_8), field, state, number);
        }
    }

    /** @param adoptions by service and tenant */
    static AdoptionMatrix of(
            Page page,
            Region region,
            AdoptionStates states,
            List<Tenant> tenants,
            Map<String, Map<String, Adoption>> adoptions) {
        var lines = new ArrayList<Line>();
        for (var pack : states.listNewest()) {
            var known = adoptions.getOrDefault(pack.name(), Map.of());
            var standing = new LinkedHashMap<String, AdoptionStates.State>();
            for (var tenant : tenants) {
                var slug = tenant.slug().value();
                standing.put(slug, states.state(region, tenant, pack, Optional.ofNullable(known.get(slug))));
            }
            lines.add(new Line(pack, pack.description().title().in(page.lang()), standing, known));
        }
        var german = Collator.getInstance(Messages.locale(page.lang()));
        lines.sort(Comparator.comparingInt((Line line) -> place(line.pack())).thenComparing(Line::title, german));
        return new AdoptionMatrix(tenants, lines);
    }

    private static int place(ServicePackage pack) {
        return pack.classification().topic().map(Enum::ordinal).orElse(Integer.MAX_VALUE);
    }

    private static String word(ServicePackage pack) {
        return pack.classification()
                .topic()
                .map(topic -> topic.name().toLowerCase(Locale.ROOT))
                .orElse(OTHER);
    }

    Optional<Line> find(String service) {
        return lines.stream().filter(line -> line.pack().name().equals(service)).findFirst();
    }

    List<Tenant> tenants() {
        return tenants;
    }

    /** @param found names of the services that the searched words mean; everything when nothing was searched for */
    List<Line> list(Asked asked, Optional<List<String>> found) {
        return lines.stream()
                .filter(line ->
                        found.isEmpty() || found.get().contains(line.pack().name()))
                .filter(line -> asked.field().isEmpty() || line.field().equals(asked.field()))
                .filter(line -> isIn(line, asked.state()))
                .toList();
    }

    private static boolean isIn(Line line, String state) {
        long offered = line.count(AdoptionStates.State::isOffered);
        long possible = line.count(AdoptionStates.State::isPossible);
        return switch (state) {
            case "offen" -> offered < possible;
            case "ueberall" -> possible > 0 && offered == possible;
            case "nirgends" -> possible > 0 && offered == 0;
            case "neu" -> line.count(one -> one == AdoptionStates.State.OLDER) > 0;
            case "unmoeglich" -> possible == 0;
            default -> true;
        };
    }

    /** The fields that have services, with their number. */
    static Map<String, String> fields(Page page, List<Line> lines) {
        var counts = new LinkedHashMap<String, Integer>();
        lines.forEach(line -> counts.merge(line.field(), 1, Integer::sum));
        var fields = new LinkedHashMap<String, String>();
        counts.forEach((field, count) -> fields.put(field, label(page, field) + " (" + count + ")"));
        return fields;
    }

    static String label(Page page, String field) {
        return field.equals(OTHER) ? page.t("services.adoptions.other") : page.t("services.topic." + field);
    }

    /** Whether a word of the query names a field. */
    static String field(String asked) {
        for (var topic : Classification.Topic.values()) {
            if (topic.name().toLowerCase(Locale.ROOT).equals(asked)) {
                return asked;
            }
        }
        return asked.equals(OTHER) ? asked : "";
    }
}
