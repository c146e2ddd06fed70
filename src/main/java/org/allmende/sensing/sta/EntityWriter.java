package org.allmende.sensing.sta;

import java.util.Set;
import org.allmende.sensing.sta.Entity.Entities;
import org.allmende.sensing.sta.Entity.Span;
import org.jspecify.annotations.Nullable;

/** Writes entities as SensorThings has them in JSON (OGC 18-088 §8.2). {@code root}: the address of the service, with its version. */
final class EntityWriter {

    private final String root;
    private final Part part;
    private final JsonOut out;

    EntityWriter(String root, JsonOut out) {
        this.root = root;
        this.part = Part.ofRoot(root);
        this.out = out;
    }

    void write(Entity it, Query query) {
        out.open('{');
        var asked = query.select();
        var self = root + "/" + it.type.set() + "(" + it.literal() + ")";
        if (asked.isEmpty() || asked.contains("@iot.selfLink")) {
            out.name("@iot.selfLink").text(self);
        }
        if (asked.isEmpty() || asked.contains("id") || asked.contains("@iot.id")) {
            out.name("@iot.id").raw(it.idAsJson());
        }
        for (int i = 0; i < it.values.length; i++) {
            property(it.type.all().get(i), it.values[i], asked);
        }
        for (var link : it.type.links()) {
            var expanded = it.expanded.get(link.name());
            if (expanded != null) {
                expanded(self, link, expanded, query.expand().getOrDefault(link.name(), Query.NONE));
            } else if (part.has(link.target()) && (asked.isEmpty() || asked.contains(link.name()))) {
                out.name(link.name() + "@iot.navigationLink").text(self + "/" + link.name());
            }
        }
        out.close('}');
    }

    private void expanded(String self, Link link, Entities them, Query query) {
        if (!link.many()) {
            out.name(link.name());
            if (them.all().isEmpty()) {
                out.nothing();
            } else {
                write(them.all().getFirst(), query);
            }
            return;
        }
        if (them.count() != null) {
            out.name(link.name() + "@iot.count").number(them.count());
        }
        out.name(link.name()).open('[');
        them.all().forEach(one -> write(one, query));
        out.close(']');
        if (them.more()) {
            out.name(link.name() + "@iot.nextLink")
                    .text(self + "/" + link.name() + query.from(query.skip() + query.limit()));
        }
    }

    private void property(Property it, @Nullable Object value, Set<String> asked) {
        boolean named = asked.contains(it.name()) || asked.stream().anyMatch(one -> one.startsWith(it.name() + "/"));
        if (!asked.isEmpty() && !named) {
            return;
        }
        if (value == null) {
            // a result time that nobody has given is said to be unknown (OGC 18-088, table 13)
            if (named || (it.name().equals("resultTime") && it.kind() == Kind.TIME)) {
                out.name(it.name()).nothing();
            }
            return;
        }
        out.name(it.name());
        value(it, value);
    }

    void value(Property it, Object value) {
        if (value instanceof Span span) {
            if (span.to() == null) {
                out.moment(span.from());
            } else {
                out.interval(span.from(), span.to());
            }
        } else if (value instanceof Double number) {
            out.number(number);
        } else if (it.kind() == Kind.TEXT) {
            out.text(value.toString());
        } else {
            out.raw(value.toString());
        }
    }
}
