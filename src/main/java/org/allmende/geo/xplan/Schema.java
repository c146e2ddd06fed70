package org.allmende.geo.xplan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** XPlanGML of one version as facts: which objects there are, what each may and must say, and what the codes mean. */
public final class Schema {

    private static final List<String> VERSIONS = List.of("5.0", "5.1", "5.2", "5.3", "5.4", "6.0");
    private static final Pattern NAMESPACE = Pattern.compile("http://www\\.xplanung\\.de/xplangml/(\\d)/(\\d)");
    private static final Map<String, Schema> ALL = read();

    private final String version;
    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, Map<String, String>> enumerations = new HashMap<>();

    private Schema(String version) {
        this.version = version;
    }

    /** What stands in an attribute. */
    public enum Kind {
        TEXT,
        INT,
        DOUBLE,
        BOOLEAN,
        DATE,
        URI,
        DURATION,
        MEASURE,
        /** A code of a list that others keep. */
        CODE,
        ENUMERATION,
        /** A data type that stands inside. */
        DATA,
        REFERENCE,
        GEOMETRY
    }

    /**
     * @param of name of the enumeration or the data type, or the type that is referred to; empty otherwise
     * @param place in the order in which a type's attributes have to come
     */
    public record Attribute(String name, int place, boolean required, boolean many, Kind kind, String of) {}

    /**
     * An object or data type.
     *
     * @param lineage its own name and those of its supertypes
     * @param attributes with those of its supertypes, which come first
     */
    public record Type(String name, boolean isAbstract, List<String> lineage, Map<String, Attribute> attributes) {

        public boolean is(String supertype) {
            return lineage.contains(supertype);
        }

        public List<Attribute> required() {
            return attributes.values().stream().filter(Attribute::required).toList();
        }
    }

    /** By a namespace of XPlanGML; none for versions that nobody reads any more, or not yet. */
    public static Optional<Schema> find(String namespace) {
        var number = NAMESPACE.matcher(namespace);
        return number.matches()
                ? Optional.ofNullable(ALL.get(number.group(1) + "." + number.group(2)))
                : Optional.empty();
    }

    public static boolean isXPlan(@Nullable String namespace) {
        return namespace != null && namespace.startsWith("http://www.xplanung.de/xplangml");
    }

    /** {@code 6.0} */
    public static Schema of(String version) {
        return Optional.ofNullable(ALL.get(version))
                .orElseThrow(() -> new IllegalArgumentException("No XPlanGML " + version));
    }

    public String version() {
        return version;
    }

    public Optional<Type> findType(String name) {
        return Optional.ofNullable(types.get(name));
    }

    public Map<String, String> enumeration(String name) {
        return enumerations.getOrDefault(name, Map.of());
    }

    /** What a code of an enumeration means; the code itself when it has no words. */
    public String meaning(String enumeration, String code) {
        var word = enumeration(enumeration).getOrDefault(code, "");
        return word.isEmpty() ? code : word;
    }

