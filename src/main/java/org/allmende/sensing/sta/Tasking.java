package org.allmende.sensing.sta;

import java.util.List;
import java.util.UUID;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Actuators;
import org.allmende.sensing.DataRecord;
import org.allmende.sensing.Described;
import org.allmende.sensing.Devices;
import org.allmende.sensing.Micros;
import org.allmende.sensing.Task;
import org.allmende.sensing.TaskingCapability;
import org.allmende.sensing.Tasks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is its own with actuators, their capabilities and tasks, for whoever sends the request, in the caller's transaction. */
final class Tasking {

    private final Actuators actuators;
    private final Tasks tasks;
    private final Devices devices;
    private final TokenHolder by;

    Tasking(Actuators actuators, Tasks tasks, Devices devices, TokenHolder by) {
        this.actuators = actuators;
        this.tasks = tasks;
        this.devices = devices;
        this.by = by;
    }

    long addActuator(Described it, String encodingType, JsonNode metadata) {
        return actuators.add(it, encodingType, metadata);
    }

    long addCapability(Described it, JsonNode parameters, long thing, long actuator) {
        var device = device(it.properties());
        return actuators.addCapability(new TaskingCapability.Draft(
                thing, actuator, it, DataRecord.parse(parameters), device == null ? by.id() : device));
    }

    long addTask(long capability, JsonNode it) {
        checkSwitches();
        var until = ObservationJson.text(it, "validUntil");
        return tasks.add(
                capability,
                it.get("taskingParameters"),
                until == null ? null : Micros.toInstant(ObservationJson.moment("validUntil", until)));
    }

    /** What else changes with what a capability says of itself. */
    List<Piece> changes(JsonNode body) {
        var parameters = ObservationJson.present(body.get("taskingParameters"));
        if (parameters != null) {
            DataRecord.parse(parameters);
        }
        var device = device(body.get("properties"));
        return device == null ? List.of() : List.of(Piece.of("device = {?}", device));
    }

    /** To give a task, to take one back and to change or remove what can be told is switching, and not every device may. */
    void checkSwitches() {
        if (!devices.maySwitch(by.id())) {
            throw Refusal.forbidden(
                    "The device %s may not switch anything; its tenant's administrators can allow it at /arbeitsplatz/geraete.",
                    Devices.nameOf(by));
        }
    }

    /** Of a task only its device changes something: what became of it. */
    void change(long task, JsonNode body) {
        for (var name : body.propertyNames()) {
            if (!name.equals("status") && !name.equals("reason")) {
                throw Refusal.bad("Of a Task only status and reason change.");
            }
        }
        var said = String.valueOf(ObservationJson.text(body, "status"));
        var state = switch (said) {
            case "acknowledged" -> Task.State.ACKNOWLEDGED;
            case "failed" -> Task.State.FAILED;
            default -> throw Refusal.bad("status is acknowledged or failed.");
        };
        tasks.answer(task, by.id(), state, ObservationJson.text(body, "reason"));
    }

    /** {@code properties/device}: the device or line that gets the tasks, by its name or id; null if it is not said. */
    private @Nullable UUID device(@Nullable JsonNode properties) {
        var said = properties == null || !properties.isObject() ? null : ObservationJson.text(properties, "device");
        if (said == null) {
            return null;
        }
        var found = devices.reached().stream()
                .filter(it -> it.name().equals(said) || it.id().toString().equals(said))
                .toList();
        if (found.size() != 1) {
            throw Refusal.bad(
                    found.isEmpty()
                            ? "properties/device names none of your devices."
                            : "properties/device names several of your devices; say the id of the one that is meant.");
        }
        return found.getFirst().id();
    }
}
