package org.allmende.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.allmende.platform.text.Spelling;

/**
 * Where somebody lives, as far as a name or a postal code tells. One postal code can mean several municipalities, and so can the
 * name of an Ortsteil: then there are several answers, and people choose.
 *
 * @param district the Ortsteil they named; empty for the municipality as a whole
 */
public record Whereabouts(Tenant tenant, String district) {

    private static final Pattern POSTAL_CODE = Pattern.compile("\\b[0-9]{5}\\b");
    private static final int FEWEST_LETTERS = 3;

    /** Letters for each slip that is forgiven. */
    private static final int LETTERS_PER_SLIP = 4;

    /** How well a name fits; the better comes first. */
    private enum Fit {
        SAME,
        BEGINNING,
        ALIKE,
        NONE
    }

    /** A name with the whole of what people may write for it. */
    private record Named(Whereabouts where, List<String> spellings) {}

    /** The municipalities of the region that are meant; only the best fits, none when nothing comes near. */
    public static List<Whereabouts> find(Region region, String typed, LocalDate today) {
        var code = POSTAL_CODE.matcher(typed);
        var plz = code.find() ? code.group() : "";
        var name = Spelling.fold(POSTAL_CODE.matcher(typed).replaceAll(" "));
        if (name.isEmpty()) {
            return plz.isEmpty() ? List.of() : byPostalCode(region, plz, today);
        }
        var byFit = new LinkedHashMap<Fit, List<Whereabouts>>();
        for (var named : names(region, today)) {
            byFit.computeIfAbsent(fit(named, name), fit -> new ArrayList<>()).add(named.where());
        }
        for (var fit : List.of(Fit.SAME, Fit.BEGINNING, Fit.ALIKE)) {
            var found = byFit.getOrDefault(fit, List.of());
            if (!found.isEmpty()) {
                return oncePerTenant(found);
            }
        }
        return plz.isEmpty() ? List.of() : byPostalCode(region, plz, today);
    }

    /** Several Ortsteile of one municipality lead to the same town hall. */
    private static List<Whereabouts> oncePerTenant(List<Whereabouts> found) {
        var byTenant = new LinkedHashMap<Slug, Whereabouts>();
        found.forEach(where ->
                byTenant.merge(where.tenant().slug(), where, (one, other) -> new Whereabouts(one.tenant(), "")));
        return List.copyOf(byTenant.values());
    }

    private static List<Whereabouts> byPostalCode(Region region, String plz, LocalDate today) {
        return region.listMunicipalities(today).stream()
                .filter(tenant ->
                        (tenant.place() != null && tenant.place().plz().equals(plz))
                                || region.districts().stream()
                                        .anyMatch(district -> district.tenant().equals(tenant.slug())
                                                && district.plz().equals(plz)))
                .map(tenant -> new Whereabouts(tenant, ""))
                .toList();
    }

    private static List<Named> names(Region region, LocalDate today) {
        var names = new ArrayList<Named>();
        for (var tenant : region.listMunicipalities(today)) {
            names.add(new Named(
                    new Whereabouts(tenant, ""),
                    List.of(
                            Spelling.fold(tenant.shortName()),
                            Spelling.fold(tenant.name()),
                            Spelling.fold(tenant.shortName().replaceAll("\\(.*\\)", "")))));
            for (var district : region.districts()) {
                if (district.tenant().equals(tenant.slug())) {
                    var name = Spelling.fold(district.name());
                    var town = Spelling.fold(tenant.shortName());
                    names.add(new Named(
                            new Whereabouts(tenant, district.name()),
                            List.of(name, town + " " + name, name + " " + town)));
                }
            }
        }
        return names;
    }

    private static Fit fit(Named named, String typed) {
        var best = Fit.NONE;
        for (var spelling : named.spellings()) {
            var fit = fit(spelling, typed);
            best = fit.compareTo(best) < 0 ? fit : best;
        }
        return best;
    }

    private static Fit fit(String spelling, String typed) {
        if (spelling.equals(typed)) {
            return Fit.SAME;
        }
        if (typed.length() >= FEWEST_LETTERS && spelling.startsWith(typed)) {
            return Fit.BEGINNING;
        }
        return Spelling.distance(spelling, typed) <= typed.length() / LETTERS_PER_SLIP ? Fit.ALIKE : Fit.NONE;
    }
}
