package org.allmende.sensing.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.DemoCounty;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.sensing.Devices;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uplinks as The Things Stack v3 and ChirpStack v4 document them. */
class LorawanTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TENANT = "steffenberg";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** The first two bytes are tenths of a degree, the third is the battery in percent. */
    private static final String CODEC = """
            function decodeUplink(input) {
              var b = input.bytes;
              if (b.length < 3) return {errors: ['zu kurz']};
              return {data: {temperatur: (b[0] << 8 | b[1]) / 10, batterie: {prozent: b[2]}, tuer: b[2] > 50 ? 'offen' : 'zu'}};
            }
            """;

    private static final String THINGS_STACK = """
            {"end_device_ids": {"device_id": "pegel", "dev_eui": "%s"}, "received_at": "2026-05-01T10:00:01.5Z",
             "uplink_message": {"session_key_id": "x", "f_port": 2, "f_cnt": %d, "frm_payload": "%s",
              "received_at": "2026-05-01T10:00:%02d.054442349Z"}}
            """;

    private static final String CHIRPSTACK = """
            {"deduplicationId": "46fecb8d-d7f1-481e-8b1b-bcaad7e5d1e0", "time": "2026-05-01T12:00:%02d.475813+02:00",
             "deviceInfo": {"devEui": "%s"}, "fCnt": 7, "fPort": 2, "data": "AP8y", "object": {"temperatur": 25.5}}
            """;

    private static String token() {
        return COUNTY.bean(Tenancy.class)
                .as(TENANT, () -> COUNTY.bean(Devices.class).add("LoRaWAN " + NUMBER.incrementAndGet()));
    }

    private static String eui() {
        return "%016X".formatted(0xA84041162183F800L + NUMBER.incrementAndGet());
    }

    /** Gives the addresses of its two datastreams. */
    private static List<String> station(String token, String eui, String codec) {
        var sensor = """
                "observationType": "measurement", "unitOfMeasurement": {"name": "x", "symbol": "x", "definition": "x"},
                "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
                "ObservedProperty": {"name": "W", "definition": "https://example.org/W", "description": "W"}
                """;
        var answer = COUNTY.bean(SensorThings.class)
                .answer(new Request(
                        "POST",
                        "v1.1",
                        "Things",
                        Map.of(),
                        """
                        {"name": "Fühler", "description": "Fühler", "properties": {"devEui": "%s"%s},
                         "Datastreams": [
                          {"name": "T", "description": "T", "properties": {"field": "temperatur"}, %s},
                          {"name": "B", "description": "B", "properties": {"field": "batterie.prozent"}, %s}]}
                        """.formatted(eui, codec.isEmpty() ? "" : ", \"codec\": \"" + codec + "\"", sensor, sensor)
                                .getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        COUNTY.bean(Devices.class).find(token).orElseThrow()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var path = URI.create(answer.location()).getPath();
        return get(path + "/Datastreams?$orderby=id&$select=id", token)
                .path("value")
                .valueStream()
                .map(it -> "/sta/v1.1/Datastreams(" + it.path("@iot.id").asString() + ")/Observations")
                .toList();
    }

    private static JsonNode get(String path, String token) {
        return JsonMapper.shared().readTree(send("GET", path, token, "").body());
    }

    private static List<String> results(String path, String token) {
        return get(path, token)
                .path("value")
                .valueStream()
                .map(it -> it.path("result").toString())
                .toList();
    }

    private static HttpResponse<String> send(String method, String path, String token, String body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(COUNTY.url(path)))
                            .method(method, BodyPublishers.ofString(body))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static HttpResponse<String> uplink(String token, String body) {
        return send("POST", "/sensing/lorawan", token, body);
    }

    private static Codec save(String name, String source, String... examples) {
        return COUNTY.bean(Tenancy.class)
                .as(
                        TENANT,
                        () -> COUNTY.bean(Codecs.class)
                                .save(
                                        name,
                                        source,
                                        List.of(examples).stream()
                                                .map(it -> Codec.example(source, 2, it))
                                                .toList()));
    }

    @Test
    void anUplinkIsDecodedAndStoredOnce() {
        var token = token();
        var eui = eui();
        save("fuehler-" + eui.toLowerCase(), CODEC, "00FF32");
        var paths = station(token, eui, "fuehler-" + eui.toLowerCase());
        var body = THINGS_STACK.formatted(eui.toLowerCase(), 2, "AP8y", 0);
        assertThat(uplink(token, body).body()).isEqualTo("{\"stored\":2}");
        assertThat(uplink(token, body).body()).as("passed on twice").contains("\"duplicate\":true");
        assertThat(uplink(token, THINGS_STACK.formatted(eui, 3, "AQAx", 15)).statusCode())
                .isEqualTo(200);
        assertThat(results(paths.getFirst() + "?$orderby=phenomenonTime", token))
                .containsExactly("25.5", "25.6");
        assertThat(results(paths.get(1) + "?$orderby=phenomenonTime", token)).containsExactly("50", "49");
    }

    @Test
    void whatTheNetworkServerHasDecodedIsTaken() {
        var token = token();
        var eui = eui();
        var paths = station(token, eui, "");
        assertThat(uplink(token, CHIRPSTACK.formatted(0, eui.toLowerCase())).body())
                .isEqualTo("{\"stored\":1}");
        assertThat(uplink(token, CHIRPSTACK.formatted(0, eui)).body()).contains("\"duplicate\":true");
        assertThat(results(paths.getFirst(), token)).containsExactly("25.5");
    }

    @Test
    void whatIsNoUplinkOfOursIsRefusedWithAReason() {
        var token = token();
        var eui = eui();
        station(token, eui, "gibt-es-nicht");
        assertThat(uplink(
                                token,
                                "{\"deviceInfo\": {\"devEui\": \"70b3d52dd300ed31\"}, \"acknowledged\": true, \"fCntDown\": 2}")
                        .statusCode())
                .as("an acknowledgement is no uplink")
                .isEqualTo(202);
        for (var body : List.of(
                "{}",
                "[]",
                THINGS_STACK.formatted("x", 1, "AP8y", 0),
                THINGS_STACK.formatted(eui, 1, "%%%", 0),
                THINGS_STACK.formatted(eui, 1, "AP8y", 0),
                CHIRPSTACK.formatted(0, eui()),
                CHIRPSTACK.formatted(61, eui))) {
            var answer = uplink(token, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(422);
            assertThat(answer.body()).contains("message");
        }
        assertThat(uplink(token, "{").statusCode()).isEqualTo(400);
        assertThat(uplink("geraet.steffenberg.falsch", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherTenantsDevicesAreNotThere() {
        var token = token();
        var eui = eui();
        station(token, eui, "");
        var foreign = COUNTY.bean(Tenancy.class)
                .as("angelburg", () -> COUNTY.bean(Devices.class).add("fremd"));
        assertThat(uplink(foreign, CHIRPSTACK.formatted(0, eui)).statusCode()).isEqualTo(422);
    }

    @Test
    void aNewVersionMustReadTheOldExamples() {
        var name = "versionen-" + NUMBER.incrementAndGet();
        assertThat(save(name, CODEC, "00FF32", "FFFF00").version()).isEqualTo(1);
        var more = CODEC.replace("tuer:", "port: input.fPort, tuer:");
        var second = save(name, more, "010031");
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.examples()).hasSize(3);
        var changed = CODEC.replace("/ 10", "/ 100");
        assertThatThrownBy(() -> save(name, changed)).isInstanceOf(Codec.Unusable.class);
        assertThatThrownBy(() -> save(name, "function decodeUplink() { return {data: {}}; }"))
                .isInstanceOf(Codec.Unusable.class);
    }

    @Test
    void theKompetenzcenterTriesAndKeepsACodec() {
        var staff = COUNTY.staff(COUNTY.lead(), Role.COMPETENCE_CENTER);
        var tried = staff.post(
                "/arbeitsplatz/codecs",
                Map.of("quelltext", CODEC, "beispiele", "2 00FF32\n2 0001", "aktion", "pruefen", "name", ""));
        assertThat(tried.text()).contains("25.5").contains("zu kurz");
        var sent = "function encodeDownlink(i) { return {bytes: [i.data.minuten, 255], fPort: 7}; }";
        var told = staff.post(
                "/arbeitsplatz/codecs",
                Map.of("quelltext", sent, "beispiele", "1 {\"minuten\": 10}\n1 {", "aktion", "pruefen", "name", ""));
        assertThat(told.text()).contains("7 0AFF").contains("kein gültiges JSON");
        var name = "seite-" + NUMBER.incrementAndGet();
        var saved = staff.post(
                "/arbeitsplatz/codecs",
                Map.of("quelltext", CODEC, "beispiele", "2 00FF32", "aktion", "speichern", "name", name));
        assertThat(saved.text()).contains(name + " ist als Version 1 gespeichert");
        assertThat(staff.get("/arbeitsplatz/codecs?codec=" + name).text()).contains("2 00FF32");
    }

    @Test
    void aTaskBecomesBytesByWhateverFunctionTheMakerHasWritten() {
        var task = JsonMapper.shared().createObjectNode().put("an", true).put("text", "ẞ\u2028'\"");
        Map.of(
                        "function encodeDownlink(i) { return {bytes: [i.data.an ? 1 : 0, i.data.text.length], fPort: 9}; }",
                                9,
                        "function encodeDownlink(i) { return {bytes: Buffer.from([1, 4])}; }", 3,
                        "function Encoder(data, port) { return [port - 2, 4]; }", 3,
                        "function Encode(port, data) { return new Uint8Array([port - 2, 4]); }", 3)
                .forEach((codec, port) -> {
                    var sent = Codec.encode(codec, task, 3);
                    assertThat(sent.payload()).as(codec).containsExactly(1, 4);
                    assertThat(sent.port()).as(codec).isEqualTo(port);
                });
        for (var bad : List.of(
                "function decodeUplink() { return {data: {}}; }",
                "function encodeDownlink() { return {bytes: []}; }",
                "function encodeDownlink() { return {bytes: [256]}; }",
                "function encodeDownlink() { return {bytes: [0.5]}; }",
                "function encodeDownlink() { return {bytes: ['1']}; }",
                "function encodeDownlink() { return {bytes: [1], fPort: 0}; }",
                "function encodeDownlink() { return {bytes: [1], fPort: 224}; }",
                "function encodeDownlink() { return {bytes: new Array(243).fill(1)}; }",
                "function encodeDownlink() { return null; }",
                "function encodeDownlink() { while (true) {} }")) {
            assertThatThrownBy(() -> Codec.encode(bad, task, 3)).as(bad).isInstanceOf(Codec.Unusable.class);
        }
    }

    @Test
    void aCodecReachesNothingAndComesToAnEnd() {
        for (var bad : List.of(
                "while (true) {}",
                "function decodeUplink(i) { try { while (true) {} } catch (e) {} finally { while (true) {} } }",
                "function decodeUplink(i) { return {data: {x: /(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')}}; }",
                "function decodeUplink(i) { var s = 'x'; for (var j = 0; j < 30; j++) s += s; return {data: {n: s}}; }",
                "function decodeUplink(i) { return {data: {n: 'x'.repeat(1e9).length}}; }",
                "function decodeUplink(i) { return {data: {n: new Array(1e8).join('xx').length}}; }",
                "function decodeUplink(i) { return {data: {n: new Uint8Array(1e9).length}}; }",
                "function decodeUplink(i) { var a = []; while (true) a.push(new Array(9999).join('x')); }",
                "function decodeUplink(i) { function f() { return f() + 1; } return {data: {x: f()}}; }",
                "function decodeUplink(i) { return {data: {x: java.lang.System.exit(1)}}; }",
                "function decodeUplink(i) { return {data: {x: Packages.java.io.File}}; }",
                "function decodeUplink(i) { return {data: {x: ''.getClass().forName('java.lang.Runtime')}}; }",
                "function decodeUplink(i) { return {data: {toJSON: function () { while (true) {} }}}; }",
                "function decodeUplink(i) { return {data: {n: Buffer.alloc(1e9).length}}; }",
                "function decodeUplink(i) { var b = []; while (true) b.push(Buffer.alloc(60000)); }",
                "function decodeUplink(i) { var b = Buffer.alloc(60000); while (true) b = Buffer.concat([b, b]); }",
                "function decodeUplink(i) { return {data: {n: Buffer.from({length: 1e9}).length}}; }",
                "function decodeUplink(i) { return {data: {n: Buffer.concat([{length: 1e9}]).length}}; }",
                "function decodeUplink(i) { while (true) Buffer.from(i.bytes).toString('hex'); }",
                "function decodeUplink(i) { return {data: {n: require('fs').readFileSync('/etc/passwd')}}; }",
                "function decodeUplink(i) { return {data: {n: Buffer.from([1]).readUInt16BE(0)}}; }",
                "function decodeUplink(i) { return {data: {n: Buffer.constructor('return java')().lang}}; }",
                "function decodeUplink(i) { return 1; }",
                "function decodeUplink(i) {",
                "")) {
            assertThatThrownBy(() -> Codec.decode(bad, new byte[] {1}, 1, Instant.EPOCH))
                    .as(bad)
                    .isInstanceOf(Codec.Unusable.class);
        }
    }

    @Test
    void codecsAsMakersWriteThemRun() {
        for (var good : List.of(
                "function Decoder(bytes, port) { return {t: bytes[0] + port}; }",
                "function Decode(fPort, bytes) { return {t: bytes[0] + fPort}; }",
                "const add = (a, b) => a + b; function decodeUplink({bytes, fPort}) { let t = add(bytes[0], fPort); return {data: {t}}; }",
                "function decodeUplink(i) { var v = new DataView(new Uint8Array(i.bytes).buffer); return {data: {t: v.getUint8(0) + i.fPort}}; }")) {
            assertThat(Codec.decode(good, new byte[] {40}, 2, Instant.EPOCH)
                            .path("t")
                            .asInt())
                    .as(good)
                    .isEqualTo(42);
        }
    }

    /** What Node 22 gives for the same. */
    @Test
    void codecsThatWantNodesBufferRun() {
        var codec = """
                function decodeUplink(input) {
                  var b = Buffer.from(input.bytes);
                  return {data: {
                    u8: b.readUInt8(0), i8: b.readInt8(0), u16: b.readUInt16BE(1), i16: b.readInt16LE(1), u32: b.readUInt32BE(0),
                    i32: b.readInt32LE(0), u24: b.readUIntBE(0, 3), i24: b.readIntLE(1, 3), f: b.readFloatBE(4), lower: b.readUint16LE(4),
                    hex: b.toString('hex'), base64: b.toString('base64'), part: b.slice(-4, -2).toString('hex'),
                    text: Buffer.from('Größe 🌊', 'utf8').toString('hex'), back: Buffer.from('4772c3b6c39f65', 'hex').toString(),
                    decoded: Buffer.from('R3LDtsOfZQ==', 'base64').toString('utf-8'), broken: Buffer.from('80c3', 'hex').toString(),
                    joined: Buffer.concat([Buffer.from([1]), Buffer.alloc(2)]).toString('hex'), is: Buffer.isBuffer(b),
                    equal: b.equals(Buffer.from(b)), bytes: require('buffer').Buffer.byteLength('ß'),
                    latin: Buffer.from('fc', 'hex').toString('latin1'), length: b.length, at: b[1], json: JSON.stringify(Buffer.from([7]))}};
                }
                """;
        var bytes = java.util.HexFormat.of().parseHex("fe80017f41c80000");
        assertThat(Codec.decode(codec, bytes, 1, Instant.EPOCH))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"u8": 254, "i8": -2, "u16": 32769, "i16": 384, "u32": 4269801855, "i32": 2130804990, "u24": 16678913, "i24": 8323456,
                 "f": 25, "lower": 51265, "hex": "fe80017f41c80000", "base64": "/oABf0HIAAA=", "part": "41c8",
                 "text": "4772c3b6c39f6520f09f8c8a", "back": "Größe", "decoded": "Größe", "broken": "��", "joined": "010000",
                 "is": true, "equal": true, "bytes": 2, "latin": "ü", "length": 8, "at": 128, "json": "{\\"type\\":\\"Buffer\\",\\"data\\":[7]}"}
                """));
        var written =
                "function decodeUplink() { var b = Buffer.alloc(8); b.writeInt16BE(-2, 0); b.writeUInt32LE(4269801855, 2); b.writeUInt8(7, 6); return {data: {hex: b.toString('hex')}}; }";
        assertThat(Codec.decode(written, bytes, 1, Instant.EPOCH).path("hex").asString())
                .isEqualTo("fffe7f0180fe0700");
    }
}
