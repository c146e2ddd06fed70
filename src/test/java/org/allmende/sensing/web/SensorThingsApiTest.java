package org.allmende.sensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.allmende.DemoCounty;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Devices;
import org.junit.jupiter.api.Test;

class SensorThingsApiTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String LAMP = """
            {"name": "Laterne %s", "description": "Laterne",
             "Locations": [{"name": "Markt", "description": "Markt", "encodingType": "application/geo+json",
                            "location": {"type": "Point", "coordinates": [8.5, 50.9]}}],
             "Datastreams": [{"name": "Leistung", "description": "Leistung", "observationType": "measurement",
               "unitOfMeasurement": {"name": "Watt", "symbol": "W", "definition": "ucum:W"},
               "properties": {"visibility": "%s"},
               "Sensor": {"name": "Zähler", "description": "Zähler", "encodingType": "text/plain", "metadata": "-"},
               "ObservedProperty": {"name": "P", "definition": "https://example.org/P", "description": "Leistung"}}]}
            """;

    private static String token(String tenant) {
        return COUNTY.bean(Tenancy.class)
                .as(tenant, () -> COUNTY.bean(Devices.class).add("Probe"));
    }

    private static HttpResponse<String> send(String method, String path, String token, String body) {
        var request = HttpRequest.newBuilder(URI.create(COUNTY.url(path)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aDeviceSendsAndEverybodyReadsWhatIsPublic() {
        var token = token("angelburg");
        for (var visibility : List.of("public", "tenant")) {
            var made = send("POST", "/sta/v1.1/Things", token, LAMP.formatted(visibility, visibility));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            var thing = URI.create(made.headers().firstValue("Location").orElseThrow())
                    .getPath();
            assertThat(send("GET", thing, "", "").statusCode()).isEqualTo(visibility.equals("public") ? 200 : 404);
            assertThat(send("GET", thing, token, "").statusCode()).isEqualTo(200);
            var datastreams =
                    send("GET", thing + "/Datastreams?$select=id", token, "").body();
            var id = datastreams.replaceAll("\\D", "");
            var sent = send("POST", "/sta/v1.0/Datastreams(" + id + ")/Observations", token, "{\"result\": 60}");
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
            assertThat(send("GET", "/sta/v1.1/Datastreams(" + id + ")/Observations", token, "")
                            .body())
                    .contains("\"result\":60");
        }
    }

    @Test
    void nobodyChangesAnythingWithoutATokenOfADevice() {
        var foreign = token("steffenberg");
        var made = send("POST", "/sta/v1.1/Things", token("angelburg"), LAMP.formatted("fremd", "public"));
        var thing =
                URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
        for (var token : List.of("falsch", "geraet.angelburg.falsch", "geraet.gibt-es-nicht.x", "angelburg.falsch")) {
            assertThat(send("POST", "/sta/v1.1/Things", token, LAMP).statusCode())
                    .as(token)
                    .isEqualTo(401);
            assertThat(send("GET", "/sta/v1.1/Things", token, "").statusCode())
                    .as(token)
                    .isEqualTo(401);
        }
        for (var method : List.of("PATCH", "PUT", "DELETE")) {
            assertThat(send(method, thing, "falsch", "{}").statusCode())
                    .as(method)
                    .isEqualTo(401);
            assertThat(send(method, thing, "", "{}").statusCode())
                    .as("%s without", method)
                    .isIn(401, 403);
            assertThat(send(method, thing, foreign, "{\"name\": \"x\"}").statusCode())
                    .as("%s of another tenant", method)
                    .isIn(400, 404);
        }
        assertThat(send("GET", thing, "", "").body()).contains("Laterne fremd");
    }

    @Test
    void aTokenThatWasTakenBackOpensNothing() {
        var token = token("angelburg");
        assertThat(send("GET", "/sta/v1.1/Things", token, "").statusCode()).isEqualTo(200);
        var devices = COUNTY.bean(Devices.class);
        COUNTY.bean(Tenancy.class)
                .run("angelburg", () -> devices.list().forEach(device -> devices.remove(device.id())));
        assertThat(send("GET", "/sta/v1.1/Things", token, "").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherWebsiteCannotSendThroughAVisitorsBrowser() {
        assertThat(send("POST", "/sta/v1.1/Things", "", LAMP).statusCode()).isEqualTo(403);
    }
}
