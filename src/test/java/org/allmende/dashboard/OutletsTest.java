package org.allmende.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.allmende.DemoCounty;
import org.allmende.bench.MqttLoad;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Described;
import org.allmende.sensing.Devices;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Things;
import org.allmende.sensing.Unit;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.editions.Editions;
import org.allmende.sensing.editions.Terms;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is measured and not told gets out nowhere: a counter of WiFi with values, a place and a device that occur nowhere else is
 * published a day later, as hourly means, without small numbers and somewhere near; then every way out is looked at.
 */
class OutletsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "steffenberg";

    /** Of single values, of what is not told yet, of the place and of the device. */
    private static final List<String> CANARIES =
            List.of("18213.25", "10001.75", "15977.5", "8.4876543", "50.9123456", "CANARY");

    private static final String MEAN = "14108";
    private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private static Datastream source;
    private static Datastream target;

    @BeforeAll
    static void measure() throws InterruptedException {
        source = COUNTY.bean(Tenancy.class).as(TENANT, OutletsTest::make);
        var values = new ArrayList<NewObservation>();
        for (int hour = 25; hour < 80; hour++) {
            boolean few = hour % 5 == 0;
            add(values, hour, 0, few ? 3 : 18_213.25);
            add(values, hour, 30, few ? 2 : 10_001.75);
        }
        add(values, 20, 0, 15_977.5);
        add(values, 1, 0, 15_977.5);
        COUNTY.bean(Observations.class).store(TENANT, values);
        int id = COUNTY.bean(Tenancy.class)
                .as(
                        TENANT,
                        () -> COUNTY.bean(Editions.class)
                                .publish(
                                        source,
                                        new Terms(Duration.ofHours(24), Terms.Step.HOUR, 0, 1),
                                        Visibility.PUBLIC));
        target = COUNTY.bean(Datastreams.class).find(id).orElseThrow();
        await(55);
        COUNTY.bean(Stations.class).refresh();
    }

    private static void add(List<NewObservation> to, int hoursAgo, int minute, double value) {
        to.add(NewObservation.of(
                source.id(), HOUR.minus(Duration.ofHours(hoursAgo)).plus(Duration.ofMinutes(minute)), value));
    }

    private static void await(int count) throws InterruptedException {
        for (int i = 0; i < 400 && told() < count; i++) {
            Thread.sleep(200);
        }
        assertThat(told()).isEqualTo(count);
    }

    private static int told() {
        return COUNTY.bean(Observations.class)
                .range(target, HOUR.minus(Duration.ofDays(30)), HOUR, 10_000, false)
                .size();
    }

    private static Datastream make() {
        var json = JsonMapper.shared();
        var things = COUNTY.bean(Things.class);
        var sensors = COUNTY.bean(Sensors.class);
        var secret = json.readTree("{\"devEui\": \"CANARY\", \"serial\": \"CANARY\"}");
        var thing = things.add(new Described("WLAN am Markt", "Hotspot", secret));
        var place = things.addPlace(
                new Described("Schloßstraße", "CANARY", secret),
                Things.GEOJSON,
                json.readTree("{\"type\": \"Point\", \"coordinates\": [8.4876543, 50.9123456]}"));
        things.put(thing, List.of(place), HOUR.minus(Duration.ofDays(9)));
        var id = COUNTY.bean(Datastreams.class)
                .add(new Datastream.Draft(
                        thing,
                        sensors.add(
                                new Described("Zugang", "CANARY", secret), "text/plain", json.valueToTree("CANARY")),
                        sensors.addProperty(
                                new Described("Geräte im WLAN", "Geräte"), "urn:allmende:property:wifi-clients"),
                        new Described("WLAN am Markt", "Geräte im WLAN", secret),
                        Datastream.MEASUREMENT,
                        new Unit("Anzahl", "", "ucum:1"),
                        null,
                        Visibility.PUBLIC));
        return COUNTY.bean(Datastreams.class).find(id).orElseThrow();
    }

    private static void assertClean(String where, String text) {
        for (var canary : CANARIES) {
            assertThat(text).as(where).doesNotContain(canary);
        }
    }

    private static String get(String path) {
        var answer = COUNTY.visitor().get(path);
        assertThat(answer.status()).as(path + answer.text()).isIn(200, 400, 404);
        assertClean(path, answer.text());
        return answer.status() == 200 ? answer.text() : "";
    }

    private static String sta(String path, String... options) {
        var query = new StringBuilder();
        for (var option : options) {
            int equals = option.indexOf('=');
            query.append(query.isEmpty() ? "?" : "&")
                    .append(option, 0, equals + 1)
                    .append(URLEncoder.encode(option.substring(equals + 1), StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        return get("/sta/v1.1/" + path + query);
    }

    private static String span() {
        return "phenomenonTime ge %s and phenomenonTime lt %s".formatted(HOUR.minus(Duration.ofDays(9)), HOUR);
    }

    @Test
    void itsTenantReadsWhatWasMeasured() {
        var token = COUNTY.bean(Tenancy.class)
                .as(TENANT, () -> COUNTY.bean(Devices.class).add("Zähler"));
        var answer = COUNTY.bean(SensorThings.class)
                .answer(new Request(
                        "GET",
                        "v1.1",
                        "Datastreams(%d)/Observations".formatted(source.id()),
                        Map.of("$orderby", "phenomenonTime desc"),
                        new byte[0],
                        "application/json",
                        COUNTY.bean(Devices.class).find(token).orElseThrow()));
        assertThat(answer.text()).contains("18213.25", "15977.5");
    }

    @Test
    void everybodyReadsWhatIsTold() {
        var told = sta("Datastreams(%d)/Observations".formatted(target.id()), "$top=1000");
        assertThat(told).contains(MEAN).contains("\"unter 5\"");
        assertThat(sta("Datastreams(%d)/Observations".formatted(target.id()), "$resultFormat=CSV", "$top=1000"))
                .contains(MEAN)
                .contains("unter 5");
        assertThat(sta("Datastreams(%d)/Observations".formatted(target.id()), "$resultFormat=dataArray", "$top=1000"))
                .contains(MEAN);
        assertThat(sta("Datastreams(%d)/Thing/Locations".formatted(target.id())))
                .contains("[8.5, 50.9]");
        assertThat(sta("Datastreams(%d)".formatted(target.id()))).contains("\"delay\": \"PT24H\"");
    }

    @Test
    void whereItWasLinkedBeforeItsEditionIsFound() {
        var path = "/%s/daten/".formatted(TENANT);
        assertThat(get(path + source.id())).contains(path + target.id());
        assertThat(COUNTY.visitor().get("/angelburg/daten/" + source.id()).status())
                .isEqualTo(404);
    }

    @Test
    void noQuestionGetsMoreOutOfSensorThings() {
        for (int id : new int[] {source.id(), target.id()}) {
            var stream = "Datastreams(%d)".formatted(id);
            var own = "Datastream/id eq %d".formatted(id);
            sta(stream);
            sta(stream, "$expand=Observations($top=500),Thing/Locations,Sensor,ObservedProperty");
            sta(stream + "/Observations", "$orderby=phenomenonTime desc");
            sta(stream + "/Observations", "$filter=" + span());
            sta(stream + "/Observations", "$filter=result gt 15000", "$count=true");
            sta(stream + "/Observations", "$aggregate=PT1H", "$filter=" + span());
            sta(stream + "/Observations", "$aggregate=P1D", "$filter=" + span());
            sta(stream + "/Observations", "$aggregate=PT10M", "$filter=" + span());
            sta(stream + "/Observations", "$resultFormat=dataArray", "$orderby=result desc");
            sta(stream + "/Observations", "$expand=FeatureOfInterest,Datastream/Thing/HistoricalLocations/Locations");
            sta(stream + "/phenomenonTime");
            sta(stream + "/Thing", "$expand=Locations,HistoricalLocations/Locations");
            sta(stream + "/Sensor");
            sta("Observations", "$filter=" + own, "$top=1000");
            sta("Observations", "$filter=" + own + " and result lt 5");
            sta("Things", "$filter=Datastreams/id eq %d".formatted(id), "$expand=Locations", "$resultFormat=GeoJSON");
        }
        for (var none : List.of(
                sta("Datastreams(%d)/Observations".formatted(source.id())),
                sta("Observations", "$filter=Datastream/id eq %d".formatted(source.id()), "$select=id"),
                sta("Datastreams", "$filter=id eq %d".formatted(source.id())),
                sta("Observations", "$filter=result gt 15000 and Datastream/id eq %d".formatted(target.id())),
                sta("Observations", "$filter=result lt 5 and Datastream/id eq %d".formatted(target.id())),
                sta("Datastreams", "$filter=id eq %d and Observations/result gt 15000".formatted(target.id())),
                sta("Things", "$filter=id eq %d".formatted(source.thing())),
                sta("Locations", "$filter=geo.distance(location, geography'POINT(8.487654 50.912345)') lt 0.00001"),
                sta(
                        "FeaturesOfInterest",
                        "$filter=geo.distance(feature, geography'POINT(8.487654 50.912345)') lt 0.00001"))) {
            assertThat(none).doesNotContain("@iot.selfLink");
        }
        sta("Things", "$top=10000", "$expand=Locations,HistoricalLocations/Locations,Datastreams/Sensor");
        sta("Locations", "$top=10000", "$resultFormat=GeoJSON");
        sta("FeaturesOfInterest", "$top=10000", "$resultFormat=GeoJSON");
        sta("Sensors", "$top=10000");
        sta("Observations", "$top=10000", "$orderby=phenomenonTime desc", "$resultFormat=CSV");
        sta("Datastreams", "$top=10000", "$orderby=Observations/result desc");
    }

    @Test
    void pagesFilesAndFeedsTellNoMore() {
        var page = "/%s/daten/%d".formatted(TENANT, target.id());
        for (var span : Span.values()) {
            for (var file : List.of("", "/werte.csv", "/werte.geojson", "/einbetten")) {
                get(page + file + "?zeit=" + span.key());
                get(page
                        + file
                        + "?zeit=%s&bis=%s"
                                .formatted(
                                        span.key(),
                                        HOUR.minus(Duration.ofDays(2))
                                                .toString()
                                                .substring(0, 10)));
            }
        }
        assertThat(get(page)).contains("24 Stunden nach der Messung", "Mittel jeder Stunde", "nur ungefähr");
        assertThat(get(page + "/werte.csv?zeit=woche")).contains(",below", ",,,,,\"\",5");
        get(page + "/feed.atom");
        for (var path : List.of(
                "/daten",
                "/%s/daten".formatted(TENANT),
                "/daten/wlan",
                "/daten/wlan/stationen.geojson",
                "/daten/felder/ort/feed.atom",
                "/daten/empfang",
                "/daten/live?messstelle=%d".formatted(target.id()),
                "/daten/live?ort=" + TENANT)) {
            assertThat(get(path)).as(path).isNotEmpty();
        }
        var former = "/%s/daten/%d".formatted(TENANT, source.id());
        assertThat(get(former + "/werte.csv?zeit=woche")).isEqualTo(get(page + "/werte.csv?zeit=woche"));
        get(former + "/feed.atom");
        assertThat(COUNTY.visitor()
                        .get("/daten/live?messstelle=%d".formatted(source.id()))
                        .status())
                .isEqualTo(404);
        var desk = COUNTY.staff("marburg", org.allmende.platform.login.Role.ADMIN);
        assertThat(desk.get("/arbeitsplatz/messreihen/" + source.id()).status()).isEqualTo(404);
    }

    @Test
    void whoListensHearsNoMore() throws IOException, InterruptedException {
        var own = COUNTY.bean(Tenancy.class)
                .as(TENANT, () -> COUNTY.bean(Devices.class).add("Zähler 2"));
        MqttLoad.awaitBroker(COUNTY.mqttPort(), TENANT, own);
        var guest = MqttClient.builder()
                .useMqttVersion5()
                .identifier("outlets")
                .serverHost("127.0.0.1")
                .serverPort(COUNTY.mqttPort())
                .buildBlocking();
        guest.connect();
        var address = URI.create(COUNTY.address());
        try (var heard = guest.publishes(MqttGlobalPublishFilter.ALL);
                var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            assertThatThrownBy(() -> guest.subscribeWith()
                            .topicFilter("v1.1/Datastreams(%d)/Observations".formatted(source.id()))
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .send())
                    .isInstanceOf(Mqtt5SubAckException.class);
            for (var topic : List.of("v1.1/Observations", "v1.1/Datastreams(%d)/Observations".formatted(target.id()))) {
                guest.subscribeWith()
                        .topicFilter(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send();
            }
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET /daten/live?ort=%s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n\r\n"
                            .formatted(TENANT, address.getHost(), address.getPort())
                            .getBytes(StandardCharsets.US_ASCII));
            var values = new ArrayList<NewObservation>();
            add(values, 0, 0, 15_977.5);
            add(values, 24 * 5, 0, 18_213.25);
            add(values, 24 * 5, 30, 10_001.75);
            COUNTY.bean(Observations.class).store(TENANT, values);
            await(56);
            for (int i = 0; i < 2; i++) {
                var message = new String(
                        heard.receive(30, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes(), StandardCharsets.UTF_8);
                assertClean("MQTT", message);
                assertThat(message).contains(MEAN);
            }
            assertThat(heard.receive(300, TimeUnit.MILLISECONDS)).isEmpty();
            COUNTY.bean(Observations.class)
                    .store(TENANT, List.of(NewObservation.of(source.id(), HOUR.plusSeconds(1), 15_977.5)));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i < 12; i++) {
                assertClean("SSE", String.valueOf(lines.readLine()));
            }
        }
        guest.disconnect();
    }
}
