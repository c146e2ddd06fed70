package org.allmende.sensing.sta;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Observation;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Slice;
import org.allmende.sensing.quality.Flag;
import org.allmende.sensing.sta.Value.Times;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The short way for what is asked most: the latest observations of a datastream, or those of some time, in the order of time.
 * It answers exactly as the long way would, from memory where it can.
 */
final class Ranges {

    private static final long EVER = Long.MIN_VALUE;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Set<String> KNOWN = Set.of("phenomenonTime", "result", "resultTime", "id", "@iot.id");

    private final Datastream datastream;
    private final Slice slice;

    /** From the first moment to just before the second. */
    record Bounds(long from, long to) {

        boolean isClosed() {
            return from != EVER && to != NEVER && from < to;
        }

        private Bounds and(Bounds other) {
            return new Bounds(Math.max(from, other.from), Math.min(to, other.to));
        }
    }

    private Ranges(Datastream datastream, Slice slice) {
        this.datastream = datastream;
        this.slice = slice;
    }

    /** Nothing if it is another question. */
    static Optional<Ranges> find(
            Address address, Query query, Datastreams datastreams, Observations observations, @Nullable String reader) {
        var steps = address.steps();
        boolean fits = steps.size() == 2
                && steps.getFirst().name().equals("Datastreams")
                && steps.get(1).name().equals("Observations")
                && steps.get(1).id() == null
                && address.property().isEmpty()
                && address.tail().isEmpty()
                && query.expand().isEmpty()
                && !query.count()
                && query.skip() == 0
                && (query.format().isEmpty() || query.format().equals("dataArray"))
                && KNOWN.containsAll(query.select())
                && query.orderBy().size() <= 1;
        var id = steps.getFirst().id();
        if (!fits || id == null || !id.matches("\\d{1,7}")) {
            return Optional.empty();
        }
        boolean newestFirst = false;
        if (!query.orderBy().isEmpty()) {
            var order = query.orderBy().getFirst();
            if (!isTime(order.by())) {
                return Optional.empty();
            }
            newestFirst = order.descending();
        }
        var bounds = query.filter() == null ? new Bounds(EVER, NEVER) : bounds(query.filter());
        var datastream = datastreams.find(Integer.parseInt(id)).filter(it -> it.isShownTo(reader));
        if (bounds == null || datastream.isEmpty()) {
            return Optional.empty();
        }
        var slice = observations.slice(datastream.get(), bounds.from(), bounds.to(), query.limit() + 1, newestFirst);
        return slice.filter(it -> bounds.to() == NEVER || nothingLasts(it)).map(it -> new Ranges(datastream.get(), it));
    }

    private static boolean isTime(Expr it) {
        return it instanceof Expr.Path path && path.steps().equals(List.of("phenomenonTime"));
    }

    /** The time that a filter names and nothing else, or null. */
    static @Nullable Bounds bounds(Expr it) {
        if (!(it instanceof Expr.Binary both)) {
            return null;
        }
        if (both.operator().equals("and")) {
            var left = bounds(both.left());
            var right = bounds(both.right());
            return left == null || right == null ? null : left.and(right);
        }
        if (!isTime(both.left())
                || !(both.right() instanceof Expr.Literal literal)
                || (literal.kind() != Kind.TIME && literal.kind() != Kind.TEXT)) {
            return null;
        }
        var moment = Times.parse(literal.text()).map(org.allmende.sensing.Micros::of);
        if (moment.isEmpty()) {
            return null;
        }
        long at = moment.get();
        return switch (both.operator()) {
            case "ge" -> new Bounds(at, NEVER);
            case "gt" -> new Bounds(at + 1, NEVER);
            case "lt" -> new Bounds(EVER, at);
            case "le" -> new Bounds(EVER, at + 1);
            default -> null;
        };
    }

    /** What lasts may end later than the time that is asked for. */
    private static boolean nothingLasts(Slice slice) {
        for (int i = 0; i < slice.size(); i++) {
            var more = slice.more(i);
            if (more != null && more.contains("\"end\"")) {
                return false;
            }
        }
        return true;
    }

    Answer answer(String root, Query query, Request request) {
        int size = Math.min(slice.size(), query.limit());
        var next = slice.size() > size ? Formats.next(root, request, query, query.skip() + size) : null;
        return Answer.ok(to -> {
            var out = new JsonOut(to);
            out.open('{');
            if (next != null) {
                out.name("@iot.nextLink").text(next);
            }
            out.name("value").open('[');
            if (query.format().isEmpty()) {
                entities(root, query, size, out);
            } else {
                array(root, query, size, out);
            }
            out.close(']').close('}').flush();
        });
    }

    private void entities(String root, Query query, int size, JsonOut out) {
        var asked = query.select();
        var all = asked.isEmpty();
        var self = bytes("{\"@iot.selfLink\":\"" + root + "/Observations(");
        var id = bytes(")\",\"@iot.id\":");
        var time = bytes(",\"phenomenonTime\":");
        var datastreamLink = bytes(",\"Datastream@iot.navigationLink\":\"" + root + "/Observations(");
        var featureLink = bytes(")/Datastream\",\"FeatureOfInterest@iot.navigationLink\":\"" + root + "/Observations(");
        var end = bytes(")/FeatureOfInterest\"}");
        for (int i = 0; i < size; i++) {
            if (!all || slice.more(i) != null || (slice.flags()[i] & Flag.ALL) != 0) {
                entity(root, query, i, out);
                continue;
            }
            long micros = slice.times()[i];
            var key = new ObservationKey(datastream.id(), micros, slice.sequences()[i]);
            var literal = bytes(key.literal());
            out.element();
            out.put(self);
            out.put(literal);
            out.put(id);
            out.put(bytes(key.json()));
            out.put(time);
            out.again();
            out.moment(micros);
            out.name("result").number(slice.results()[i]);
            out.name("resultTime");
            if ((slice.flags()[i] & 1) == 1) {
                out.moment(micros);
            } else {
                out.nothing();
            }
            out.put(datastreamLink);
            out.put(literal);
            out.put(featureLink);
            out.put(literal);
            out.put(end);
        }
    }

