package org.allmende.sensing.mqtt;

import static org.allmende.sensing.mqtt.MqttTest.COUNTY;
import static org.allmende.sensing.mqtt.MqttTest.TENANT;
import static org.allmende.sensing.mqtt.MqttTest.connected;
import static org.allmende.sensing.mqtt.MqttTest.device;
import static org.allmende.sensing.mqtt.MqttTest.message;
import static org.allmende.sensing.mqtt.MqttTest.refusal;
import static org.allmende.sensing.mqtt.MqttTest.subscribe;
import static org.allmende.sensing.mqtt.TaskingTest.LAMP;
import static org.allmende.sensing.mqtt.TaskingTest.ROOT;
import static org.allmende.sensing.mqtt.TaskingTest.get;
import static org.allmende.sensing.mqtt.TaskingTest.lamp;
import static org.allmende.sensing.mqtt.TaskingTest.path;
import static org.allmende.sensing.mqtt.TaskingTest.receive;
import static org.allmende.sensing.mqtt.TaskingTest.send;
import static org.allmende.sensing.mqtt.TaskingTest.status;
import static org.allmende.sensing.mqtt.TaskingTest.task;
import static org.allmende.sensing.mqtt.TaskingTest.topic;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.util.List;
import org.allmende.bench.MqttLoad;
import org.allmende.sensing.mqtt.MqttTest.Device;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may switch, and who may say what there is to switch. */
class SwitchingTest {

    @BeforeAll
    static void open() {
        var it = device(TENANT);
        MqttLoad.awaitBroker(COUNTY.mqttPort(), it.tenant(), it.token());
    }

    /** Path of the one to which it is linked. */
    private static String linked(String path, String link, Device by) {
        return "/%ss(%d)"
                .formatted(link, get(path + "/" + link, by).path("@iot.id").asLong());
    }

    @Test
    void aDeviceThatMayNotSwitchAnswersItsTasksAndGivesTakesBackAndMovesNone() throws InterruptedException {
        var control = device(TENANT, true);
        var mast = device(TENANT);
        var lamp = lamp(mast);
        var own = "{\"taskingParameters\": {\"licht\": \"an\"}}";
        var task = task(lamp, control, "{\"licht\": \"aus\"}");
        var move = "{\"properties\": {\"device\": \"" + mast.name() + "\"}}";
        var withTask = LAMP.replace("\"Actuator\":", "\"Tasks\": [" + own + "], \"Actuator\":");
        var batch = "{\"requests\": [{\"id\": \"1\", \"method\": \"post\", \"url\": \"%s/Tasks\", \"body\": %s}]}"
                .formatted(lamp.substring(1), own);
        for (var refused : List.of(
                send("POST", ROOT + lamp + "/Tasks", mast, own),
                send("POST", ROOT + "/Things", mast, withTask),
                send("DELETE", ROOT + task, mast, ""),
                send("PATCH", ROOT + lamp, mast, move))) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(refused.body()).contains("The device " + mast.name() + " may not switch anything");
        }
        var several = send("POST", ROOT + "/$batch", mast, batch);
        assertThat(several.body()).contains("403", "may not switch anything");
        var client = connected(mast);
        try (var heard = client.publishes(MqttGlobalPublishFilter.ALL)) {
            assertThat(refusal(client, topic(lamp), own)).isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
            subscribe(client, topic(lamp));
            assertThat(path(receive(heard))).isEqualTo(task);
            client.publish(message("v1.1" + task, "{\"status\": \"acknowledged\"}"));
        }
        client.disconnect();
        assertThat(get(lamp + "/Tasks?$count=true", mast).path("@iot.count").asInt())
                .isEqualTo(1);
        assertThat(status(task, mast)).isEqualTo("acknowledged");
    }

    @Test
    void whatALampCanBeToldIsChangedAndRemovedByThoseOnlyWhoMaySwitch() {
        var control = device(TENANT, true);
        var mast = device(TENANT);
        var lamp = lamp(mast);
        var thing = linked(lamp, "Thing", mast);
        var actuator = linked(lamp, "Actuator", mast);
        var other =
                "{\"taskingParameters\": {\"type\": \"DataRecord\", \"field\": [{\"name\": \"licht\", \"type\": \"Text\"}]}}";
        var eui = "{\"properties\": {\"devEui\": \"70B3D57ED0000001\"}}";
        var before = get(lamp, mast);
        var whole =
                LAMP.substring(LAMP.indexOf("{", LAMP.indexOf("TaskingCap"))).replaceAll("\\]\\}\\s*$", "");
        for (var refused : List.of(
                send("DELETE", ROOT + lamp, mast, ""),
                send("DELETE", ROOT + thing, mast, ""),
                send("DELETE", "/sta/v1.1" + thing, mast, ""),
                send("DELETE", ROOT + actuator, mast, ""),
                send("PATCH", ROOT + lamp, mast, other),
                send("PATCH", ROOT + lamp, mast, "{\"Thing\": {\"@iot.id\": 1}}"),
                send("PUT", ROOT + lamp, mast, whole),
                send("PATCH", ROOT + thing, mast, eui),
                send("PATCH", "/sta/v1.1" + thing, mast, eui))) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(refused.body()).contains("The device " + mast.name() + " may not switch anything");
        }
        var batch = "{\"requests\": [{\"id\": \"1\", \"method\": \"delete\", \"url\": \"%s\"}]}"
                .formatted(thing.substring(1));
        assertThat(send("POST", ROOT + "/$batch", mast, batch).body()).contains("403", "may not switch anything");
        var client = connected(mast);
        assertThat(refusal(client, "v1.1" + lamp, other).isError()).isTrue();
        client.disconnect();
        assertThat(get(lamp, mast)).isEqualTo(before);

        // what is said of a thing besides is its own
        assertThat(send("PATCH", ROOT + thing, mast, "{\"properties\": {\"mast\": 7}}")
                        .statusCode())
                .isEqualTo(200);
        for (var done : List.of(
                send("PATCH", ROOT + lamp, control, other),
                send("PATCH", ROOT + thing, control, eui),
                send("DELETE", ROOT + actuator, control, ""))) {
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        }
        assertThat(send("GET", ROOT + lamp, mast, "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", ROOT + thing, mast, "").statusCode())
                .as("nothing is told to it any more")
                .isEqualTo(200);
    }
}