    private static Map<String, Schema> read() {
        var all = new LinkedHashMap<String, Schema>();
        VERSIONS.forEach(version -> all.put(version, new Schema(version)));
        var drafts = new HashMap<String, Map<String, Draft>>();
        try (var lines = new BufferedReader(new InputStreamReader(
                new ClassPathResource("geo/xplan.txt").getInputStream(), StandardCharsets.UTF_8))) {
            new Facts(all, drafts).read(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        all.values().forEach(schema -> {
            var own = drafts.getOrDefault(schema.version, Map.of());
            own.keySet().forEach(name -> schema.complete(name, own));
        });
        return Map.copyOf(all);
    }

    /** A type with its own attributes only. */
    private record Draft(boolean isAbstract, @Nullable String parent, List<String> lines) {}

    private Type complete(String name, Map<String, Draft> drafts) {
        var known = types.get(name);
        if (known != null) {
            return known;
        }
        var draft = drafts.get(name);
        if (draft == null) {
            throw new IllegalStateException("XPlanGML %s has no %s".formatted(version, name));
        }
        var attributes = new LinkedHashMap<String, Attribute>();
        var lineage = new ArrayList<String>(List.of(name));
        if (draft.parent() != null) {
            var parent = complete(draft.parent(), drafts);
            attributes.putAll(parent.attributes());
            lineage.addAll(parent.lineage());
        }
        for (var line : draft.lines()) {
            var attribute = attribute(line, attributes.size());
            attributes.put(attribute.name(), attribute);
        }
        var type = new Type(
                name, draft.isAbstract(), List.copyOf(lineage), java.util.Collections.unmodifiableMap(attributes));
        types.put(name, type);
        return type;
    }

    private Attribute attribute(String line, int place) {
        int space = line.indexOf(' ');
        var name = line.substring(0, space);
        char often = name.charAt(name.length() - 1);
        boolean marked = "?*+".indexOf(often) >= 0;
        var what = line.substring(space + 1);
        var kind = kind(what);
        var of = switch (kind) {
            case DATA -> what.substring(1);
            case REFERENCE -> what.replaceFirst("^ref>?", "");
            case ENUMERATION -> what;
            default -> "";
        };
        return new Attribute(
                marked ? name.substring(0, name.length() - 1) : name,
                place,
                !marked || often == '+',
                marked && often != '?',
                kind,
                of);
    }

    private Kind kind(String what) {
        return switch (what) {
            case "text" -> Kind.TEXT;
            case "int" -> Kind.INT;
            case "double" -> Kind.DOUBLE;
            case "boolean" -> Kind.BOOLEAN;
            case "date" -> Kind.DATE;
            case "uri" -> Kind.URI;
            case "duration" -> Kind.DURATION;
            case "area", "length", "angle", "volume", "scale", "measure" -> Kind.MEASURE;
            case "code" -> Kind.CODE;
            case "geometry" -> Kind.GEOMETRY;
            default -> {
                if (what.startsWith("=")) {
                    yield Kind.DATA;
                }
                if (what.startsWith("ref")) {
                    yield Kind.REFERENCE;
                }
                if (!enumerations.containsKey(what)) {
                    throw new IllegalStateException("XPlanGML %s has no %s".formatted(version, what));
                }
                yield Kind.ENUMERATION;
            }
        };
    }

    /** Reads the resource, whose head says how it is written. */
    private record Facts(Map<String, Schema> all, Map<String, Map<String, Draft>> drafts) {

        private static final Pattern SPAN = Pattern.compile("^(.*?)(?: @([-0-9.,]+))?$");

        void read(BufferedReader lines) throws IOException {
            var within = List.<String>of();
            var enumeration = "";
            var own = new ArrayList<String>();
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith("#")) {
                    continue;
                }
                var parts = SPAN.matcher(line);
                if (!parts.matches()) {
                    throw new IllegalStateException(line);
                }
                var text = parts.group(1);
                var span = parts.group(2);
                if (text.startsWith(" ")) {
                    if (enumeration.isEmpty()) {
                        own.add(text.substring(1));
                    } else {
                        code(enumeration, text.substring(1), span == null ? within : versions(span));
                    }
                    continue;
                }
                within = versions(String.valueOf(span));
                var head = text.split(" ");
                enumeration = head[0].equals("enum") ? head[1] : "";
                own = new ArrayList<>();
                if (enumeration.isEmpty()) {
                    var draft = new Draft(head[0].equals("abstract"), head.length > 2 ? head[2] : null, own);
                    within.forEach(version -> drafts.computeIfAbsent(version, first -> new HashMap<>())
                            .put(head[1], draft));
                } else {
                    for (var version : within) {
                        schema(version).enumerations.put(enumeration, new LinkedHashMap<>());
                    }
                }
            }
        }

        private void code(String enumeration, String line, List<String> within) {
            int space = line.indexOf(' ');
            var code = space < 0 ? line : line.substring(0, space);
            for (var version : within) {
                schema(version)
                        .enumerations
                        .computeIfAbsent(enumeration, first -> new LinkedHashMap<>())
                        .put(code, space < 0 ? "" : line.substring(space + 1));
            }
        }

        private Schema schema(String version) {
            return java.util.Objects.requireNonNull(all.get(version));
        }

        /** {@code 5.0-5.2,6.0} */
        private static List<String> versions(String span) {
            return Arrays.stream(span.split(","))
                    .flatMap(part -> {
                        var ends = part.split("-");
                        return VERSIONS
                                .subList(VERSIONS.indexOf(ends[0]), VERSIONS.indexOf(ends[ends.length - 1]) + 1)
                                .stream();
                    })
                    .toList();
        }
    }
}
