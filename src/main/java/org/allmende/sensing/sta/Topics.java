package org.allmende.sensing.sta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Actuators;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is told to those who subscribe. It is read for each of them as they could read it themselves. */
@Component
public class Topics {

    private static final int OK = 200;
    private static final byte[] NOTHING = new byte[0];

    private final SensorThings service;
    private final Datastreams datastreams;
    private final Actuators actuators;
    private final Tenancy tenancy;

    Topics(SensorThings service, Datastreams datastreams, Actuators actuators, Tenancy tenancy) {
        this.service = service;
        this.datastreams = datastreams;
        this.actuators = actuators;
        this.tenancy = tenancy;
    }

    /** Whether somebody, or nobody in particular, may read it now. */
    public boolean isShownTo(Topic topic, @Nullable TokenHolder reader) {
        var capability = topic.capability();
        if (capability != null) {
            return reader != null
                    && tenancy.as(reader.tenant(), () -> actuators.find(capability))
                            .filter(it -> it.device().equals(reader.id()))
                            .isPresent();
        }
        if (topic.isForDevices()) {
            return reader != null;
        }
        var path = topic.path;
        if (topic.isSet()) {
            if (topic.address.steps().size() == 1) {
                return true;
            }
            path = path.substring(0, path.lastIndexOf('/'));
        }
        int status = ask(topic.version, path, Map.of(), reader).status();
        // a property without a value yet
        return status == OK || status == 204;
    }

    /** For a topic that wants observations. */
    public Optional<byte[]> tell(Topic topic, @Nullable TokenHolder reader, Observation one) {
        var datastream = datastreams
                .find(one.key().datastream())
                .filter(it -> it.isShownTo(reader == null ? null : reader.tenant()));
        if (datastream.isEmpty()) {
            return Optional.empty();
        }
        boolean simple = topic.datastream() != null || topic.address.steps().size() == 1;
        return simple
                ? Optional.of(
                        Ranges.message(service.root(Part.SENSING, topic.version), topic.query, datastream.get(), one))
                : body(ask(topic, topic.path + "(" + one.key().literal() + ")", reader));
    }

    /** A task as its device hears of it. */
    public Optional<byte[]> tell(long task, TokenHolder device) {
        return body(service.answer(new Request(
                "GET", "v1.1", "Tasks(" + task + ")", Map.of(), NOTHING, "application/json", device, Part.TASKING)));
    }

    /** Nothing if it is about something else, or not for this reader. */
    public Optional<byte[]> tell(Topic topic, @Nullable TokenHolder reader, Event event) {
        if (topic.isForDevices() || !topic.set().equals(event.set())) {
            return Optional.empty();
        }
        if (topic.isSet()) {
            return body(ask(topic, topic.path + "(" + event.id() + ")", reader));
        }
        var entity = topic.path;
        for (int i = 0; i < topic.address.property().size(); i++) {
            entity = entity.substring(0, entity.lastIndexOf('/'));
        }
        var whole = body(ask(topic.version, entity, Map.of(), reader));
        boolean same = whole.isPresent()
                && JsonMapper.shared()
                        .readTree(whole.get())
                        .path("@iot.id")
                        .asString("")
                        .equals(event.id().replace("'", ""));
        return same ? body(ask(topic, topic.path, reader)) : Optional.empty();
    }

    private Answer ask(Topic topic, String path, @Nullable TokenHolder reader) {
        return ask(topic.version, path, topic.options, reader);
    }

    private Answer ask(String version, String path, Map<String, String> options, @Nullable TokenHolder reader) {
        return service.answer(new Request("GET", version, path, options, NOTHING, "application/json", reader));
    }

    private static Optional<byte[]> body(Answer answer) {
        if (answer.status() != OK) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        try {
            answer.body().writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Optional.of(bytes.toByteArray());
    }
}
