package org.allmende.geo.xplan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.geo.crs.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * An object of a plan as the file has it.
 *
 * @param id the {@code gml:id}; empty when there is none
 * @param line of the file where it begins, from 1
 */
public record PlanObject(Schema schema, Schema.Type type, String id, int line, List<Property> properties) {

    /** Something that an object says. */
    public record Property(String name, int line, Value value) {}

    public sealed interface Value permits Text, Link, Data, Shape {}

    /**
     * @param enumeration name of the list from which the code is; empty for anything else
     * @param unit as written, {@code m2}; empty without one
     */
    public record Text(String value, String enumeration, String unit) implements Value {}

    /** @param href as written; {@code #…} leads to another object of the file */
    public record Link(String href) implements Value {

        /** The {@code gml:id} that is meant; also of a whole address that ends with it, as a WFS writes them. */
        public Optional<String> target() {
            int hash = href.lastIndexOf('#');
            return hash < 0 ? Optional.empty() : Optional.of(href.substring(hash + 1));
        }
    }

    public record Data(Schema.Type type, List<Property> properties) implements Value {}

    /** @param geometry in {@code crs}, east before north; arcs are drawn by straight lines */
    public record Shape(Geometry geometry, Crs crs) implements Value {}

    public boolean is(String supertype) {
        return type.is(supertype);
    }

    public Stream<Value> values(String name) {
        return properties.stream().filter(one -> one.name().equals(name)).map(Property::value);
    }

    /** The first value of a simple attribute, as it is written. */
    public @Nullable String text(String name) {
        return values(name)
                .filter(Text.class::isInstance)
                .map(value -> ((Text) value).value())
                .findFirst()
                .orElse(null);
    }

    /** What a coded attribute says in words, or its text when it is none. */
    public @Nullable String words(String name) {
        return values(name)
                .filter(Text.class::isInstance)
                .map(value -> words((Text) value))
                .findFirst()
                .orElse(null);
    }

    public String words(Text text) {
        return text.enumeration().isEmpty() ? text.value() : schema.meaning(text.enumeration(), text.value());
    }

    public Stream<String> targets(String name) {
        return values(name).filter(Link.class::isInstance).flatMap(value -> ((Link) value).target().stream());
    }

    /** Where it is: {@code position}, or the area of a plan or Bereich. */
    public Optional<Shape> shape() {
        return properties.stream()
                .map(Property::value)
                .filter(Shape.class::isInstance)
                .map(Shape.class::cast)
                .findFirst();
    }
}
