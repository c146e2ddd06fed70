package org.allmende.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.slf4j.LoggerFactory;

/** People find a house as they write it, whatever the file was called and however it was written. */
class AddressIndexTest {

    private static final Envelope COUNTY = new Envelope(450_000, 500_000, 5_600_000, 5_650_000);

    private static final String HK = """
            # Hauskoordinaten
            N;DEHE0000000001aB;A;06;5;34;009;0001;00012;12;a;32469000,500;5624000,250;Bahnhofstraße;35075;Gladenbach;;
            N;DEHE0000000002aB;A;06;5;34;009;0001;00012;12;;32469010,500;5624000,250;Bahnhofstraße;35075;Gladenbach;;
            N;DEHE0000000003aB;A;06;5;34;009;0001;00012;120;;32469110,500;5624000,250;Bahnhofstraße;35075;Gladenbach;;
            N;DEHE0000000004aB;A;06;5;34;009;0002;00013;003;;32470000,000;5625000,000;Große Mühlgasse;35075;Gladenbach;;Mornshausen
            N;DEHE0000000005aB;A;06;5;34;009;0002;00014;7;;32470000,000;5625900,000;Straße des 17. Juni;35075;Gladenbach;;
            L;DEHE0000000006aB;A;06;5;34;009;0002;00014;9;;32470000,000;5625900,000;Abgerissen;35075;Gladenbach;;
            N;DEHE0000000007aB;A;06;5;34;009;0002;00014;8;;32370000,000;5625900,000;Weit weg;35075;Gladenbach;;
            N;DEHE0000000008aB;A;06;5;34;009;0002;00014;ohne;;32470000,000;5625900,000;Am Bach;35075;Gladenbach;;
            N;DEHE0000000009aB
            """;

    private static AddressFile.Read read(byte[] file) throws IOException {
        return AddressFile.read(new ByteArrayInputStream(file), COUNTY);
    }

    private static AddressFile.Read read(String file) throws IOException {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static AddressIndex index(AddressFile.Read read) {
        return new AddressIndex(PackedStreets.unpack(PackedStreets.pack(read.streets())).stream()
                .map(street -> new AddressIndex.Placed(street, "gladenbach", "Gladenbach", false))
                .toList());
    }

    private static List<String> names(AddressIndex index, String typed) {
        return index.search(typed, null, 5).stream()
                .map(hit -> hit.name() + (hit.exact() ? "!" : ""))
                .toList();
    }

    @Test
    void aHouseIsFoundAsPeopleWriteIt() throws IOException {
        var index = index(read(HK));

        for (var typed : List.of(
                "Bahnhofstraße 12a",
                "bahnhofstr. 12 A",
                "Bahnhof-Strasse 12a",
                "bahnhof str 12 a",
                "12a Bahnhofstra")) {
            assertThat(names(index, typed)).as(typed).containsExactly("Bahnhofstraße 12 a!");
        }
        assertThat(names(index, "Gladenbach Bahnhofstr. 12"))
                .containsExactly("Bahnhofstraße 12!", "Bahnhofstraße 12 a", "Bahnhofstraße 120");
        assertThat(names(index, "grosse muehlg 3, 35075 Glad")).containsExactly("Große Mühlgasse 3!");
        assertThat(names(index, "mornshausen")).containsExactly("Große Mühlgasse");
        assertThat(names(index, "Straße des 17. Juni 7")).containsExactly("Straße des 17. Juni 7!");
        assertThat(names(index, "straße des 17. juni")).containsExactly("Straße des 17. Juni");
        assertThat(names(index, "Bahnhofstraße 99"))
                .as("the street, when there is no such house")
                .containsExactly("Bahnhofstraße");
        assertThat(names(index, "Abgerissen")).isEmpty();
        assertThat(names(index, " . ")).isEmpty();
        assertThat(index.search("Bahnhofstr 12", "lohra", 5))
                .as("of another municipality")
                .isEmpty();
        var where = index.search("Bahnhofstr 12a", "gladenbach", 1).getFirst().where();
        assertThat(String.format(Locale.ROOT, "%.4f %.4f", where.y(), where.x()))
                .isEqualTo("50.7669 8.5604");
    }

    @Test
    void whatCannotBeReadIsToldWithItsLine() throws IOException {
        var report = read(HK).report();

        assertThat(report.first())
                .extracting(one -> one.line() + " " + one.reason())
                .containsExactly("8 OUTSIDE", "9 NUMBER", "10 CELLS");
        assertThat(report.rows()).isEqualTo(8);
    }

    @Test
    void columnsAreFoundByTheirNamesInAnyLettersAndZones() throws IOException {
        var degrees = "\uFEFFPLZ,Ort,Straße,Hausnummer,lon,lat\n35075,Gladenbach,\"Weg, neuer\",5,8.58,50.77\n,,,,,\n";
        assertThat(names(index(read(degrees)), "neuer weg 5")).containsExactly("Weg, neuer 5!");
        var older = "strasse;hausnummer;ostwert;nordwert\nMühlweg;1;469000;5624000\n"
                .getBytes(Charset.forName("windows-1252"));
        assertThat(names(index(read(older)), "mühlweg 1")).containsExactly("Mühlweg 1!");
        var zone33 = "strasse;hausnummer;e;n\nOstweg;1;33046000,0;5640000,0\n";
        assertThat(read(zone33).report().leftOut()).containsEntry(AddressFile.Reason.POSITION, 1);
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("schluessel.txt"));
            zip.write("K;06".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("adressen/hk.csv"));
            zip.write(HK.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(zipped.toByteArray()).addresses()).isEqualTo(5);
        for (var nonsense : List.of("", "Hallo\nWelt", "strasse;ort\nWeg;Dorf", "PK\u0003\u0004 kaputt")) {
            assertThatThrownBy(() -> read(nonsense)).as(nonsense).isInstanceOf(AddressFile.Refused.class);
        }
        assertThat(read("strasse;nr;lat;lon\n" + "x".repeat(100_000) + "\nWeg;1;50.77;8.58")
                        .report()
                        .first())
                .extracting(AddressFile.LeftOut::reason)
                .containsExactly(AddressFile.Reason.LONG);
    }

