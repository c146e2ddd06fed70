package org.allmende.services;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.region.Contact;
import org.allmende.region.OpeningHours;
import org.allmende.services.form.Text;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All that a municipality says differently about one service. */
public record Variation(List<Difference> differences) {

    public static final Variation NONE = new Variation(List.of());

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

    public Variation {
        differences = List.copyOf(differences);
    }

    static Variation ofJson(String json) {
        return new Variation(JSON.readValue(json, DIFFERENCES));
    }

    String json() {
        return JSON.writerFor(DIFFERENCES).writeValueAsString(differences);
    }

    public boolean isEmpty() {
        return differences.isEmpty();
    }

    private <T extends Difference> Stream<T> each(Class<T> type) {
        return differences.stream().filter(type::isInstance).map(type::cast);
    }

    public Optional<Difference.OwnText> findText(String path, String language) {
        return each(Difference.OwnText.class)
                .filter(one -> one.path().equals(path) && one.language().equals(language))
                .findFirst();
    }

    public Optional<Difference.OwnContact> findContact(Difference.Part part) {
        return each(Difference.OwnContact.class)
                .filter(one -> one.part() == part)
                .findFirst();
    }

    /** Empty when there is none in this language. */
    public String note(String language) {
        return each(Difference.AddedNote.class)
                .filter(one -> one.language().equals(language))
                .map(Difference.AddedNote::text)
                .findFirst()
                .orElse("");
    }

    /** In the order in which they were written. */
    public List<Difference.AddedFaq> listFaq(String language) {
        return each(Difference.AddedFaq.class)
                .filter(one -> one.language().equals(language))
                .toList();
    }

    /** Texts for which this version of the package has no place any more; kept, since a later one may have it again. */
    public List<Difference.OwnText> listUnfitting(ServicePackage pack) {
        var known = PackageTexts.of(pack).keySet();
        return each(Difference.OwnText.class)
                .filter(one -> !known.contains(one.path()))
                .toList();
    }

    /** The same without one difference, and with another in its place. */
    public Variation replace(Optional<? extends Difference> before, Optional<? extends Difference> after) {
        if (before.equals(after)) {
            return this;
        }
        var changed = new ArrayList<Difference>(differences);
        int place = before.map(changed::indexOf).orElse(-1);
        if (place >= 0) {
            changed.remove(place);
        }
        after.ifPresent(one -> changed.add(place >= 0 ? place : changed.size(), one));
        return new Variation(changed);
    }

    /** Whether a text of the form is among them, so that sample applicants would notice. */
    boolean touchesForm() {
        return each(Difference.OwnText.class).anyMatch(one -> one.path().startsWith("form."));
    }

    /** The package as people here read it; everything that is not said differently is the package's own. */
    ServicePackage applyTo(ServicePackage pack) {
        if (differences.isEmpty()) {
            return pack;
        }
        var own = new LinkedHashMap<String, Map<String, String>>();
        each(Difference.OwnText.class)
                .forEach(one -> own.computeIfAbsent(one.path(), path -> new LinkedHashMap<>())
                        .put(one.language(), one.text()));
        return PackageTexts.with(pack, (path, original) -> {
            var texts = own.getOrDefault(path, Map.of());
            return texts.isEmpty()
                    ? original
                    : new Text(texts.getOrDefault("de", original.de()), texts.getOrDefault("en", original.en()));
        });
    }

    /** How to reach the office for this service. */
    Contact applyTo(Contact office) {
        return new Contact(
                value(Difference.Part.ADDRESS, office.address()),
                value(Difference.Part.PHONE, office.phone()),
                value(Difference.Part.EMAIL, office.email()),
                findContact(Difference.Part.HOURS)
                        .map(hours -> OpeningHours.parse(hours.value()))
                        .orElse(office.hours()));
    }

    private String value(Difference.Part part, String office) {
        return findContact(part).map(Difference.OwnContact::value).orElse(office);
    }
}
