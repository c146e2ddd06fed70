package org.allmende.sensing.sta;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.ObservationRefused;
import org.allmende.sensing.Observations;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many observations as arrays (OGC 18-088 §11.2.2). The answer has for each the address of what was made, or {@code "error"};
 * what is right is stored, all of it in one commit.
 */
final class CreateObservations {

    private final TokenHolder by;
    private final Datastreams datastreams;
    private final Observations observations;
    private final Clock clock;

    CreateObservations(TokenHolder by, Datastreams datastreams, Observations observations, Clock clock) {
        this.by = by;
        this.datastreams = datastreams;
        this.observations = observations;
        this.clock = clock;
    }

    Answer answer(String root, byte[] body) {
        var groups = ObservationJson.parse(body);
        if (!groups.isArray()) {
            throw Refusal.bad("CreateObservations takes a list of objects with Datastream, components and dataArray.");
        }
        var read = new ArrayList<@Nullable NewObservation>();
        groups.forEach(group -> read(group, read));
        var right = new ArrayList<NewObservation>(read.size());
        read.forEach(one -> {
            if (one != null) {
                right.add(one);
            }
        });
        var keys = right.isEmpty() ? List.<ObservationKey>of() : observations.store(by, right);
        if (right.size() < read.size()) {
            observations.refuse(by, read.size() - right.size()).join();
        }
        return new Answer(201, Answer.JSON, null, to -> {
            var out = new JsonOut(to);
            out.open('[');
            int next = 0;
            for (var one : read) {
                out.text(
                        one == null
                                ? "error"
                                : root + "/Observations(" + keys.get(next++).literal() + ")");
            }
            out.close(']').flush();
        });
    }

    private void read(JsonNode group, List<@Nullable NewObservation> to) {
        var id = group.path("Datastream").path("@iot.id").asString("");
        var components = group.path("components")
                .valueStream()
                .map(one -> one.asString(""))
                .toList();
        var rows = group.path("dataArray");
        if (components.isEmpty() || !rows.isArray() || !components.contains("result")) {
            throw Refusal.bad("Each object needs Datastream, components with result among them, and dataArray.");
        }
        var datastream = id.matches("\\d{1,7}")
                ? datastreams
                        .find(Integer.parseInt(id))
                        .filter(it -> it.tenant().equals(by.tenant()))
                : java.util.Optional.<org.allmende.sensing.Datastream>empty();
        int time = components.indexOf("phenomenonTime");
        int result = components.indexOf("result");
        boolean simple = components.size() == 2 && time >= 0;
        for (var row : rows) {
            to.add(
                    datastream.isEmpty()
                            ? null
                            : one(datastream.get().id(), components, row, simple ? time : -1, result));
        }
    }

    private @Nullable NewObservation one(int datastream, List<String> components, JsonNode row, int time, int result) {
        if (!row.isArray() || row.size() != components.size()) {
            return null;
        }
        try {
            if (time >= 0 && row.get(time).isString()) {
                double number = ObservationJson.number(row.get(result));
                var moment = row.get(time).stringValue();
                if (!Double.isNaN(number) && moment.indexOf('/') < 0) {
                    return new NewObservation(
                            datastream, ObservationJson.moment("phenomenonTime", moment), number, null);
                }
            }
            var whole = JsonMapper.shared().createObjectNode();
            Long feature = null;
            for (int i = 0; i < components.size(); i++) {
                var name = components.get(i);
                if (name.equals("FeatureOfInterest/id") || name.equals("FeatureOfInterest/@iot.id")) {
                    feature =
                            row.get(i).isNull() ? null : Long.valueOf(row.get(i).asLong());
                } else {
                    whole.set(name, row.get(i));
                }
            }
            return ObservationJson.read(datastream, whole, feature, clock);
        } catch (Refusal | ObservationRefused wrong) {
            return null;
        }
    }
}
