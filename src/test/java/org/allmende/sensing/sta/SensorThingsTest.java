package org.allmende.sensing.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Fixtures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Longer than 400 lines because all of it asks one service about the same stations. */
class SensorThingsTest {

    private static final String ROOT = "http://localhost/sta/v1.1";

    private static final String STATION = """
            {"name": "Pegel 'Süd' “ß”", "description": "An der Lahn", "properties": {"floor": {"level": 3}, "tags": ["a"]},
             "Locations": [{"name": "Brücke", "description": "Brücke", "encodingType": "application/vnd.geo+json",
                            "location": {"type": "Point", "coordinates": [8.5, 50.9]}}],
             "Datastreams": [{"name": "Wasserstand", "description": "Wasserstand",
               "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
               "unitOfMeasurement": {"name": "Zentimeter", "symbol": "cm", "definition": "ucum:cm"},
               "properties": {"visibility": "%s"},
               "Sensor": {"name": "Radar", "description": "Radar", "encodingType": "text/plain", "metadata": "-"},
               "ObservedProperty": {"name": "W", "definition": "https://example.org/W", "description": "Höhe"},
               "Observations": [
                 {"phenomenonTime": "2026-02-03T10:00:00Z", "result": 210, "resultTime": "2026-02-03T10:00:00Z"},
                 {"phenomenonTime": "2026-02-03T10:15:00Z", "result": 214.5},
                 {"phenomenonTime": "2026-02-03T10:30:00Z/2026-02-03T10:45:00Z", "result": "zu hoch",
                  "parameters": {"batterie": 3.1}}]}]}
            """;

