package org.allmende.sensing.sta;

import java.util.List;

/** The root of the service: its entity sets, and in 1.1 what it can do (OGC 18-088 §9.2.1). */
final class Index {

    private static final String SPEC = "http://www.opengis.net/spec/iot_sensing/1.1/req/";
    private static final String TASKING = "http://www.opengis.net/spec/iot_tasking/1.0/req/";
    private static final List<String> OF_TASKING =
            List.of(TASKING + "tasking-capability", TASKING + "task", TASKING + "actuator", TASKING + "create-tasks");
    private static final List<String> CONFORMANCE = List.of(
            SPEC + "datamodel",
            SPEC + "resource-path/resource-path-to-entities",
            SPEC + "request-data",
            SPEC + "create-update-delete/create-entity",
            SPEC + "create-update-delete/link-to-existing-entities",
            SPEC + "create-update-delete/deep-insert",
            SPEC + "create-update-delete/deep-insert-status-code",
            SPEC + "create-update-delete/update-entity",
            SPEC + "create-update-delete/update-entity-put",
            SPEC + "create-update-delete/delete-entity",
            SPEC + "create-update-delete/historical-location-auto-creation",
            SPEC + "batch-request/batch-request",
            SPEC + "data-array/data-array");

    private static final List<String> MQTT = List.of(
            SPEC + "create-observations-via-mqtt/observations-creation",
            SPEC + "receive-updates-via-mqtt/receive-updates");

    private Index() {}

    /** {@code mqtt}: addresses of the broker; none if nobody may know it. */
    static void write(String root, Part part, String version, List<String> mqtt, JsonOut out) {
        out.open('{').name("value").open('[');
        for (var type : part.types()) {
            out.open('{')
                    .name("name")
                    .text(type.set())
                    .name("url")
                    .text(root + "/" + type.set())
                    .close('}');
        }
        out.close(']');
        if (version.equals("v1.1")) {
            out.name("serverSettings").open('{').name("conformance").open('[');
            CONFORMANCE.forEach(out::text);
            if (part == Part.TASKING) {
                OF_TASKING.forEach(out::text);
            }
            if (!mqtt.isEmpty()) {
                MQTT.forEach(out::text);
            }
            out.close(']');
            if (!mqtt.isEmpty()) {
                for (var one : MQTT) {
                    out.name(one).open('{').name("endpoints").open('[');
                    mqtt.forEach(out::text);
                    out.close(']').close('}');
                }
            }
            out.close('}');
        }
        out.close('}').flush();
    }
}
