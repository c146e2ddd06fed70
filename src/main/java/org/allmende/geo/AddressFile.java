package org.allmende.geo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.allmende.geo.Street.House;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.platform.text.Spelling;
import org.locationtech.jts.geom.Envelope;

/**
 * A file of official addresses, read line by line: Hauskoordinaten (HK-DE, data format 4.2 of the ZSHH, also as Gebäudereferenzen
 * of a Land, without its last columns), or any CSV whose first line names its columns. A ZIP is read as its first such file. Letters are
 * UTF-8 or, line by line, Windows-1252. It is longer than 400 lines because letters, columns, zones and reasons are one pass over a line.
 */
public final class AddressFile {

    private static final int LONGEST_LINE = 4_000;
    private static final int LONGEST_NAME = 80;
    private static final long MOST_BYTES = 800_000_000;
    private static final int MOST_ADDRESSES = 500_000;
    private static final int MOST_SHOWN = 100;
    private static final int MILLION = 1_000_000;
    private static final int CENTIMETRES = 100;
    private static final Envelope DEGREES = new Envelope(5, 16, 47, 56);
    private static final Envelope UTM = new Envelope(100_000, 900_000, 5_200_000, 6_150_000);
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}([.,]\\d{1,15})?");
    private static final Pattern HOUSE_NUMBER = Pattern.compile("\\d{1,4}[\\p{L}\\d/+-]{0,11}");
    private static final Pattern NO_ADDRESSES = Pattern.compile("(?i).*(schl|info|lies|read).*");

    /** Why a line is left out. */
    public enum Reason {
        CELLS,
        LONG,
        STREET,
        NUMBER,
        POSITION,
        OUTSIDE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param line counted from one, with head and comments */
    public record LeftOut(int line, Reason reason, String text) {}

    /**
     * @param rows that were read, without head and comments
     * @param leftOut how many for which reason
     * @param first of those, each with its line
     */
    public record Report(int rows, Map<Reason, Integer> leftOut, List<LeftOut> first) {

        public static final Report EMPTY = new Report(0, Map.of(), List.of());
    }

    /** The file as a whole cannot be used: {@code columns}, {@code empty}, {@code none}, {@code many}, {@code broken}. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String reason;
        private final transient Report report;

        Refused(String reason) {
            this(reason, Report.EMPTY);
        }

        Refused(String reason, Report report) {
            super("The file of addresses is refused: " + reason);
            this.reason = reason;
            this.report = report;
        }

        /** What was left out, when that was everything. */
        public Report report() {
            return report;
        }

        public String reason() {
            return reason;
        }
    }

    record Read(List<Street> streets, int addresses, Report report) {}

    private enum Column {
        DELETED("nba"),
        STREET("stn", "strasse", "strassenname", "str", "strname", "strbez"),
        NUMBER("hnr", "hausnummer", "hausnr", "nr", "nummer", "hsnr"),
        SUFFIX("adz", "zusatz", "hausnummerzusatz", "hausnummernzusatz", "hnrzusatz", "adressierungszusatz"),
        PLZ("plz", "postleitzahl"),
        TOWN("onm", "ort", "ortsname", "gemeinde", "stadt", "gmdbez"),
        DISTRICT("pot", "ortsteil", "ottbez", "stadtteil"),
        LAT("lat", "latitude", "breite", "breitengrad"),
        LON("lon", "lng", "longitude", "laenge", "laengengrad"),
        EAST("e", "east", "easting", "ost", "ostwert", "rechtswert", "x", "eeeeeeee eee", "zzeeeeee eee"),
        NORTH("n", "north", "northing", "nord", "nordwert", "hochwert", "y", "nnnnnnn nnn");

        /** As they are folded, with a bar between them. */
        private final String names;

        Column(String... names) {
            this.names = "|" + String.join("|", names) + "|";
        }
    }

    private static final List<String> HK =
            List.of("nba oi qua lan rbz krs gmd ott sss hnr adz e n stn plz onm zon pot".split(" ", -1));

    private record Key(String name, String plz, String town, String district) {}

    private final Envelope area;
    private final Map<Key, Map<String, House>> streets = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();
    private final Map<Reason, Integer> leftOut = new EnumMap<>(Reason.class);
    private final List<LeftOut> first = new ArrayList<>();
    private final byte[] buffer = new byte[LONGEST_LINE];
    private int length;
    private long bytes;
    private int rows;
    private int addresses;
    private char separator;
    private Map<Column, Integer> columns = Map.of();

    private AddressFile(Envelope area) {
        this.area = area;
    }

    /**
     * @param area in EPSG:25832: what lies beyond is left out; it also tells the zones apart where the file does not
     * @throws Refused when there is no address in it
     */
    static Read read(InputStream file, Envelope area) throws IOException {
        var reading = new AddressFile(area);
        reading.lines(unpacked(new BufferedInputStream(file, 1 << 16)));
        if (reading.rows == 0) {
            throw new Refused("empty");
        }
        return new Read(
                reading.sorted(),
                reading.addresses,
                new Report(reading.rows, Map.copyOf(reading.leftOut), List.copyOf(reading.first)));
    }

    private static InputStream unpacked(BufferedInputStream file) throws IOException {
        file.mark(2);
        boolean packed = file.read() == 'P' && file.read() == 'K';
        file.reset();
        if (!packed) {
            return file;
        }
        try {
            var zip = new ZipInputStream(file);
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().matches("(?i).*\\.(csv|txt)")
                        && !NO_ADDRESSES.matcher(entry.getName()).matches()) {
                    return new BufferedInputStream(zip, 1 << 16);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw new Refused("broken");
        }
        throw new Refused("empty");
    }

    private void lines(InputStream in) throws IOException {
        for (int number = 1; nextLine(in); number++) {
            if (length > LONGEST_LINE) {
                leaveOut(number, Reason.LONG, "");
                continue;
            }
            var line = text();
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (columns.isEmpty()) {
                separator = separator(line);
                var cells = cells(line);
                columns = columns(cells);
                if (!columns.isEmpty()) {
                    continue;
                }
                columns = headless(cells);
            }
            add(number, line);
        }
    }

    /** Reads up to the end of a line; of a longer one nothing is kept but that it is longer. */
    private boolean nextLine(InputStream in) throws IOException {
        length = 0;
        try {
            for (int one = in.read(); one >= 0; one = in.read()) {
                if (++bytes > MOST_BYTES) {
                    throw new Refused("many");
                }
                if (one == '\n') {
                    return true;
                }
                if (length < LONGEST_LINE) {
                    buffer[length] = (byte) one;
                }
                length = Math.min(length + 1, LONGEST_LINE + 1);
            }
        } catch (ZipException | EOFException damaged) {
            throw new Refused("broken");
        }
        return length > 0;
    }

    private String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer, 0, length))
                    .toString()
                    .replace("\uFEFF", "")
                    .stripTrailing();
        } catch (CharacterCodingException older) {
            return new String(buffer, 0, length, WINDOWS).stripTrailing();
        }
    }

    private static char separator(String line) {
        return List.of(';', '\t', ',').stream()
                .max(Comparator.comparingLong((Character one) ->
                        line.chars().filter(letter -> letter == one).count()))
                .orElseThrow();
    }

    private static Map<Column, Integer> columns(List<String> head) {
        var found = new EnumMap<Column, Integer>(Column.class);
        for (int i = 0; i < head.size(); i++) {
            var name = Spelling.fold(head.get(i));
            for (var column : Column.values()) {
                if (column.names.contains("|" + name + "|")) {
                    found.putIfAbsent(column, i);
                }
            }
        }
        boolean placed = (found.containsKey(Column.LAT) && found.containsKey(Column.LON))
                || (found.containsKey(Column.EAST) && found.containsKey(Column.NORTH));
        return placed && found.containsKey(Column.STREET) && found.containsKey(Column.NUMBER) ? found : Map.of();
    }

    /** Hauskoordinaten come without a head. */
    private static Map<Column, Integer> headless(List<String> cells) {
        int east = HK.indexOf("e");
        if (cells.size() <= HK.indexOf("stn")
                || !DECIMAL.matcher(cells.get(east)).matches()
                || !DECIMAL.matcher(cells.get(east + 1)).matches()) {
            throw new Refused("columns");
        }
        return columns(HK);
    }

    private List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private void leaveOut(int line, Reason reason, String text) {
        rows++;
        leftOut.merge(reason, 1, Integer::sum);
        if (first.size() < MOST_SHOWN) {
            var clean = text.replaceAll("[\\p{Cc}\\p{Cf}]+", " ");
            first.add(new LeftOut(line, reason, clean.substring(0, Math.min(LONGEST_NAME, clean.length()))));
        }
    }

    private void add(int line, String text) {
        var cells = cells(text);
        int needed = columns.entrySet().stream()
                .filter(one -> one.getKey() == Column.STREET || one.getKey() == Column.NUMBER)
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElseThrow();
        if (cells.size() <= needed) {
            leaveOut(line, Reason.CELLS, text);
            return;
        }
        if (cell(cells, Column.DELETED).equals("L")) {
            return;
        }
        var name = name(cells, Column.STREET);
        var number = (cell(cells, Column.NUMBER) + cell(cells, Column.SUFFIX))
                .replaceAll("\\s+", "")
                .replaceFirst("^0+(?=\\d)", "")
                .toLowerCase(Locale.GERMAN);
        if (name.isEmpty()) {
            leaveOut(line, Reason.STREET, text);
        } else if (!HOUSE_NUMBER.matcher(number).matches()) {
            leaveOut(line, Reason.NUMBER, text);
        } else {
            var places = places(cells);
            var place = Arrays.stream(places)
                    .filter(one -> area.contains(one.x(), one.y()))
                    .findFirst();
            if (place.isEmpty()) {
                leaveOut(line, places.length == 0 ? Reason.POSITION : Reason.OUTSIDE, text);
                return;
            }
            rows++;
            keep(cells, name, number, place.get());
        }
    }

    private void keep(List<String> cells, String name, String number, Position place) {
        var plz = cell(cells, Column.PLZ);
        var key = new Key(
                name, plz.matches("\\d{5}") ? once(plz) : "", name(cells, Column.TOWN), name(cells, Column.DISTRICT));
        var house = new House(
                once(number), (int) Math.round(place.x() * CENTIMETRES), (int) Math.round(place.y() * CENTIMETRES));
        var before = streets.computeIfAbsent(key, ignored -> new HashMap<>()).put(house.number(), house);
        if (before == null && ++addresses > MOST_ADDRESSES) {
            throw new Refused("many");
        }
    }

    private String cell(List<String> cells, Column column) {
        var at = columns.get(column);
        return at == null || at >= cells.size() ? "" : cells.get(at);
    }

    private String name(List<String> cells, Column column) {
        var name = cell(cells, column).replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
        return once(name.substring(0, Math.min(LONGEST_NAME, name.length())));
    }

    /** A name that stands in thousands of lines is in memory once. */
    private String once(String word) {
        return words.computeIfAbsent(word, same -> same);
    }

    /** In EPSG:25832; two where a file does not say in which zone it counts, none where there is no place. */
    private Position[] places(List<String> cells) {
        var lat = decimal(cells, Column.LAT);
        var lon = decimal(cells, Column.LON);
        if (lat.isPresent() && lon.isPresent()) {
            return DEGREES.contains(lon.get(), lat.get())
                    ? new Position[] {Crs.EPSG25832.fromLonLat(lon.get(), lat.get())}
                    : new Position[0];
        }
        var east = decimal(cells, Column.EAST);
        var north = decimal(cells, Column.NORTH);
        if (east.isEmpty() || north.isEmpty() || !UTM.contains(east.get() % MILLION, north.get())) {
            return new Position[0];
        }
        return zones((int) (east.get() / MILLION)).stream()
                .map(zone -> zone.to(Crs.EPSG25832, east.get() % MILLION, north.get()))
                .toArray(Position[]::new);
    }

    private static List<Crs> zones(int before) {
        return switch (before) {
            case 0 -> List.of(Crs.EPSG25832, Crs.EPSG25833);
            case 32 -> List.of(Crs.EPSG25832);
            case 33 -> List.of(Crs.EPSG25833);
            default -> List.of();
        };
    }

    private Optional<Double> decimal(List<String> cells, Column column) {
        return Optional.of(cell(cells, column))
                .filter(text -> DECIMAL.matcher(text).matches())
                .map(text -> Double.valueOf(text.replace(',', '.')));
    }

    private List<Street> sorted() {
        var byName = new TreeMap<Key, List<House>>(Comparator.comparing(Key::town)
                .thenComparing(Key::plz)
                .thenComparing(Key::name)
                .thenComparing(Key::district));
        streets.forEach((key, houses) -> byName.put(
                key, houses.values().stream().sorted(AddressFile::inOrder).toList()));
        return byName.entrySet().stream()
                .map(one -> new Street(
                        one.getKey().name(),
                        one.getKey().plz(),
                        one.getKey().town(),
                        one.getKey().district(),
                        one.getValue()))
                .toList();
    }

    private static int inOrder(House one, House other) {
        int numbers = Integer.compare(leading(one.number()), leading(other.number()));
        return numbers != 0 ? numbers : one.number().compareTo(other.number());
    }

    private static int leading(String number) {
        int end = 0;
        while (end < number.length() && Character.isDigit(number.charAt(end))) {
            end++;
        }
        return Integer.parseInt(number, 0, end, 10);
    }
}
