package org.allmende.region;

import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A tenant's short name in addresses, in the database and on host names: {@code gladenbach}. */
public record Slug(@JsonValue String value) implements Comparable<Slug> {

    /** Why a text is no slug. */
    public enum Problem {
        EMPTY("is empty"),
        TOO_LONG("is longer than 63 letters, the most a host name may have"),
        LETTERS("may only have a–z, 0–9 and single hyphens between them, and starts with a letter"),
        RESERVED("is an address of the software itself; add a word to it");

        private final String sentence;

        Problem(String sentence) {
            this.sentence = sentence;
        }
    }

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    /** First words of the paths that the server itself answers, now and in the modules to come. */
    public static final Set<String> RESERVED = Set.of("""
            abmelden aktuelles anmelden antrag antraege barriere barrierefreiheit beteiligung daten datenschutz demo
            fehler gesicht gestaltung hilfe impressum karte kontakt leistungen meldungen messwerte nachrichten plaene postfach
            pruefen region rundgang start suche upload warnungen
            admin arbeitsplatz betrieb cockpit einladung konto login logout passwort
            actuator api assets error exchange favicon health metrics mqtt oauth2 ogc open311 robots sitemap sta
            sensing sta-tasking static tiles webauthn webjars well-known wms www zustaendig
            de en leichte-sprache
            """.strip().split("\\s+"));

    public Slug {
        var problem = problemOf(value);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("The slug \"%s\" %s.".formatted(value, problem.get().sentence));
        }
    }

    public static Optional<Problem> problemOf(String text) {
        if (text.isEmpty()) {
            return Optional.of(Problem.EMPTY);
        }
        if (text.length() > 63) {
            return Optional.of(Problem.TOO_LONG);
        }
        if (!FORM.matcher(text).matches()) {
            return Optional.of(Problem.LETTERS);
        }
        return RESERVED.contains(text) ? Optional.of(Problem.RESERVED) : Optional.empty();
    }

    /** The slug in an address that a stranger sent, or none. */
    public static Optional<Slug> find(String text) {
        return problemOf(text).isEmpty() ? Optional.of(new Slug(text)) : Optional.empty();
    }

    /** The slug of an official name: what stands before a comma or a bracket, {@code Wetter (Hessen), Stadt → wetter}. */
    public static Slug of(String name) {
        return new Slug(plain(name.split("[,(]", 2)[0]));
    }

    /** The slug of a county: {@code kreis-…} when a town bears the same name. */
    public static Slug ofCounty(String name, Set<Slug> towns) {
        var bare = name.replaceFirst("^(Landkreis|Kreis) ", "");
        var slug = of(bare);
        return towns.contains(slug) ? new Slug("kreis-" + slug.value) : slug;
    }

    /** What tells places of one name apart: the official name, the postal code, the official key. */
    public record Named(String name, String plz, String key) {}

    /**
     * Slugs for the places of one region, in the order given. Places of one name get the rest of the name as well
     * ({@code forst-eifel}, {@code forst-hunsrueck}), if that is equal too the postal code, and at last the official
     * key; a place whose name has no rest keeps the short slug as long as it is the only one.
     */
    public static List<Slug> distinct(List<Named> places) {
        List<Function<Named, String>> ways = List.of(
                place -> plain(place.name().split("[,(]", 2)[0]),
                place -> plain(place.name()),
                place -> plain(place.name() + " " + place.plz()),
                place -> plain(place.name() + " " + place.key()));
        var texts = new ArrayList<>(places.stream().map(ways.getFirst()).toList());
        for (var way : ways.subList(1, ways.size())) {
            var twice = repeated(texts);
            for (int i = 0; i < places.size(); i++) {
                if (twice.contains(texts.get(i))) {
                    texts.set(i, way.apply(places.get(i)));
                }
            }
        }
        return texts.stream().map(Slug::new).toList();
    }

    private static Set<String> repeated(Collection<String> texts) {
        var seen = new HashSet<String>();
        return texts.stream().filter(text -> !seen.add(text)).collect(Collectors.toSet());
    }

    private static String plain(String name) {
        var german = name.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("ł", "l");
        var latin =
                MARKS.matcher(Normalizer.normalize(german, Normalizer.Form.NFD)).replaceAll("");
        return OTHERS.matcher(latin).replaceAll("-").replaceAll("^-|-$", "");
    }

    @Override
    public int compareTo(Slug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
