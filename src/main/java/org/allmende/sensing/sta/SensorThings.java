package org.allmende.sensing.sta;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Corrections;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.ObservationRefused;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Things;
import org.allmende.sensing.sta.Reader.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** SensorThings 1.1 and 1.0 as a service: a request comes in, an answer goes out, whatever carries them. */
@Component
public class SensorThings {

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

    /** Whatever was wrong with the request is in the answer. */
    public Answer answer(Request request) {
        try {
            return request.method().equals("GET") ? read(request) : change(request);
        } catch (Refusal refused) {
            return Answer.refused(refused.status(), String.valueOf(refused.getMessage()));
        } catch (ObservationRefused refused) {
            return Answer.refused(400, String.valueOf(refused.getMessage()));
        } catch (DataIntegrityViolationException refused) {
            return Answer.refused(400, "The database does not take these values.");
        } catch (DataAccessException failed) {
            if (isFaultOfSender(failed)) {
                return Answer.refused(400, "The database cannot work with these values.");
            }
            throw failed;
        }
    }

    /** Classes 22 and 42 of SQLSTATE: a value that cannot be what it is compared with. */
    private static boolean isFaultOfSender(DataAccessException failed) {
        return failed.getMostSpecificCause() instanceof java.sql.SQLException cause
                && cause.getSQLState() != null
                && (cause.getSQLState().startsWith("22") || cause.getSQLState().startsWith("42"));
    }

    private String root(Request request) {
        return configuration.publicUrl().toString().replaceFirst("/$", "") + "/sta/" + request.version();
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
        var tenant = request.tenant();
        if (tenant == null) {
            throw Refusal.bad("Changes need a token.");
        }
        if (request.method().equals("POST") && request.path().equals("CreateObservations")) {
            return new CreateObservations(tenant, datastreams, observations, clock)
                    .answer(root(request), request.body());
        }
        if (request.method().equals("POST") && request.path().equals("$batch")) {
            return new Batch(this).answer(request);
        }
        var address = Address.parse(request.path());
        if (address.isRoot() || !address.property().isEmpty() || !address.tail().isEmpty()) {
            throw Refusal.notAllowed("%s is not possible here.", request.method());
        }
        return switch (request.method()) {
            case "POST" -> create(request, address, tenant);
            case "PATCH", "PUT" -> update(request, address, tenant);
            case "DELETE" -> delete(address, tenant);
            default -> throw Refusal.notAllowed("%s is not possible here.", request.method());
        };
    }

    private record Made(EntityType type, long id, java.util.List<NewObservation> observations) {}

    private Answer create(Request request, Address address, String tenant) {
        var body = ObservationJson.parse(request.body());
        var quick = observation(address, body, tenant);
        if (quick.isPresent()) {
            var key = observations.store(tenant, java.util.List.of(quick.get())).getFirst();
            return Answer.created(root(request) + "/Observations(" + key.literal() + ")");
        }
        var made = tenancy.as(tenant, () -> make(address, body));
        var keys = made.observations().isEmpty()
                ? java.util.List.<org.allmende.sensing.ObservationKey>of()
                : observations.store(tenant, made.observations());
        var id = made.type() == EntityType.OBSERVATION ? keys.getFirst().literal() : Long.toString(made.id());
        return Answer.created(root(request) + "/" + made.type().set() + "(" + id + ")");
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
            return new Made(type, creation.create(type, body, Map.of()), creation.observations());
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
        return new Made(link.target(), creation.create(link.target(), body, given), creation.observations());
    }

    /** {@code POST Things(1)/Locations {"@iot.id": 2}} makes nothing new. */
    private Made linked(EntityType type, long id, Link link, String reference) {
        var creation = new Creation(db, things, sensors, datastreams, clock);
        long other = creation.own(link.target(), reference);
        if (type == EntityType.THING && link.target() == EntityType.LOCATION) {
            things.put(id, java.util.List.of(other), clock.instant());
        } else if (type == EntityType.LOCATION && link.target() == EntityType.THING) {
            things.put(other, java.util.List.of(id), clock.instant());
        } else {
            throw Refusal.bad(
                    "These two are linked by a change of the %s.", link.target().single());
        }
        return new Made(link.target(), other, java.util.List.of());
    }

    private Answer update(Request request, Address address, String tenant) {
        var body = ObservationJson.parse(request.body());
        return changed(tenant, change -> {
            var place = place(address);
            change.update(
                    place.source().type(), own(place), body, request.method().equals("PUT"));
        });
    }

    private Answer delete(Address address, String tenant) {
        return changed(tenant, change -> {
            var place = place(address);
            change.delete(place.source().type(), own(place));
        });
    }

    private interface Work {
        void on(Change change);
    }

    private Answer changed(String tenant, Work work) {
        var change = new Change(db, things, datastreams, corrections, clock);
        tenancy.run(tenant, () -> work.on(change));
        change.changed().forEach(observations::changed);
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
