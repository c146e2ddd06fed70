package org.allmende.sensing.sta;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.Observations;
import org.allmende.sensing.sta.EntityChanges.Written;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** SensorThings 1.1 and 1.0 as a service, with its tasking part: a request comes in, an answer goes out, whatever carries them. */
@Component
public class SensorThings {

    private static final Set<String> OBSERVATIONS = Set.of("Observations", "CreateObservations");

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final Configuration configuration;
    private final Tenancy tenancy;
    private final Reader reader;
    private final Datastreams datastreams;
    private final Observations observations;
    private final EntityChanges changes;
    private final Clock clock;
    private final List<Consumer<Event>> followers = new CopyOnWriteArrayList<>();

    SensorThings(
            Configuration configuration,
            Tenancy tenancy,
            Reader reader,
            Datastreams datastreams,
            Observations observations,
            EntityChanges changes,
            Clock clock) {
        this.configuration = configuration;
        this.tenancy = tenancy;
        this.reader = reader;
        this.datastreams = datastreams;
        this.observations = observations;
        this.changes = changes;
        this.clock = clock;
    }

    /** Whatever was wrong with the request is in the answer; refused observations of a device are in its account by then. */
    public Answer answer(Request request) {
        try {
            return request.method().equals("GET") ? read(request) : change(request);
        } catch (RuntimeException failed) {
            return refused(request, failed).join();
        }
    }

    /**
     * As {@link #answer}, but nobody waits for the commit of a single observation: its answer is given on the writer's thread.
     */
    public CompletableFuture<Answer> take(Request request) {
        try {
            var quick =
                    request.method().equals("POST") ? changes.observation(request) : Optional.<NewObservation>empty();
            var by = request.by();
            return quick.isEmpty() || by == null
                    ? CompletableFuture.completedFuture(answer(request))
                    : observations
                            .accept(by, List.of(quick.get()))
                            .thenApply(keys -> EntityChanges.created(root(request), keys))
                            .exceptionallyCompose(failed -> refused(request, unwrapped(failed)));
        } catch (RuntimeException failed) {
            return refused(request, failed);
        }
    }