    /** A county's: 5,000 streets of 20 houses. */
    @Test
    void aHundredThousandAddressesAnswerAtOnce() throws IOException {
        var random = new Random(6);
        var before = List.of("Haupt", "Mühlen", "Garten", "Kirch", "Berg", "Wiesen", "Linden", "Ring", "Schul", "Bach");
        var behind = List.of("straße", "weg", "gasse", "platz", "ring");
        var file = new StringBuilder("strasse;hausnummer;plz;ort;ortsteil;east;north\n");
        for (int street = 0; street < 5_000; street++) {
            for (int house = 1; house <= 20; house++) {
                file.append(String.format(
                        Locale.ROOT,
                        "%s%s;%d%s;35%03d;Ort %d;Teil %d;%d;%d%n",
                        before.get(street % 10),
                        behind.get(street / 10 % 5),
                        house,
                        house % 7 == 0 ? "a" : "",
                        street / 50 % 22,
                        street / 50 % 22,
                        street / 50,
                        451_000 + random.nextInt(40_000),
                        5_601_000 + random.nextInt(40_000)));
            }
        }
        long start = System.nanoTime();
        var read = read(file.toString());
        long taken = System.nanoTime() - start;
        var index = index(read);
        assertThat(index.addresses()).isEqualTo(100_000);

        var typed = List.of(
                "h",
                "35",
                "str 1",
                "Hauptstr. 7a",
                "gartenweg 12 ort 5",
                "muehl",
                "Straße",
                "bach 35011 2",
                "nirgends 4");
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < 6_000; i++) {
            long began = System.nanoTime();
            index.search(typed.get(i % typed.size()), null, 20);
            if (i >= 2_000) {
                nanos.add(System.nanoTime() - began);
            }
        }
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        double p99 = sorted[sorted.length * 99 / 100] / 1e6;
        LoggerFactory.getLogger(AddressIndexTest.class)
                .info(
                        "100,000 addresses: read in {} ms, {} bytes kept, p50 {} ms, p99 {} ms",
                        taken / 1_000_000,
                        PackedStreets.pack(read.streets()).length,
                        sorted[sorted.length / 2] / 1e6,
                        p99);
    }
}
