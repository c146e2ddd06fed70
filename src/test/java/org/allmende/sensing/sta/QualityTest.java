package org.allmende.sensing.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.DemoCounty;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Devices;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is odd about values, as SensorThings tells it. */
class QualityTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOKEN = COUNTY.bean(Tenancy.class)
            .as("angelburg", () -> COUNTY.bean(Devices.class).add("Güte"));

    private static Answer send(String method, String path, Map<String, String> options, String body) {
        return COUNTY.bean(SensorThings.class)
                .answer(new Request(
                        method,
                        "v1.1",
                        path,
                        options,
                        body.getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        COUNTY.bean(Devices.class).find(TOKEN).orElseThrow()));
    }

    private static String datastream() {
        var made = send("POST", "Things", Map.of(), """
                {"name": "Pegel", "description": "Pegel",
                 "Locations": [{"name": "B", "description": "B", "encodingType": "application/vnd.geo+json",
                                "location": {"type": "Point", "coordinates": [8.5, 50.8]}}],
                 "Datastreams": [
                 {"name": "W", "description": "W", "observationType": "measurement",
                  "unitOfMeasurement": {"name": "Zentimeter", "symbol": "cm", "definition": "ucum:cm"},
                  "properties": {"quality": {"low": 0, "high": 700, "step": 50, "gap": "PT1H"}, "visibility": "public"},
                  "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
                  "ObservedProperty": {"name": "W", "definition": "https://qudt.org/vocab/quantitykind/WaterLevel",
                                       "description": "W"}}]}
                """);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var thing = made.location().replaceFirst(".*/", "");
        return get(thing + "/Datastreams", Map.of())
                .path("value")
                .path(0)
                .path("@iot.id")
                .asString();
    }

    private static JsonNode get(String path, Map<String, String> options) {
        return JsonMapper.shared().readTree(send("GET", path, options, "").text());
    }

    private static void measure(String stream, String time, String rest) {
        var answer = send(
                "POST",
                "Datastreams(" + stream + ")/Observations",
                Map.of(),
                "{\"phenomenonTime\": \"2026-05-01T%s:00Z\", %s}".formatted(time, rest));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static List<String> odd(String stream, Map<String, String> options) {
        return get("Datastreams(" + stream + ")/Observations", options)
                .path("value")
                .valueStream()
                .map(it -> it.path("phenomenonTime").asString().substring(11, 16)
                        + " "
                        + (it.hasNonNull("resultQuality")
                                ? it.path("resultQuality").toString()
                                : "-"))
                .toList();
    }

    @Test
    void oddValuesAreStoredFlaggedAndFound() {
        var stream = datastream();
        measure(stream, "10:00", "\"result\": 100");
        measure(stream, "10:15", "\"result\": 800, \"resultQuality\": \"gut\"");
        measure(stream, "10:30", "\"result\": 790, \"resultQuality\": {\"code\": 1}");
        measure(stream, "12:00", "\"result\": 120");
        measure(stream, "12:00", "\"result\": 120");
        measure(stream, "11:00", "\"result\": 3");
        var all = List.of(
                "10:00 -",
                "10:15 {\"said\":\"gut\",\"pass\":false,\"range\":true,\"step\":true}",
                "10:30 {\"code\":1,\"pass\":false,\"range\":true}",
                "11:00 -",
                "12:00 {\"pass\":false,\"gap\":true}",
                "12:00 {\"pass\":false,\"duplicate\":true}");
        for (var asked : List.of(
                Map.of("$orderby", "phenomenonTime"),
                Map.of(
                        "$orderby",
                        "phenomenonTime",
                        "$filter",
                        "phenomenonTime lt 2026-05-02T00:00:00Z" + " and phenomenonTime gt 2026-04-30T00:00:00Z"),
                Map.of("$orderby", "phenomenonTime", "$count", "true"))) {
            assertThat(odd(stream, asked).stream().map(QualityTest::sorted))
                    .as("from memory and from the database: " + asked)
                    .containsExactlyElementsOf(
                            all.stream().map(QualityTest::sorted).toList());
        }
        assertThat(odd(stream, Map.of("$filter", "resultQuality/pass eq false")))
                .hasSize(4);
        assertThat(odd(stream, Map.of("$filter", "resultQuality/range eq true")))
                .hasSize(2);
        assertThat(odd(stream, Map.of("$filter", "resultQuality/duplicate eq true")))
                .hasSize(1);
        assertThat(odd(stream, Map.of("$filter", "resultQuality eq null"))).hasSize(2);
    }

    /** The members of an object have no order. */
    private static String sorted(String line) {
        return line.replace(" ", "")
                .chars()
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void whatSomebodyHasCorrectedIsNoLongerOdd() {
        var stream = datastream();
        measure(stream, "10:00", "\"result\": 800");
        var id = get("Datastreams(" + stream + ")/Observations", Map.of())
                .path("value")
                .path(0)
                .path("@iot.selfLink")
                .asString()
                .replaceFirst(".*/", "");
        assertThat(send("PATCH", id, Map.of(), "{\"parameters\": {\"a\": 1}}").status())
                .isEqualTo(200);
        assertThat(odd(stream, Map.of())).containsExactly("10:00 {\"pass\":false,\"range\":true}");
        assertThat(send("PATCH", id, Map.of(), "{\"result\": 80}").status()).isEqualTo(200);
        assertThat(odd(stream, Map.of())).containsExactly("10:00 -");
    }
}
