package org.allmende.services.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a citizen answered, by kind. A new kind is one record here and one line in {@link AnswersJson}. */
public sealed interface Value {

    /** As expressions see it: text, number, date, yes or no, a list, or a map with the same names for every value. */
    Object feel();

    record Plain(String text) implements Value {

        @Override
        public Object feel() {
            return text;
        }
    }

    record Numeric(BigDecimal number) implements Value {

        @Override
        public Object feel() {
            return number;
        }
    }

    record Day(LocalDate date) implements Value {

        @Override
        public Object feel() {
            return date;
        }
    }

    record YesNo(boolean yes) implements Value {

        @Override
        public Object feel() {
            return yes;
        }
    }

    record Several(List<String> options) implements Value {

        public Several {
            options = List.copyOf(options);
        }

        @Override
        public Object feel() {
            return options;
        }
    }

    /** Where post arrives; the country is empty within Germany. */
    record Address(String street, String number, String extra, String postcode, String city, String country)
            implements Value {

        @Override
        public Object feel() {
            var parts = new LinkedHashMap<String, String>();
            parts.put("street", street);
            parts.put("number", number);
            parts.put("extra", extra);
            parts.put("postcode", postcode);
            parts.put("city", city);
            parts.put("country", country);
            return parts;
        }

        /** As on an envelope, below the name. */
        public List<String> lines() {
            return List.of(extra, (street + " " + number).strip(), (postcode + " " + city).strip(), country).stream()
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /** A municipality of the region by its tenant, or a place elsewhere by its name; one of the two is null. */
    record Place(@Nullable String tenant, @Nullable String elsewhere) implements Value {

        public static Place in(String tenant) {
            return new Place(tenant, null);
        }

        public static Place elsewhere(String name) {
            return new Place(null, name);
        }

        @Override
        public Object feel() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("tenant", tenant);
            parts.put("elsewhere", elsewhere);
            return parts;
        }
    }

    /**
     * A place on the map.
     *
     * @param latitude in degrees (WGS 84); null when only words say where it is
     */
    record Point(
            String description,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude) implements Value {

        @Override
        public Object feel() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("description", description);
            parts.put("lat", latitude);
            parts.put("lon", longitude);
            return parts;
        }
    }

    /** The answers to the questions of a group, by their own ids. */
    record Entry(Map<String, Value> answers) implements Value {

        public static final Entry EMPTY = new Entry(Map.of());

        public Entry {
            answers = Map.copyOf(answers);
        }

        @Override
        public Object feel() {
            var parts = new LinkedHashMap<String, Object>();
            answers.forEach((id, answer) -> parts.put(id, answer.feel()));
            return parts;
        }
    }

    /** A group that was answered several times. */
    record Entries(List<Entry> entries) implements Value {

        public Entries {
            entries = List.copyOf(entries);
        }

        @Override
        public Object feel() {
            return entries.stream().map(Entry::feel).toList();
        }
    }

    record Files(List<FileRef> files) implements Value {

        public Files {
            files = List.copyOf(files);
        }

        @Override
        public Object feel() {
            return files.stream().map(FileRef::name).toList();
        }
    }
}
