package org.allmende.sensing.sta;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.allmende.sensing.Corrections;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Things;
import org.allmende.sensing.sta.Reader.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** SensorThings 1.1 and 1.0 as a service: a request comes in, an answer goes out, whatever carries them. */
@Component
public class SensorThings {

    private static final Set<String> OBSERVATIONS = Set.of("Observations", "CreateObservations");

    private final Configuration configuration;
    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Reader reader;
    private final Things things;
    private final Sensors sensors;
    private final Datastreams datastreams;
    private final Observations observations;
    private final Corrections corrections;
    private final Clock clock;
    private final List<Consumer<Event>> followers = new CopyOnWriteArrayList<>();

    SensorThings(
            Configuration configuration,
            Tenancy tenancy,
            JdbcClient db,
            Reader reader,
            Things things,
            Sensors sensors,
            Datastreams datastreams,
            Observations observations,
            Corrections corrections,
            Clock clock) {
        this.configuration = configuration;
        this.tenancy = tenancy;
        this.db = db;
        this.reader = reader;
        this.things = things;
        this.sensors = sensors;
        this.datastreams = datastreams;
        this.observations = observations;
        this.corrections = corrections;
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
            var quick = request.method().equals("POST") ? observation(request) : Optional.<NewObservation>empty();
            var by = request.by();
            return quick.isEmpty() || by == null
                    ? CompletableFuture.completedFuture(answer(request))
                    : observations
                            .accept(by, List.of(quick.get()))
                            .thenApply(keys -> created(request, keys))
                            .exceptionallyCompose(failed -> refused(request, unwrapped(failed)));
        } catch (RuntimeException failed) {
            return refused(request, failed);
        }
    }

    private static RuntimeException unwrapped(Throwable failed) {
        var cause = failed instanceof CompletionException ? failed.getCause() : failed;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private Answer created(Request request, List<ObservationKey> keys) {
        return Answer.created(root(request) + "/Observations(" + keys.getFirst().literal() + ")");
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
        return root(request.version());
    }

    /** The address of the service, without a slash at its end. */
    String root(String version) {
        return configuration.publicUrl().toString().replaceFirst("/$", "") + "/sta/" + version;
    }

    private <T> T as(@Nullable String tenant, Supplier<T> work) {
        return tenant == null ? work.get() : tenancy.as(tenant, work);
    }

    private Answer read(Request request) {
        var address = Address.parse(request.path());
        if (address.isRoot()) {
            return Answer.ok(to -> Index.write(root(request), request.version(), new JsonOut(to)));
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
            var place = place(address);
            return place.one() ? readOne(request, address, place, query) : readAll(request, address, place, query);
        });
    }

    /** Where an address leads: to all of a source, or to one of it. */
    private record Place(
            Source source, boolean one, @Nullable String id) {}

    private Place place(Address address) {
        var first = address.steps().getFirst();
        var type = EntityType.ofSet(first.name())
                .orElseThrow(() -> Refusal.notFound("There is no entity set %s.", first.name()));
        var source = Source.all(type);
        boolean one = first.id() != null;
        for (int i = 1; i < address.steps().size(); i++) {
            var step = address.steps().get(i);
            var from = source;
            var link = from.type()
                    .link(step.name())
                    .orElseThrow(() ->
                            Refusal.notFound("%s has no link %s.", from.type().single(), step.name()));
            if (!one) {
                throw Refusal.notFound(
                        "Say which of the %s is meant.", from.type().set());
            }
            var key = reader.follow(from, address.steps().get(i - 1).id(), link)
                    .orElseThrow(() ->
                            Refusal.notFound("There is no such %s.", from.type().single()));
            source = new Source(link.target(), link, key);
            one = step.id() != null || !link.many();
        }
        return new Place(source, one, address.steps().getLast().id());
    }

    private Entity one(Place place, Query query) {
        return reader.find(place.source(), place.id(), query)
                .orElseThrow(() -> Refusal.notFound(
                        "There is no such %s.", place.source().type().single()));
    }

    private Answer readOne(Request request, Address address, Place place, Query query) {
        if (address.property().isEmpty()) {
            if (!address.tail().isEmpty() && !address.tail().equals("$ref")) {
                throw Refusal.notFound("An entity has no %s.", address.tail());
            }
            boolean reference = address.tail().equals("$ref");
            var asked = reference ? Query.REFERENCE : query;
            var entity = one(place, asked);
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
        var value = one(place, Query.NONE).value(name);
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
        var tenant = by.tenant();
        if (request.method().equals("POST") && request.path().equals("CreateObservations")) {
            return new CreateObservations(by, datastreams, observations, clock).answer(root(request), request.body());
        }
        if (request.method().equals("POST") && request.path().equals("$batch")) {
            return new Batch(this).answer(request);
        }
        var address = Address.parse(request.path());
        if (address.isRoot() || !address.property().isEmpty() || !address.tail().isEmpty()) {
            throw Refusal.notAllowed("%s is not possible here.", request.method());
        }
        return switch (request.method()) {
            case "POST" -> create(request, address, by);
            case "PATCH", "PUT" -> update(request, address, tenant);
            case "DELETE" -> delete(address, tenant);
            default -> throw Refusal.notAllowed("%s is not possible here.", request.method());
        };
    }

    private record Made(EntityType type, long id, List<NewObservation> observations, List<Event> events) {}

    private Answer create(Request request, Address address, TokenHolder by) {
        var body = ObservationJson.parse(request.body());
        var quick = observation(address, body, by.tenant());
        if (quick.isPresent()) {
            return created(request, observations.store(by, List.of(quick.get())));
        }
        var made = tenancy.as(by.tenant(), () -> make(address, body));
        var keys =
                made.observations().isEmpty() ? List.<ObservationKey>of() : observations.store(by, made.observations());
        made.events().forEach(this::tell);
        var id = made.type() == EntityType.OBSERVATION ? keys.getFirst().literal() : Long.toString(made.id());
        return Answer.created(root(request) + "/" + made.type().set() + "(" + id + ")");
    }

    private Optional<NewObservation> observation(Request request) {
        var tenant = request.tenant();
        return tenant == null || !bringsObservations(request)
                ? Optional.empty()
                : observation(Address.parse(request.path()), ObservationJson.parse(request.body()), tenant);
    }

    /** A new observation, if all that has to be known of its datastream is in memory; the others are made like everything else. */
    private Optional<NewObservation> observation(Address address, JsonNode body, String tenant) {
        var steps = address.steps();
        boolean within = steps.size() == 2 && steps.getFirst().name().equals("Datastreams");
        if (!steps.getLast().name().equals("Observations")
                || steps.getLast().id() != null
                || !(within || steps.size() == 1)
                || body.has("FeatureOfInterest")) {
            return Optional.empty();
        }
        var said = within ? steps.getFirst().id() : Creation.id(body.path("Datastream"));
        return said == null || !said.matches("\\d{1,7}")
                ? Optional.empty()
                : datastreams
                        .find(Integer.parseInt(said))
                        .filter(it -> it.tenant().equals(tenant) && it.hasSubject())
                        .map(it -> ObservationJson.read(it.id(), body, null, clock));
    }

    private Made make(Address address, JsonNode body) {
        var creation = new Creation(db, things, sensors, datastreams, clock);
        var last = address.steps().getLast();
        if (last.id() != null) {
            throw Refusal.notAllowed("A POST goes to a set, not to one of it.");
        }
        if (address.steps().size() == 1) {
            var type = EntityType.ofSet(last.name())
                    .orElseThrow(() -> Refusal.notFound("There is no entity set %s.", last.name()));
            var id = creation.create(type, body, Map.of());
            return new Made(type, id, creation.observations(), creation.made());
        }
        var owner = place(new Address(
                address.steps().subList(0, address.steps().size() - 1), address.property(), address.tail()));
        var type = owner.source().type();
        var link = type.link(last.name())
                .orElseThrow(() -> Refusal.notFound("%s has no link %s.", type.single(), last.name()));
        if (!owner.one() || !link.many()) {
            throw Refusal.notAllowed("A POST goes to a set.");
        }
        var given = new HashMap<String, Long>();
        var id = creation.own(type, one(owner, Query.NONE).literal());
        link.target().links().stream()
                .filter(back -> back.target() == type)
                .forEach(back -> given.put(back.name(), id));
        var reference = Creation.id(body);
        if (reference != null && body.size() == 1) {
            return linked(type, id, link, reference);
        }
        var made = creation.create(link.target(), body, given);
        return new Made(link.target(), made, creation.observations(), creation.made());
    }

    /** {@code POST Things(1)/Locations {"@iot.id": 2}} makes nothing new. */
    private Made linked(EntityType type, long id, Link link, String reference) {
        var creation = new Creation(db, things, sensors, datastreams, clock);
        long other = creation.own(link.target(), reference);
        if (type == EntityType.THING && link.target() == EntityType.LOCATION) {
            things.put(id, List.of(other), clock.instant());
        } else if (type == EntityType.LOCATION && link.target() == EntityType.THING) {
            things.put(other, List.of(id), clock.instant());
        } else {
            throw Refusal.bad(
                    "These two are linked by a change of the %s.", link.target().single());
        }
        return new Made(link.target(), other, List.of(), List.of());
    }

    private Answer update(Request request, Address address, String tenant) {
        var body = ObservationJson.parse(request.body());
        return changed(tenant, change -> {
            var place = place(address);
            var found = own(place);
            change.update(place.source().type(), found, body, request.method().equals("PUT"));
            return new Event(found.type.set(), found.literal(), false);
        });
    }

    private Answer delete(Address address, String tenant) {
        return changed(tenant, change -> {
            var place = place(address);
            change.delete(place.source().type(), own(place));
            return null;
        });
    }

    private interface Work {
        /** Who subscribes hears of changes, not of what is gone. */
        @Nullable
        Event on(Change change);
    }

    private Answer changed(String tenant, Work work) {
        var change = new Change(db, things, datastreams, corrections, clock);
        var event = tenancy.as(tenant, () -> Optional.ofNullable(work.on(change)));
        change.changed().forEach(observations::changed);
        event.ifPresent(this::tell);
        return Answer.empty(200);
    }

    /** What others show is not there to be changed. */
    private Entity own(Place place) {
        if (!place.one()) {
            throw Refusal.notAllowed(
                    "Say which %s is meant.", place.source().type().single());
        }
        var found = one(place, Query.NONE);
        if (!reader.isOwn(found)) {
            throw Refusal.notFound("There is no such %s.", place.source().type().single());
        }
        return found;
    }
}
