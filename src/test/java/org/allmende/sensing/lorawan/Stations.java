package org.allmende.sensing.lorawan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.allmende.DemoCounty;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Devices;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import tools.jackson.databind.json.JsonMapper;

/** Stations with a LoRaWAN device and two datastreams: temperature in tenths, and the battery. */
public final class Stations {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String CODEC = """
            function decodeUplink(input) {
              var b = input.bytes;
              return {data: {temperatur: (b[0] << 8 | b[1]) / 10, batterie: {prozent: b[2]}}};
            }
            function encodeDownlink(input) {
              if (input.data.minuten > 255) return {errors: ['zu viele Minuten']};
              return {bytes: [1, input.data.minuten], fPort: 7, warnings: []};
            }
            """;

    private Stations() {}

    /** A station of a tenant. */
    public record Station(
            DemoCounty county, String tenant, String token, String eui, String thing, List<String> paths) {

        /** The results of one of its datastreams. */
        public List<String> results(int which) {
            return JsonMapper.shared()
                    .readTree(send("GET", county.url(paths.get(which) + "?$orderby=phenomenonTime"), token, ""))
                    .path("value")
                    .valueStream()
                    .map(it -> it.path("result").toString())
                    .toList();
        }

        /** What can switch its lamp for some minutes, by a line or device of this name. Gives the id. */
        public long capability(String device) {
            var made = """
                    {"name": "Schalten", "description": "Schaltet die Leuchte", "properties": {"device": "%s"},
                     "taskingParameters": {"type": "DataRecord", "field": [{"name": "minuten", "type": "Count"}]},
                     "Actuator": {"name": "Relais", "description": "Relais", "encodingType": "text/plain", "metadata": "-"}}
                    """.formatted(device);
            var capabilities = county.url(thing.replace("/sta/", "/sta-tasking/") + "/TaskingCapabilities");
            send("POST", capabilities, token, made);
            return JsonMapper.shared()
                    .readTree(send("GET", capabilities + "?$select=id", token, ""))
                    .at("/value/0/@iot.id")
                    .asLong();
        }

        public String webhook(String body) {
            return send("POST", county.url("/sensing/lorawan"), token, body);
        }

        /** Frame and the second in which it came. */
        public String thingsStack(int counter, int second) {
            return """
                    {"end_device_ids": {"device_id": "fuehler", "application_ids": {"application_id": "pegel"}, "dev_eui": "%s"},
                     "received_at": "2026-05-01T10:00:59Z",
                     "uplink_message": {"session_key_id": "AZ", "f_port": 2, "f_cnt": %d, "frm_payload": "AP8y",
                      "received_at": "2026-05-01T10:00:%02d.054442349Z"}}
                    """.formatted(eui, counter, second);
        }

        public String chirpStack(int counter, int second) {
            return """
                    {"deduplicationId": "46fecb8d-d7f1-481e-8b1b-bcaad7e5d1e0", "time": "2026-05-01T12:00:%02d.475813+02:00",
                     "deviceInfo": {"applicationId": "5d1f", "devEui": "%s"}, "devAddr": "00189440",
                     "fCnt": %d, "fPort": 2, "data": "AP8y"}
                    """.formatted(second, eui.toLowerCase(java.util.Locale.ROOT), counter);
        }
    }

    public static Station make(DemoCounty county, String tenant) {
        var eui = "%016X".formatted(ThreadLocalRandom.current().nextLong());
        var codec = "fuehler-" + eui.toLowerCase(java.util.Locale.ROOT);
        var tenancy = county.bean(Tenancy.class);
        var token = tenancy.as(tenant, () -> county.bean(Devices.class).add("LoRaWAN " + eui));
        tenancy.as(
                tenant, () -> county.bean(Codecs.class).save(codec, CODEC, List.of(Codec.example(CODEC, 2, "00FF32"))));
        var sensor = """
                "observationType": "measurement", "unitOfMeasurement": {"name": "x", "symbol": "x", "definition": "x"},
                "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
                "ObservedProperty": {"name": "W", "definition": "https://example.org/W", "description": "W"}
                """;
        var answer = county.bean(SensorThings.class)
                .answer(new Request(
                        "POST",
                        "v1.1",
                        "Things",
                        Map.of(),
                        """
                        {"name": "Fühler %s", "description": "Fühler", "properties": {"devEui": "%s", "codec": "%s"},
                         "Datastreams": [
                          {"name": "T", "description": "T", "properties": {"field": "temperatur"}, %s},
                          {"name": "B", "description": "B", "properties": {"field": "batterie.prozent"}, %s}]}
                        """.formatted(eui, eui, codec, sensor, sensor).getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        county.bean(Devices.class).find(token).orElseThrow()));
        var thing = URI.create(answer.location()).getPath();
        var paths = JsonMapper.shared()
                .readTree(send("GET", county.url(thing + "/Datastreams?$orderby=id&$select=id"), token, ""))
                .path("value")
                .valueStream()
                .map(it -> "/sta/v1.1/Datastreams(" + it.path("@iot.id").asString() + ")/Observations")
                .toList();
        return new Station(county, tenant, token, eui, thing, paths);
    }

    private static String send(String method, String url, String token, String body) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .method(method, BodyPublishers.ofString(body))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
