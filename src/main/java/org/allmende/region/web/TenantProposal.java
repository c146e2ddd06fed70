package org.allmende.region.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.platform.html.Page;
import org.allmende.region.Colour;
import org.allmende.region.Region;
import org.allmende.region.Slug;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;

/** What a new tenant is given unless somebody types something else. */
final class TenantProposal {

    /** The golden angle: hues that follow one another differ well, however many there are. */
    private static final double NEXT_HUE = 137.508;

    private static final Pattern DESIGNATION =
            Pattern.compile("^(?:[\\p{L}-]*(?:[Ss]tadt|[Gg]emeinde|[Ff]lecken)|Markt|Landkreis|Kreis) (?=\\S)");

    private TenantProposal() {}

    /** An empty form: a municipality of the lead's county, in a colour that nobody near has. */
    static Map<String, String> empty(Region region, String today) {
        var typed = new TreeMap<String, String>();
        typed.put("art", Tenant.Kind.MUNICIPALITY.key());
        typed.put("kreis", region.lead().kind() == Tenant.Kind.COUNTY ? region.lead().slug().value() : "");
        typed.put("farbe", Colour.ofHue(region.tenants().size() * NEXT_HUE % 360).hex());
        typed.put("standesamt", "true");
        typed.put("zeiten", "Mo–Fr 8:00–12:00, Do 14:00–18:00");
        typed.put(since(Topic.ONLINE_SERVICES), today);
        return typed;
    }

    static String since(Topic topic) {
        return topic.key() + ".seit";
    }

    static String until(Topic topic) {
        return topic.key() + ".bis";
    }

    static Optional<Tenant.Kind> findKind(String key) {
        return Arrays.stream(Tenant.Kind.values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    static Optional<Colour> findColour(String text) {
        try {
            return Optional.of(Colour.parse(text));
        } catch (IllegalArgumentException misspelt) {
            return Optional.empty();
        }
    }

    /** {@code Gemeinde Lohra → Lohra}. */
    static String shortName(String name) {
        return DESIGNATION.matcher(name).replaceFirst("");
    }

    /** What was typed, or else what the short name makes, or the whole name where that is reserved; it may be no slug at all. */
    static String slug(TenantForm form) {
        var typed = form.value("adresse");
        return typed.isEmpty()
                ? Stream.of(form.value("kurzname"), shortName(form.value("name")), form.value("name"))
                        .filter(name -> !name.isEmpty())
                        .flatMap(name -> ofName(name).stream())
                        .findFirst()
                        .map(Slug::value)
                        .orElse("")
                : typed;
    }

    private static Optional<Slug> ofName(String name) {
        try {
            return Optional.of(Slug.of(name));
        } catch (IllegalArgumentException noSlug) {
            return Optional.empty();
        }
    }

    /** Why a tenant cannot have this slug, in the words of the page. */
    static Optional<String> problem(Page page, Region region, String text) {
        if (region.find(text).isPresent()) {
            return Optional.of(page.t("region.tenant.error.slug.taken", text, region.get(text).name()));
        }
        return Slug.problemOf(text).map(problem -> switch (problem) {
            case EMPTY -> page.t("region.tenant.error.slug.empty");
            case TOO_LONG -> page.t("region.tenant.error.slug.long");
            case LETTERS -> page.t("region.tenant.error.slug.letters");
            case RESERVED -> page.t("region.tenant.error.slug.reserved", text);
        });
    }

    /** The kinds of office that the region knows, with their words. */
    static Map<String, String> officeKinds(Page page, Region region) {
        var kinds = new TreeMap<String, String>();
        region.offices().values().stream()
                .flatMap(offices -> offices.stream())
                .forEach(office -> kinds.putIfAbsent(office.kind(), office.name()));
        kinds.put("standesamt", page.t("region.office.standesamt"));
        kinds.put("buergerbuero", page.t("region.office.buergerbuero"));
        kinds.put("bauamt", page.t("region.office.bauamt"));
        kinds.put("ordnungsamt", page.t("region.office.ordnungsamt"));
        return kinds.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one,
                        LinkedHashMap::new));
    }
}