    private static RuntimeException unwrapped(Throwable failed) {
        var cause = failed instanceof CompletionException ? failed.getCause() : failed;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** What is no fault of the sender goes on. */
    private CompletableFuture<Answer> refused(Request request, RuntimeException failed) {
        var answer = Faults.answer(failed);
        var by = request.by();
        return by != null && bringsObservations(request)
                ? observations.refuse(by, 1).thenApply(counted -> answer)
                : CompletableFuture.completedFuture(answer);
    }

    /** Whether it is written down in the account of who sends it. */
    public static boolean bringsObservations(Request request) {
        return request.method().equals("POST")
                && (request.path().endsWith("/Observations") || OBSERVATIONS.contains(request.path()));
    }

    /** Is told of entities that were made or changed, after the commit, on the thread of whoever did it: it has to be short. */
    public void follow(Consumer<Event> follower) {
        followers.add(follower);
    }

    private void tell(Event event) {
        followers.forEach(it -> it.accept(event));
    }

    private String root(Request request) {
        return root(request.part(), request.version());
    }

    /** The address of the service, without a slash at its end. */
    String root(Part part, String version) {
        return configuration.publicUrl().toString().replaceFirst("/$", "") + part.path() + version;
    }

    /** Where MQTT is spoken, for others than this machine as the operator says it; empty if only the operator could know. */
    private List<String> endpoints() {
        var mqtt = configuration.sensing().mqtt();
        if (mqtt.port() == 0 || !mqtt.endpoints().isEmpty()) {
            return mqtt.port() == 0 ? List.of() : mqtt.endpoints();
        }
        var outside = String.valueOf(configuration.publicUrl().getHost());
        boolean inside = LOCAL.contains(mqtt.host());
        return inside && !LOCAL.contains(outside)
                ? List.of()
                : List.of("mqtt://%s:%d".formatted(inside ? mqtt.host() : outside, mqtt.port()));
    }

    private <T> T as(@Nullable String tenant, Supplier<T> work) {
        return tenant == null ? work.get() : tenancy.as(tenant, work);
    }

    private Answer read(Request request) {
        var address = Address.parse(request.path());
        if (address.isRoot()) {
            return Answer.ok(
                    to -> Index.write(root(request), request.part(), request.version(), endpoints(), new JsonOut(to)));
        }
        var sums = Aggregation.find(request, address, datastreams, observations);
        if (sums.isPresent()) {
            return sums.get();
        }
        var query = Query.parse(request.options());
        var quick = Ranges.find(address, query, datastreams, observations, request.tenant());
        if (quick.isPresent()) {
            return quick.get().answer(root(request), query, request);
        }
        return as(request.tenant(), () -> {
            var place = Place.of(address, request.part(), reader);
            request.part().check(place.source().type(), query);
            return place.one() ? readOne(request, address, place, query) : readAll(request, address, place, query);
        });
    }

    private Answer readOne(Request request, Address address, Place place, Query query) {
        if (address.property().isEmpty()) {
            if (!address.tail().isEmpty() && !address.tail().equals("$ref")) {
                throw Refusal.notFound("An entity has no %s.", address.tail());
            }
            boolean reference = address.tail().equals("$ref");
            var asked = reference ? Query.REFERENCE : query;
            var entity = place.entity(reader, asked);
            return Answer.ok(to -> {
                var out = new JsonOut(to);
                new EntityWriter(root(request), out).write(entity, asked);
                out.flush();
            });
        }
        var name = address.property().getFirst();
        var type = place.source().type();
        var property =
                type.property(name).orElseThrow(() -> Refusal.notFound("%s has no property %s.", type.single(), name));
        var value = place.entity(reader, Query.NONE).value(name);
        return Values.answer(root(request), address, property, value);
    }

    private Answer readAll(Request request, Address address, Place place, Query query) {
        if (!address.property().isEmpty() || address.tail().equals("$value")) {
            throw Refusal.notFound(
                    "A set has no properties; say which %s is meant.",
                    place.source().type().single());
        }
        var type = place.source().type();
        var format = Formats.of(query, type);
        var asked = format.asked(query, type);
        var all = reader.list(place.source(), asked);
        return format.answer(root(request), request, asked, type, address.tail().equals("$ref"), all);
    }

    private Answer change(Request request) {
        var by = request.by();
        if (by == null) {
            throw Refusal.bad("Changes need a token.");
        }
        if (request.method().equals("POST") && request.path().equals("CreateObservations")) {
            return new CreateObservations(by, datastreams, observations, clock).answer(root(request), request.body());
        }
        if (request.method().equals("POST") && request.path().equals("$batch")) {
            return new Batch(this).answer(request);
        }
        return finish(by, changes.written(request, by, root(request)));
    }

    /** A request of a change set, made when those before it are written, and who wants to know where what it has made is. */
    record Step(Supplier<Request> request, Consumer<@Nullable String> made) {}

    /**
     * Changes that belong together: all of them or none. Observations are looked at with them and stored after the commit, since a
     * datastream that never came about would leave them to the next of its number.
     */
    List<Answer> together(Request outer, List<Step> steps) {
        var by = outer.by();
        if (by == null) {
            throw Refusal.bad("Changes need a token.");
        }
        var all = new ArrayList<Written>();
        try {
            tenancy.run(by.tenant(), () -> {
                for (var step : steps) {
                    var written = changes.written(step.request().get(), by, root(outer));
                    all.add(written);
                    step.made().accept(written.location());
                }
                observations.check(by.tenant(), brought(all));
            });
        } catch (RuntimeException failed) {
            // what was read within the transaction never was
            datastreams.forgetAll();
            throw Refusal.ofAll(Faults.answer(failed));
        }
        var brought = brought(all);
        var keys = brought.isEmpty() ? List.<ObservationKey>of() : observations.store(by, brought);
        var rest = new ArrayList<>(keys);
        return all.stream().map(it -> follow(it, take(rest, it))).toList();
    }

    private static List<NewObservation> brought(List<Written> all) {
        return all.stream().flatMap(it -> it.observations().stream()).toList();
    }

    private static List<ObservationKey> take(List<ObservationKey> keys, Written it) {
        var own = keys.subList(0, it.observations().size());
        var taken = List.copyOf(own);
        own.clear();
        return taken;
    }

    private Answer finish(TokenHolder by, Written it) {
        return follow(it, it.observations().isEmpty() ? List.of() : observations.store(by, it.observations()));
    }

    /** After the commit. */
    private Answer follow(Written it, List<ObservationKey> keys) {
        it.changed().forEach(observations::changed);
        it.events().forEach(this::tell);
        return it.answer().apply(keys);
    }
}