    /** One observation as a message has it, whole or with what is asked for; the same as a request for it gives. */
    static byte[] message(String root, Query query, Datastream datastream, Observation one) {
        var bytes = new ByteArrayOutputStream(512);
        var out = new JsonOut(bytes);
        new Ranges(datastream, Slice.of(List.of(one))).entity(root, query, 0, out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.UTF_8);
    }

    /** One with something rare, or of which only some is asked. */
    private void entity(String root, Query query, int i, JsonOut out) {
        var more = slice.more(i);
        var rare = more == null ? null : JsonMapper.shared().readTree(more);
        var key = key(i, rare);
        var entity = new Entity(EntityType.OBSERVATION, 0, key);
        for (int property = 0; property < entity.values.length; property++) {
            entity.values[property] =
                    value(EntityType.OBSERVATION.all().get(property).name(), i, rare);
        }
        new EntityWriter(root, out).write(entity, query);
    }

    private ObservationKey key(int i, @Nullable JsonNode rare) {
        var own = new ObservationKey(datastream.id(), slice.times()[i], slice.sequences()[i]);
        return rare == null || !rare.has("id")
                ? own
                : ObservationKey.parse(rare.get("id").asString()).orElse(own);
    }

    private @Nullable Object value(String name, int i, @Nullable JsonNode rare) {
        return switch (name) {
            case "phenomenonTime" -> new Entity.Span(slice.times()[i], moment(rare, "end"));
            case "result" ->
                Double.isNaN(slice.results()[i]) && rare != null
                        ? rare.path("result").toString()
                        : (Object) slice.results()[i];
            case "resultTime" -> {
                var moment = (slice.flags()[i] & 1) == 1 ? Long.valueOf(slice.times()[i]) : moment(rare, "resultTime");
                yield moment == null ? null : new Entity.Span(moment, null);
            }
            case "validTime" -> {
                var text = rare == null ? "" : rare.path("validTime").asString("");
                yield text.isEmpty()
                        ? null
                        : new Entity.Span(
                                ObservationJson.moment("validTime", text.substring(0, text.indexOf('/'))),
                                ObservationJson.moment("validTime", text.substring(text.indexOf('/') + 1)));
            }
            case "resultQuality" -> quality(i, rare);
            default -> rare == null || !rare.has(name) ? null : rare.get(name).toString();
        };
    }

    /** As {@code sensing.quality} writes it. */
    private @Nullable String quality(int i, @Nullable JsonNode rare) {
        var said = rare == null ? null : rare.get("resultQuality");
        var flags = Flag.in(slice.flags()[i]);
        if (flags.isEmpty()) {
            return said == null ? null : said.toString();
        }
        var all = JsonMapper.shared().createObjectNode();
        if (said instanceof ObjectNode object) {
            all.setAll(object);
        } else if (said != null) {
            all.set("said", said);
        }
        all.put("pass", false);
        flags.forEach(flag -> all.put(flag.key(), true));
        return all.toString();
    }

    private static @Nullable Long moment(@Nullable JsonNode rare, String name) {
        var text = rare == null ? "" : rare.path(name).asString("");
        return text.isEmpty() ? null : Long.valueOf(ObservationJson.moment(name, text));
    }

    private static final Map<String, Integer> ORDER =
            Map.of("id", 0, "@iot.id", 0, "phenomenonTime", 1, "result", 2, "resultTime", 3);

    private void array(String root, Query query, int size, JsonOut out) {
        var components = query.select().isEmpty()
                ? List.of("id", "phenomenonTime", "result", "resultTime")
                : query.select().stream()
                        .sorted(java.util.Comparator.comparing(ORDER::get))
                        .toList();
        out.open('{').name("Datastream@iot.navigationLink").text(root + "/Datastreams(" + datastream.id() + ")");
        out.name("components").open('[');
        components.forEach(out::text);
        out.close(']').name("dataArray@iot.count").number(size);
        out.name("dataArray").open('[');
        for (int i = 0; i < size; i++) {
            row(components, i, out);
        }
        out.close(']').close('}');
    }

    private void row(List<String> components, int i, JsonOut out) {
        var more = slice.more(i);
        var rare = more == null ? null : JsonMapper.shared().readTree(more);
        out.open('[');
        for (var component : components) {
            if (component.equals("id") || component.equals("@iot.id")) {
                out.raw(key(i, rare).json());
            } else if (rare == null && component.equals("result")) {
                out.number(slice.results()[i]);
            } else if (rare == null && component.equals("phenomenonTime")) {
                out.moment(slice.times()[i]);
            } else {
                var value = value(component, i, rare);
                if (value == null) {
                    out.nothing();
                } else {
                    new EntityWriter("", out)
                            .value(EntityType.OBSERVATION.property(component).orElseThrow(), value);
                }
            }
        }
        out.close(']');
    }
}