    private static TestDatabase database;
    private static Fixtures sensing;
    private static SensorThings service;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        sensing = Fixtures.on(database);
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "allmende.public-url", "http://localhost",
                                "allmende.region", "x",
                                "allmende.demo", "true",
                                "allmende.data", "data")));
        var reader = new Reader(database.db);
        service = new SensorThings(
                ConfigurationCheck.read(environment),
                database.tenancy,
                reader,
                sensing.datastreams,
                sensing.observations,
                new EntityChanges(
                        database.tenancy,
                        database.db,
                        reader,
                        sensing.things,
                        sensing.sensors,
                        sensing.datastreams,
                        sensing.corrections,
                        sensing.actuators,
                        sensing.tasks,
                        sensing.devices,
                        Clock.systemUTC()),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        sensing.close();
        database.close();
    }

    private static Answer ask(String tenant, String method, String address, String body) {
        int query = address.indexOf('?');
        return service.answer(new Request(
                method,
                "v1.1",
                Options.decoded(query < 0 ? address : address.substring(0, query)),
                Options.parse(query < 0 ? null : address.substring(query + 1)),
                body.getBytes(StandardCharsets.UTF_8),
                "application/json",
                tenant == null ? null : new TokenHolder(tenant, new java.util.UUID(0, 1), "geraet.Probe")));
    }

    private static String text(Answer answer) {
        var bytes = new ByteArrayOutputStream();
        try {
            answer.body().writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode get(String tenant, String address) {
        var answer = ask(tenant, "GET", address, "");
        assertThat(answer.status()).as("%s: %s", address, text(answer)).isEqualTo(200);
        return JsonMapper.shared().readTree(text(answer));
    }

    /** A station of this tenant; gives its address without the root. */
    private static String station(String tenant, String visibility) {
        var made = ask(tenant, "POST", "Things", STATION.formatted(visibility));
        assertThat(made.status()).as(text(made)).isEqualTo(201);
        return made.location().substring(ROOT.length() + 1);
    }

    private static String datastream(String tenant, String station) {
        return "Datastreams("
                + get(tenant, station + "/Datastreams").at("/value/0/@iot.id").asString() + ")";
    }

    private static List<String> results(String tenant, String address) {
        var all = new ArrayList<String>();
        get(tenant, address)
                .path("value")
                .forEach(one -> all.add(one.path("result").asString()));
        return all;
    }

    @Test
    void whatIsNestedIsMadeWithIt() {
        var station = station("gladenbach", "public");
        var whole = get(
                null,
                station + "?$expand=Locations,HistoricalLocations($expand=Locations),"
                        + "Datastreams($expand=Sensor,ObservedProperty,Observations($expand=FeatureOfInterest;$count=true))");
        assertThat(whole.path("name").asString()).isEqualTo("Pegel 'Süd' “ß”");
        assertThat(whole.at("/HistoricalLocations/0/Locations/0/name").asString())
                .isEqualTo("Brücke");
        assertThat(whole.at("/Datastreams/0/Observations@iot.count").asInt()).isEqualTo(3);
        assertThat(whole.at("/Datastreams/0/Observations/2/result").asString()).isEqualTo("zu hoch");
        assertThat(whole.at("/Datastreams/0/Observations/0/FeatureOfInterest/feature/coordinates/1")
                        .asDouble())
                .isEqualTo(50.9);
        assertThat(whole.at("/Datastreams/0/phenomenonTime").asString())
                .isEqualTo("2026-02-03T10:00:00Z/2026-02-03T10:30:00Z");
    }

    @Test
    void filtersFindWhatTheySay() {
        var station = station("marburg", "tenant");
        var observations = datastream("marburg", station) + "/Observations";
        Map.ofEntries(
                        Map.entry("result gt 210", List.of("214.5")),
                        Map.entry("result eq 'zu hoch'", List.of("zu hoch")),
                        Map.entry("result add 10 mul 2 ge 234.5", List.of("214.5")),
                        Map.entry("not (result lt 214)", List.of("214.5")),
                        Map.entry("phenomenonTime lt 2026-02-03T10:40:00Z", List.of("210", "214.5")),
                        Map.entry("phenomenonTime ge 2026-02-03T11:15:00%2B01:00", List.of("214.5", "zu hoch")),
                        Map.entry("minute(phenomenonTime) eq 15", List.of("214.5")),
                        Map.entry("date(phenomenonTime) eq 2026-02-03 and result le 210", List.of("210")),
                        Map.entry("resultTime ne null", List.of("210")),
                        Map.entry("parameters/batterie gt 3", List.of("zu hoch")),
                        Map.entry("startswith(result,'zu')", List.of("zu hoch")),
                        Map.entry("Datastream/Thing/properties/floor/level eq 3 and result eq 210", List.of("210")),
                        Map.entry("FeatureOfInterest/name eq 'Nirgends'", List.<String>of()),
                        Map.entry(
                                "geo.distance(FeatureOfInterest/feature,geography'POINT (8.5 51)') lt 0.11 and result eq 210",
                                List.of("210")))
                .forEach((filter, expected) -> assertThat(
                                results("marburg", observations + "?$filter=" + filter.replace(" ", "%20")))
                        .as(filter)
                        .isEqualTo(expected));
        for (var filter : List.of(
                "Datastreams/Observations/result gt 214",
                "Locations/name eq 'Brücke' and Datastreams/unitOfMeasurement/symbol eq 'cm'",
                "st_within(Locations/location,geography'POLYGON ((8 50, 9 50, 9 51, 8 51, 8 50))')",
                "endswith(name,'“ß”') and substringof('Süd',name) and length(tolower(name)) gt 5",
                "concat(concat(name,'/'),description) eq 'Pegel ''Süd'' “ß”/An der Lahn'",
                "indexof(name,'P') eq 0 and substring(name,0,5) eq 'Pegel'",
                "name ne 'x' and id gt 0")) {
            assertThat(get("marburg", "Things?$filter=" + filter.replace(" ", "%20"))
                            .path("value")
                            .size())
                    .as(filter)
                    .isPositive();
        }
    }

    @Test
    void orderTopAndSkipLeadThroughAll() {
        var observations = datastream("kirchhain", station("kirchhain", "tenant")) + "/Observations";
        assertThat(results("kirchhain", observations + "?$orderby=phenomenonTime%20desc"))
                .containsExactly("zu hoch", "214.5", "210");
        assertThat(results("kirchhain", observations + "?$orderby=result%20desc&$top=1&$skip=1"))
                .containsExactly("210");
        var first = get("kirchhain", observations + "?$top=2&$orderby=phenomenonTime%20asc&$count=true");
        assertThat(first.path("@iot.count").asInt()).isEqualTo(3);
        var next = first.path("@iot.nextLink").asString();
        assertThat(next).startsWith(ROOT);
        assertThat(results("kirchhain", next.substring(ROOT.length() + 1))).containsExactly("zu hoch");
    }

    @Test
    void theShortWayAnswersAsTheLongOneDoes() {
        var observations = datastream("lahntal", station("lahntal", "tenant")) + "/Observations";
        for (var query : List.of(
                "$orderby=phenomenonTime%20desc&$top=2",
                "$filter=phenomenonTime%20ge%202026-02-03T10:05:00Z%20and%20phenomenonTime%20le%202026-02-03T10:45:00Z"
                        + "&$orderby=phenomenonTime%20asc",
                "$filter=phenomenonTime%20ge%202026-02-03T00:00:00Z%20and%20phenomenonTime%20lt%202026-02-03T10:20:00Z"
                        + "&$orderby=phenomenonTime%20desc&$select=result,id")) {
            var quick = get("lahntal", observations + "?" + query);
            // a count is nothing for the short way
            var slow = get("lahntal", observations + "?" + query + "&$count=true");
            assertThat(quick.path("value")).as(query).isEqualTo(slow.path("value"));
        }
    }

    @Test
    void observationsComeAndGoAsArrays() {
        var datastream = datastream("wetter", station("wetter", "tenant"));
        var id = datastream.replaceAll("\\D", "");
        var answer = ask("wetter", "POST", "CreateObservations", """
                [{"Datastream": {"@iot.id": %s}, "components": ["phenomenonTime", "result", "parameters"],
                  "dataArray@iot.count": 3,
                  "dataArray": [["2026-03-01T00:00:00Z", 1.5, {"a": 1}], ["gestern", 2, null], ["2026-03-01T00:15:00Z", 3, null]]},
                 {"Datastream": {"@iot.id": 2000000}, "components": ["phenomenonTime", "result"],
                  "dataArray": [["2026-03-01T00:00:00Z", 1]]}]
                """.formatted(id));
        var links = JsonMapper.shared().readTree(text(answer));
        assertThat(links.get(1).asString()).isEqualTo("error");
        assertThat(links.get(3).asString()).isEqualTo("error");
        assertThat(get("wetter", links.get(0).asString().substring(ROOT.length() + 1))
                        .at("/parameters/a")
                        .asInt())
                .isEqualTo(1);
        var array = get(
                "wetter",
                datastream + "/Observations?$resultFormat=dataArray&$select=phenomenonTime,result"
                        + "&$filter=phenomenonTime%20ge%202026-03-01T00:00:00Z");
        assertThat(array.at("/value/0/components").toString()).isEqualTo("[\"phenomenonTime\",\"result\"]");
        assertThat(array.at("/value/0/dataArray").toString())
                .isEqualTo("[[\"2026-03-01T00:00:00Z\",1.5],[\"2026-03-01T00:15:00Z\",3]]");
        assertThat(text(ask("wetter", "GET", datastream + "/Observations?$resultFormat=CSV&$select=result,id", "")))
                .contains("id,result\r\n")
                .contains(",214.5\r\n");
        assertThat(get("wetter", "Things?$resultFormat=GeoJSON")
                        .at("/features/0/geometry/coordinates/0")
                        .asDouble())
                .isEqualTo(8.5);
    }

    @Test
    void valuesAreAddedUpOverAnyInterval() {
        var observations = datastream("rauschenberg", station("rauschenberg", "tenant")) + "/Observations";
        var day =
                "&$filter=phenomenonTime%20ge%202026-02-03T00:00:00Z%20and%20phenomenonTime%20lt%202026-02-04T00:00:00Z";
        assertThat(get("rauschenberg", observations + "?$aggregate=PT1H" + day)
                        .at("/value")
                        .toString())
                .isEqualTo("[{\"phenomenonTime\":\"2026-02-03T10:00:00Z/2026-02-03T11:00:00Z\",\"count\":2,\"min\":210,"
                        + "\"max\":214.5,\"mean\":212.25,\"sum\":424.5}]");
        assertThat(get("rauschenberg", observations + "?$aggregate=PT10M" + day)
                        .path("value")
                        .size())
                .isEqualTo(2);
        assertThat(get("rauschenberg", observations + "?$aggregate=P1D" + day)
                        .at("/value/0/phenomenonTime")
                        .asString())
                .isEqualTo("2026-02-02T23:00:00Z/2026-02-03T23:00:00Z");
        for (var address : List.of(
                observations + "?$aggregate=PT1H",
                observations + "?$aggregate=nie" + day,
                observations + "?$aggregate=PT0.5S" + day,
                "Things?$aggregate=PT1H" + day)) {
            assertThat(ask("rauschenberg", "GET", address, "").status())
                    .as(address)
                    .isEqualTo(400);
        }
        assertThat(ask(null, "GET", observations + "?$aggregate=PT1H" + day, "").status())
                .isEqualTo(404);
    }

    @Test
    void anObservationKeepsItsIdWhenItIsCorrected() {
        var observations = datastream("coelbe", station("coelbe", "tenant")) + "/Observations";
        var self = get("coelbe", observations + "?$top=1")
                .at("/value/0/@iot.selfLink")
                .asString();
        var address = self.substring(ROOT.length() + 1);
        assertThat(ask("coelbe", "PATCH", address, "{\"phenomenonTime\": \"2026-02-04T08:00:00Z\", \"result\": 99}")
                        .status())
                .isEqualTo(200);
        var corrected = get("coelbe", address);
        assertThat(corrected.path("@iot.selfLink").asString()).isEqualTo(self);
        assertThat(corrected.path("phenomenonTime").asString()).isEqualTo("2026-02-04T08:00:00Z");
        assertThat(results("coelbe", observations + "?$orderby=phenomenonTime%20desc"))
                .containsExactly("99", "zu hoch", "214.5");
        assertThat(database.owner
                        .sql("select start || ' ' || total from sensing.day where datastream = :id order by 1")
                        .param("id", Integer.valueOf(observations.replaceAll("\\D", "")))
                        .query(String.class)
                        .list())
                .containsExactly("2026-02-03 214.5", "2026-02-04 99");
        assertThat(ask("coelbe", "DELETE", address, "").status()).isEqualTo(200);
        assertThat(ask("coelbe", "GET", address, "").status()).isEqualTo(404);
        assertThat(results("coelbe", observations)).containsExactly("214.5", "zu hoch");
    }

    @Test
    void aThingGoesWithAllThatHangsOnIt() {
        var station = station("lohra", "tenant");
        var datastream = datastream("lohra", station);
        var id = Integer.valueOf(datastream.replaceAll("\\D", ""));
        assertThat(ask("lohra", "DELETE", station, "").status()).isEqualTo(200);
        assertThat(ask("lohra", "GET", datastream, "").status()).isEqualTo(404);
        assertThat(database.owner
                        .sql("select (select count(*) from sensing.observation where datastream = :id)"
                                + " + (select count(*) from sensing.hour where datastream = :id)")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatIsNotMeantForSomebodyIsNotThere() {
        var own = station("gladenbach", "tenant");
        var datastream = datastream("gladenbach", own);
        for (var reader : new String[] {null, "biedenkopf"}) {
            for (var address : List.of(own, datastream, datastream + "/Observations", own + "/Locations")) {
                assertThat(ask(reader, "GET", address, "").status())
                        .as("%s: %s", reader, address)
                        .isEqualTo(404);
            }
            assertThat(get(reader, "Datastreams?$filter=id%20eq%20" + datastream.replaceAll("\\D", ""))
                            .path("value")
                            .size())
                    .isZero();
        }
        var shown = station("gladenbach", "public");
        assertThat(ask(null, "GET", shown, "").status()).isEqualTo(200);
        for (var address : List.of(own, shown)) {
            assertThat(ask("biedenkopf", "PATCH", address, "{\"name\": \"x\"}").status())
                    .isEqualTo(404);
            assertThat(ask("biedenkopf", "DELETE", address, "").status()).isEqualTo(404);
        }
        assertThat(ask("biedenkopf", "POST", datastream("gladenbach", shown) + "/Observations", "{\"result\": 1}")
                        .status())
                .isEqualTo(400);
        assertThat(get(null, shown + "?$expand=Datastreams($expand=Thing)")
                        .path("name")
                        .asString())
                .isEqualTo("Pegel 'Süd' “ß”");
    }

    @Test
    void severalRequestsComeInOne() {
        var answer = ask("fronhausen", "POST", "$batch", """
                {"requests": [
                  {"id": "a", "method": "post", "url": "Things", "body": {"name": "Lampe", "description": "Lampe"}},
                  {"id": "b", "method": "patch", "url": "$a", "body": {"name": "Laterne"}},
                  {"id": "c", "method": "get", "url": "Things?$filter=name%20eq%20'Laterne'&$select=name"},
                  {"id": "d", "method": "get", "url": "Nichts"}]}
                """);
        var responses = JsonMapper.shared().readTree(text(answer)).path("responses");
        assertThat(responses.valueStream().map(one -> one.path("status").asInt()))
                .containsExactly(201, 200, 200, 404);
        assertThat(responses.at("/2/body/value/0/name").asString()).isEqualTo("Laterne");
    }

    private static Answer multipart(String tenant, String body) {
        return service.answer(new Request(
                "POST",
                "v1.1",
                "$batch",
                Map.of(),
                body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                "multipart/mixed;boundary=batch_1",
                new TokenHolder(tenant, new java.util.UUID(0, 1), "geraet.Probe")));
    }

    private static final String CHANGE_SET = """
            --batch_1
            Content-Type: application/http

            GET /sta/v1.1/Things?$filter=name%%20eq%%20'M%%C3%%A4hbach'&$select=name HTTP/1.1
            Host: localhost

            --batch_1
            Content-Type: multipart/mixed; boundary="set 1"

            --set 1
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 1

            POST Things HTTP/1.1
            Content-Type: application/json

            {"name": "Mähbach", "description": "--batch_1 steht nur im Text",
             "Locations": [{"name": "L", "description": "L", "encodingType": "application/vnd.geo+json",
                            "location": {"type": "Point", "coordinates": [8.5, 50.9]}}]}
            --set 1
            Content-Type: application/http
            Content-ID: 2

            POST $1/Datastreams HTTP/1.1

            {"name": "Wasserstand", "description": "x", "observationType": "m",
             "unitOfMeasurement": {"name": "cm", "symbol": "cm", "definition": "ucum:cm"},
             "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
             "ObservedProperty": {"name": "W", "definition": "https://example.org/W", "description": "W"}}
            --set 1
            Content-Type: application/http
            Content-ID: 3

            POST Observations HTTP/1.1

            {"result": 12.5, "phenomenonTime": "2026-01-01T00:00:00Z", "Datastream": {"@iot.id": "$2"}}
            --set 1
            Content-Type: application/http

            %s HTTP/1.1

            {"name": "Mühlbach"}
            --set 1--
            --batch_1
            Content-Type: application/http

            GET Things?$filter=name%%20eq%%20'M%%C3%%BChlbach'&$expand=Datastreams/Observations HTTP/1.1

            --batch_1--
            """;

    @Test
    void aChangeSetIsDoneAsAWholeAndSpeaksOfWhatItHasMade() {
        var answer = multipart("lahntal", CHANGE_SET.formatted("PATCH $1"));
        assertThat(answer.contentType()).startsWith("multipart/mixed; boundary=");
        var said = text(answer);
        assertThat(said.split("HTTP/1.1 201 Created")).hasSize(4);
        assertThat(said)
                .contains("Content-ID: 3")
                .contains("\"name\":\"Mühlbach\"")
                .contains("12.5");
        var parts = Multipart.read(
                new String(said.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                answer.contentType(),
                9);
        assertThat(parts).hasSize(3);
        assertThat(Multipart.read(parts.get(1).content(), parts.get(1).header("content-type"), 9))
                .hasSize(4);
    }

    @Test
    void aChangeSetOfWhichOneCannotBeDoneLeavesNothing() {
        var said = text(multipart("weimar", CHANGE_SET.formatted("PATCH Things(999999)")));
        assertThat(said).contains("HTTP/1.1 404 Not Found").contains("Nothing of the change set is done");
        assertThat(said).doesNotContain("201 Created");
        assertThat(text(ask("weimar", "GET", "Things?$filter=name%20eq%20'M%C3%A4hbach'&$count=true", "")))
                .contains("\"@iot.count\":0");
        // another tenant's station
        var foreign = station("fronhausen", "tenant");
        assertThat(text(multipart("weimar", CHANGE_SET.formatted("PATCH " + foreign))))
                .contains("HTTP/1.1 404 Not Found");
    }

    @Test
    void aBatchThatCannotBeReadIsRefused() {
        for (var body : List.of(
                "",
                "--batch_1",
                "--batch_1--",
                "--batch_1\nContent-Type: application/http\n\nGET Things HTTP/1.1\n",
                "--batch_1\nohne Doppelpunkt\n\n--batch_1--",
                "--batch_1\n" + "a: b\n".repeat(100) + "\n--batch_1--")) {
            var answer = multipart("weimar", body);
            assertThat(answer.status()).as(body).isEqualTo(body.equals("--batch_1--") ? 200 : 400);
        }
        for (var request : List.of("GET $batch", "BREW Things", "GET %zz", "nichts", "POST $batch HTTP/1.1")) {
            var said = text(multipart(
                    "weimar", "--batch_1\nContent-Type: application/http\n\n" + request + "\n\n\n--batch_1--\n"));
            assertThat(said).as(request).contains("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void theRootSaysWhereMqttIsSpoken() {
        var settings =
                JsonMapper.shared().readTree(text(ask(null, "GET", "", ""))).path("serverSettings");
        var create =
                "http://www.opengis.net/spec/iot_sensing/1.1/req/create-observations-via-mqtt/observations-creation";
        assertThat(settings.path("conformance").valueStream().map(it -> it.asString()))
                .contains(create);
        assertThat(settings.path(create).path("endpoints").path(0).asString()).isEqualTo("mqtt://127.0.0.1:1883");
    }

    @Test
    void nothingHostileIsAFaultOfTheServer() {
        var datastream = datastream("weimar", station("weimar", "tenant"));
        for (var address : List.of(
                "Things(99999999999999999999)",
                "Things('1 or 1=1')",
                "Observations('1_2_3')",
                "Observations(9999999999999999)",
                "Things(1)/Nichts",
                "Nichts",
                "Things/Datastreams",
                "Things?$filter=name%20eq%20'%00'",
                "Things?$filter=name%20gt%205",
                "Things?$filter=result%20eq%201",
                "Things?$filter=substring(name,-5,-1)%20eq%20'x'",
                "Things?$filter=year(name)%20eq%201",
                "Things?$filter=geo.distance(name,geography'POINT(1%201)')%20lt%201",
                "Things?$filter=st_within(Locations/location,geography'POINT(')",
                "Things?$orderby=nichts",
                "Things?$select=nichts",
                "Things?$expand=Nichts",
                "Things?$resultFormat=xml",
                datastream + "/Observations?$filter=validTime%20gt%202026-01-01T00:00:00Z",
                datastream + "/Observations?$filter=phenomenonTime%20gt%20'morgen'",
                datastream + "/Observations?$filter=result%20div%200%20gt%201",
                datastream + "/Observations?$filter=result%20eq%201e400")) {
            assertThat(ask("weimar", "GET", address, "").status()).as(address).isIn(200, 400, 404);
        }
        for (var body : List.of(
                "",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"name\": 5, \"description\": \"x\"}",
                "{\"name\": \"\\u0000\", \"description\": \"x\"}",
                "{\"name\": \"x\", \"description\": \"x\", \"properties\": []}",
                "{\"name\": \"x\", \"description\": \"x\", \"Locations\": 5}",
                "{\"name\": \"x\", \"description\": \"x\", \"Locations\": [{\"@iot.id\": 99999999}]}",
                "[".repeat(100_000))) {
            assertThat(ask("weimar", "POST", "Things", body).status())
                    .as(body.substring(0, Math.min(60, body.length())))
                    .isEqualTo(400);
        }
        for (var body : List.of(
                "{}",
                "{\"result\": null}",
                "{\"result\": 1, \"phenomenonTime\": 5}",
                "{\"result\": 1, \"phenomenonTime\": \"+999999-01-01T00:00:00Z\"}",
                "{\"result\": \"\\u0000\"}",
                "{\"result\": 1, \"validTime\": \"x\"}")) {
            assertThat(ask("weimar", "POST", datastream + "/Observations", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }
}
