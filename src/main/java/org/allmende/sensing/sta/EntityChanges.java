package org.allmende.sensing.sta;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Actuators;
import org.allmende.sensing.Corrections;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Devices;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Tasks;
import org.allmende.sensing.Things;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes entities. What follows their commit is left to who asks: storing observations, and telling of it. */
@Component
class EntityChanges {

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Reader reader;
    private final Things things;
    private final Sensors sensors;
    private final Datastreams datastreams;
    private final Corrections corrections;
    private final Actuators actuators;
    private final Tasks tasks;
    private final Devices devices;
    private final Clock clock;

    EntityChanges(
            Tenancy tenancy,
            JdbcClient db,
            Reader reader,
            Things things,
            Sensors sensors,
            Datastreams datastreams,
            Corrections corrections,
            Actuators actuators,
            Tasks tasks,
            Devices devices,
            Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.reader = reader;
        this.things = things;
        this.sensors = sensors;
        this.datastreams = datastreams;
        this.corrections = corrections;
        this.actuators = actuators;
        this.tasks = tasks;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * What a request has written, before its commit.
     *
     * @param observations still to be stored
     * @param changed datastreams of which observations were changed
     * @param location of what was made; null if nothing was, or only its key will say
     */
    record Written(
            List<NewObservation> observations,
            List<Integer> changed,
            List<Event> events,
            @Nullable String location,
            Function<List<ObservationKey>, Answer> answer) {}

    /** In a transaction of its own, or in the one that is there. */
    Written written(Request request, TokenHolder by, String root) {
        var address = Address.parse(request.path());
        if (address.isRoot() || !address.property().isEmpty() || !address.tail().isEmpty()) {
            throw Refusal.notAllowed("%s is not possible here.", request.method());
        }
        return switch (request.method()) {
            case "POST" -> create(request, address, by, root);
            case "PATCH", "PUT" -> update(request, address, by);
            case "DELETE" -> delete(request, address, by);
            default -> throw Refusal.notAllowed("%s is not possible here.", request.method());
        };
    }

    private record Made(EntityType type, long id, List<NewObservation> observations, List<Event> events) {}

    private Written create(Request request, Address address, TokenHolder by, String root) {
        var body = ObservationJson.parse(request.body());
        var quick = observation(address, body, by.tenant());
        if (quick.isPresent()) {
            return new Written(List.of(quick.get()), List.of(), List.of(), null, keys -> created(root, keys));
        }
        var made = tenancy.as(by.tenant(), () -> make(address, body, request.part(), by));
        if (made.type() == EntityType.OBSERVATION) {
            return new Written(made.observations(), List.of(), made.events(), null, keys -> created(root, keys));
        }
        var location = root + "/" + made.type().set() + "(" + made.id() + ")";
        return new Written(made.observations(), List.of(), made.events(), location, keys -> Answer.created(location));
    }

    static Answer created(String root, List<ObservationKey> keys) {
        return Answer.created(root + "/Observations(" + keys.getFirst().literal() + ")");
    }

    /** A new observation, if it is one and all that has to be known of its datastream is in memory. */
    Optional<NewObservation> observation(Request request) {
        var tenant = request.tenant();
        return tenant == null || !SensorThings.bringsObservations(request)
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

    private Creation creation(TokenHolder by) {
        return new Creation(db, things, sensors, datastreams, tasking(by), clock);
    }

    private Tasking tasking(TokenHolder by) {
        return new Tasking(actuators, tasks, devices, by);
    }

    private Made make(Address address, JsonNode body, Part part, TokenHolder by) {
        var creation = creation(by);
        var last = address.steps().getLast();
        if (last.id() != null) {
            throw Refusal.notAllowed("A POST goes to a set, not to one of it.");
        }
        if (address.steps().size() == 1) {
            var type = Place.of(address, part, reader).source().type();
            var id = creation.create(type, body, Map.of());
            return new Made(type, id, creation.observations(), creation.made());
        }
        var owner = Place.of(
                new Address(address.steps().subList(0, address.steps().size() - 1), address.property(), address.tail()),
                part,
                reader);
        var type = owner.source().type();
        var link = type.link(last.name())
                .filter(it -> part.has(it.target()))
                .orElseThrow(() -> Refusal.notFound("%s has no link %s.", type.single(), last.name()));
        if (!owner.one() || !link.many()) {
            throw Refusal.notAllowed("A POST goes to a set.");
        }
        var given = new HashMap<String, Long>();
        var id = creation.own(type, owner.entity(reader, Query.NONE).literal());
        link.target().links().stream()
                .filter(back -> back.target() == type)
                .forEach(back -> given.put(back.name(), id));
        var reference = Creation.id(body);
        if (reference != null && body.size() == 1) {
            return linked(creation, type, id, link, reference);
        }
        var made = creation.create(link.target(), body, given);
        return new Made(link.target(), made, creation.observations(), creation.made());
    }

    /** {@code POST Things(1)/Locations {"@iot.id": 2}} makes nothing new. */
    private Made linked(Creation creation, EntityType type, long id, Link link, String reference) {
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

    private Written update(Request request, Address address, TokenHolder by) {
        var body = ObservationJson.parse(request.body());
        return changed(by, change -> {
            var place = Place.of(address, request.part(), reader);
            var found = own(place);
            change.update(place.source().type(), found, body, request.method().equals("PUT"));
            return new Event(found.type.set(), found.literal(), false);
        });
    }

    private Written delete(Request request, Address address, TokenHolder by) {
        return changed(by, change -> {
            var place = Place.of(address, request.part(), reader);
            change.delete(place.source().type(), own(place));
            return null;
        });
    }

    private interface Work {
        /** Who subscribes hears of changes, not of what is gone. */
        @Nullable
        Event on(Change change);
    }

    private Written changed(TokenHolder by, Work work) {
        var change = new Change(db, things, datastreams, corrections, tasking(by), clock);
        var event = tenancy.as(by.tenant(), () -> Optional.ofNullable(work.on(change)));
        return new Written(
                List.of(), List.copyOf(change.changed()), event.stream().toList(), null, keys -> Answer.empty(200));
    }

    /** What others show is not there to be changed. */
    private Entity own(Place place) {
        if (!place.one()) {
            throw Refusal.notAllowed(
                    "Say which %s is meant.", place.source().type().single());
        }
        var found = place.entity(reader, Query.NONE);
        if (!reader.isOwn(found)) {
            throw Refusal.notFound("There is no such %s.", place.source().type().single());
        }
        return found;
    }
}
