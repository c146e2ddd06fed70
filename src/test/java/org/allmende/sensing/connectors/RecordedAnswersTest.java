package org.allmende.sensing.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.allmende.sensing.connectors.Connector.Column;
import org.allmende.sensing.connectors.Connector.Column.Role;
import org.allmende.sensing.connectors.Connector.Place;
import org.allmende.sensing.connectors.Connector.Settings;
import org.allmende.sensing.connectors.Harvest.Unreadable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What others have really answered, and what they never should. */
class RecordedAnswersTest {

    static final Path FOLDER = Path.of("../shared/data/smart");
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    static byte[] recorded(String name) throws IOException {
        var file = FOLDER.resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file) || "true".equals(System.getenv("CI")), "the recorded answers are not here");
        return Files.readAllBytes(file);
    }

    private static Harvest harvest() {
        return new Harvest(NOW);
    }

    private static List<String> lines(Harvest it) {
        return it.samples().stream()
                .map(one -> "%s | %s %s %s | %s"
                        .formatted(
                                one.station().name(),
                                one.quantity().name(),
                                one.value(),
                                one.quantity().unit().symbol(),
                                one.time()))
                .toList();
    }

    private static List<String> refused(Harvest it) {
        return it.refused().stream().map(one -> one.why() + " " + one.count()).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aGaugeOfPegelonlineGivesLevelAndDischargeWithGaugeZero() throws Exception {
        var found = harvest();
        Pegelonline.read(recorded("pegelonline-bonn-2022-07-18.json"), Settings.NONE, found);
        assertThat(lines(found))
                .containsExactly(
                        "Pegel Bonn, Rhein | Wasserstand 124.0 cm | 2022-07-18T14:45:00Z",
                        "Pegel Bonn, Rhein | Abfluss 801.0 m³/s | 2022-07-18T14:15:00Z");
        assertThat(found.samples()
                        .getFirst()
                        .quantity()
                        .about()
                        .at("/gaugeZero/value")
                        .doubleValue())
                .isEqualTo(42.713);
        assertThat(found.samples().getFirst().station().lat()).isEqualTo(50.73639800887676);
    }

    @Test
    void characteristicValuesAreThresholds() throws Exception {
        var found = harvest();
        Pegelonline.read(bytes("""
                [{"uuid": "593647aa-9fea-43ec-a7d6-6476a76ae868", "shortname": "BONN", "longname": "BONN",
                  "timeseries": [{"shortname": "W", "unit": "cm",
                    "currentMeasurement": {"timestamp": "2022-07-18T16:45:00+02:00", "value": 124.0},
                    "characteristicValues": [
                      {"shortname": "MHW", "longname": "MITTLERES HOCHWASSER", "unit": "cm", "value": 735.0},
                      {"shortname": "HSQ", "longname": "x", "unit": "m³/s", "value": 1.0}]}]}]
                """), Settings.NONE, found);
        assertThat(found.samples()
                        .getFirst()
                        .quantity()
                        .about()
                        .path("thresholds")
                        .toString())
                .isEqualTo("[{\"name\":\"MHW\",\"longname\":\"MITTLERES HOCHWASSER\",\"value\":735.0}]");
        var only = new Settings(List.of("köln"), null, List.of(), "Europe/Berlin", null, null);
        var none = harvest();
        Pegelonline.read(recorded("pegelonline-bonn-2022-07-18.json"), only, none);
        assertThat(none.samples()).isEmpty();
    }

    @Test
    void aWeatherStationOfTheDwdGivesHoursInUtcWithoutWhatIsMissing() throws Exception {
        var found = harvest();
        var settings = new Settings(
                List.of(), new Place("Wetter Marburg", 50.8, 8.77), List.of(), "Europe/Berlin", null, null);
        Poi.read(recorded("observations_current.csv"), settings, found);
        assertThat(found.rows()).isEqualTo(25);
        assertThat(found.refused()).isEmpty();
        assertThat(lines(found))
                .contains(
                        "Wetter Marburg | Lufttemperatur -3.1 °C | 2020-04-06T08:00:00Z",
                        "Wetter Marburg | Luftdruck auf Meereshöhe 1023.1 hPa | 2020-04-06T08:00:00Z",
                        "Wetter Marburg | Niederschlag 0.6 mm | 2020-04-05T17:00:00Z");
        assertThat(found.samples().stream().filter(it -> it.quantity().name().equals("Lufttemperatur")))
                .hasSize(25);
        assertThat(found.samples().getFirst().station().key()).isEqualTo("01049");
    }

    @Test
    void citiesGiveTheirParkingAsTheyLike() throws Exception {
        var aalen = harvest();
        Parking.read(recorded("parking/aalen.json"), Settings.NONE, NOW, aalen);
        assertThat(lines(aalen)).hasSize(6).contains("P5 Spitalstraße | Freie Stellplätze 29.0  | " + NOW);
        assertThat(aalen.samples()
                        .getFirst()
                        .quantity()
                        .about()
                        .path("capacity")
                        .intValue())
                .isEqualTo(170);

        var ellwangen = harvest();
        Parking.read(recorded("parking/ellwangen_sensit.json"), Settings.NONE, NOW, ellwangen);
        assertThat(lines(ellwangen)).containsExactly("Ellwangen Marktplatz | Freie Stellplätze 2.0  | " + NOW);
        assertThat(ellwangen.samples().getFirst().station().lon()).isEqualTo(10.13090991973877);

        var karlsruhe = harvest();
        Parking.read(recorded("parking/karlsruhe.json"), Settings.NONE, NOW, karlsruhe);
        assertThat(karlsruhe.rows()).isEqualTo(90);
        assertThat(lines(karlsruhe)).contains("SchlossGalerie | Freie Stellplätze 245.0  | 2024-11-27T18:39:00Z");
        assertThat(karlsruhe.samples().size()
                        + karlsruhe.refused().stream()
                                .mapToInt(Connector.Reason::count)
                                .sum())
                .isEqualTo(90);

        var pforzheim = harvest();
        Parking.read(recorded("parking/pforzheim.json"), Settings.NONE, NOW, pforzheim);
        assertThat(refused(pforzheim)).as("some say nothing").anyMatch(it -> it.startsWith("NO_NUMBER"));
        assertThat(pforzheim.samples()).allMatch(it -> it.time().equals(Instant.parse("2023-10-30T10:40:00Z")));

        var freiburg = harvest();
        Parking.read(recorded("parking/freiburg.json"), Settings.NONE, NOW, freiburg);
        assertThat(refused(freiburg)).containsExactly("NO_NUMBER 1");
        assertThat(freiburg.refused().getFirst().example()).contains("New name");
    }

    @Test
    void datexIsReadWithItsDescription() throws Exception {
        var found = harvest();
        Datex.read(
                recorded("parking/vrs_neustadt-realtime.xml"),
                recorded("parking/vrs_neustadt-static.xml"),
                Settings.NONE,
                NOW,
                found);
        assertThat(lines(found))
                .containsExactly(
                        "P+R Neustadt-Hohenacker Erbach Ost | Freie Stellplätze 70.0  | 2025-05-08T20:00:00Z",
                        "P+R Neustadt-Hohenacker Erbach West | Freie Stellplätze 158.0  | 2025-05-08T20:00:00Z");
        assertThat(found.samples().getFirst().station().lat()).isEqualTo(48.85980951);
        var alone = harvest();
        Datex.read(recorded("parking/vrs_neustadt-realtime.xml"), null, Settings.NONE, NOW, alone);
        assertThat(lines(alone).getFirst()).startsWith("Parkplatz 1091 |");
    }

    @Test
    void datexOfTheThirdVersionIsReadToo() throws Exception {
        var found = harvest();
        Datex.read(bytes("""
                <con:payload xmlns:con="http://datex2.eu/schema/3/common" xmlns:prk="http://datex2.eu/schema/3/parking"
                  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="prk:ParkingStatusPublication" lang="de">
                 <con:publicationTime>2026-05-01T09:00:00Z</con:publicationTime>
                 <prk:parkingRecordStatus xsi:type="prk:ParkingSiteStatus">
                  <prk:parkingRecordReference id="7" version="1" targetClass="prk:ParkingRecord"/>
                  <prk:parkingStatusOriginTime>2026-05-01T08:58:00Z</prk:parkingStatusOriginTime>
                  <prk:parkingOccupancy><prk:parkingNumberOfVacantSpaces>12</prk:parkingNumberOfVacantSpaces></prk:parkingOccupancy>
                 </prk:parkingRecordStatus>
                 <prk:parkingRecordStatus><prk:parkingRecordReference id="8"/></prk:parkingRecordStatus>
                </con:payload>
                """), null, Settings.NONE, NOW, found);
        assertThat(lines(found)).containsExactly("Parkplatz 7 | Freie Stellplätze 12.0  | 2026-05-01T08:58:00Z");
        assertThat(refused(found)).containsExactly("NO_NUMBER 1");
    }

    @Test
    void aTableIsReadByItsColumns() throws Exception {
        var columns = List.of(
                new Column("ort", Role.STATION, "", ""),
                new Column("GEOM", Role.POINT, "", ""),
                new Column("Kapazität", Role.VALUE, "Stellplätze", ""));
        var found = harvest();
        Table.read(
                recorded("parking/reutlingen.csv"),
                new Settings(List.of(), null, columns, "Europe/Berlin", null, null),
                NOW,
                found);
        assertThat(found.samples()).hasSizeGreaterThan(1);
        assertThat(found.samples().getFirst().station())
                .isEqualTo(new Harvest.Station("Dietweg", "Dietweg", 48.51240816508743, 9.199289721037594));
        assertThat(refused(found)).as("most say no number").anyMatch(it -> it.startsWith("NO_NUMBER"));
    }

    @Test
    void aGermanTableHasCommasAndDays() throws Exception {
        var columns = List.of(
                new Column("Datum", Role.DATE, "", ""),
                new Column("Uhrzeit", Role.CLOCK, "", ""),
                new Column("Höhe [cm]", Role.VALUE, "Wasserstand", "cm"));
        var settings =
                new Settings(List.of(), new Place("Pegel Goßfelden", null, null), columns, "Europe/Berlin", null, null);
        var found = harvest();
        var text =
                "Datum;Uhrzeit;Höhe [cm]\r\n01.03.2026;06:15;1.234,5\r\n2.3.26;7:00;\"88\"\r\ngestern;7:00;5\r\n02.03.2026;07:15;viel\r\n";
        Table.read(text.getBytes("windows-1252"), settings, NOW, found);
        assertThat(lines(found))
                .containsExactly(
                        "Pegel Goßfelden | Wasserstand 1234.5 cm | 2026-03-01T05:15:00Z",
                        "Pegel Goßfelden | Wasserstand 88.0 cm | 2026-03-02T06:00:00Z");
        assertThat(found.samples().getFirst().quantity().definition()).isEqualTo(Quantities.LEVEL.definition());
        assertThat(refused(found)).containsExactly("NO_TIME 1", "NO_NUMBER 1");
        assertThatThrownBy(() -> Table.read(bytes("a;b\n1;2\n"), settings, NOW, harvest()))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("Datum");
    }

    @Test
    void whatIsNotOfTheFormatIsRefusedAsAWhole() throws Exception {
        var deep = "[".repeat(5_000);
        for (var bad : List.of("", "{", "{}", "<html>", "\0\0", "null", deep, "\"x\"", "{\"lots\": 5}")) {
            assertThatThrownBy(() -> Pegelonline.read(bytes(bad), Settings.NONE, harvest()))
                    .as(bad)
                    .isInstanceOf(Unreadable.class);
            assertThatThrownBy(() -> Parking.read(bytes(bad), Settings.NONE, NOW, harvest()))
                    .as(bad)
                    .isInstanceOf(Unreadable.class);
            assertThatThrownBy(() -> Poi.read(bytes(bad), Settings.NONE, harvest()))
                    .as(bad)
                    .isInstanceOf(Unreadable.class);
            assertThatThrownBy(() -> Datex.read(bytes(bad), null, Settings.NONE, NOW, harvest()))
                    .as(bad)
                    .isInstanceOf(Unreadable.class);
        }
        var bomb = """
                <!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">
                <!ENTITY x SYSTEM "file:///etc/passwd">]>
                <a><parkingRecordStatus><parkingRecordReference id="&x;&c;"/></parkingRecordStatus></a>
                """;
        assertThatThrownBy(() -> Datex.read(bytes(bomb), null, Settings.NONE, NOW, harvest()))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Datex.read(bytes("<a>".repeat(100)), null, Settings.NONE, NOW, harvest()))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void whatCannotBeIsRefusedRowByRow() throws Exception {
        var found = harvest();
        Parking.read(bytes("""
                [{"name": "A", "free": 1, "timestamp": "2099-01-01T00:00:00Z"},
                 {"name": "A", "free": -1}, {"name": "A", "free": "1e999"}, {"name": "A", "free": {}}, {"free": 3}, 5, null,
                 {"name": "A\\u0000\\u0007 B", "free": 3, "lat": 200, "lon": 8},
                 {"name": "C", "free": 3, "timestamp": "gestern"}]
                """), Settings.NONE, NOW, found);
        assertThat(found.rows()).isEqualTo(9);
        assertThat(refused(found)).containsExactlyInAnyOrder("FUTURE 1", "NO_NUMBER 5", "NO_NAME 1", "NO_TIME 1");
        assertThat(found.samples())
                .extracting(it -> it.station())
                .containsExactly(new Harvest.Station("A B", "A B", null, null));
    }

    @Test
    void timesAndNumbersAreReadAsPeopleWriteThem() {
        var berlin = ZoneId.of("Europe/Berlin");
        for (var text : List.of(
                "2026-05-01T08:00:00Z",
                "2026-05-01 10:00",
                "01.05.2026 10:00",
                "1.5.26 10:00:00",
                "2026-05-01T10:00:00+0200",
                "2026-05-01T10:00:00.000+02",
                "1777622400",
                "1777622400000")) {
            assertThat(Times.read(text, berlin)).as(text).contains(Instant.parse("2026-05-01T08:00:00Z"));
        }
        for (var text : List.of("", "x", "32.05.2026 10:00", "2026-13-01", "10:00", "9".repeat(50))) {
            assertThat(Times.read(text, berlin)).as(text).isEmpty();
        }
        assertThat(Numbers.read("1.234,5")).isEqualTo(1234.5);
        assertThat(Numbers.read("1,234.5")).isEqualTo(1234.5);
        assertThat(Numbers.read("-3,1")).isEqualTo(-3.1);
        assertThat(Numbers.read("1.2.3")).isNaN();
        assertThat(Numbers.read("NaN")).isNaN();
    }
}
