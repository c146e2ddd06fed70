package org.allmende.sensing.connectors;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.sensing.connectors.Connector.Column;
import org.allmende.sensing.connectors.Connector.Column.Role;
import org.allmende.sensing.connectors.Harvest.Sample;
import org.allmende.sensing.connectors.Harvest.Station;
import org.allmende.sensing.connectors.Harvest.Unreadable;
import org.allmende.sensing.connectors.Harvest.Why;
import org.jspecify.annotations.Nullable;

/**
 * Any table as text (RFC 4180, also with semicolons or tabs): the first line has the headings. UTF-8, or Windows-1252 if it is
 * not that.
 */
public final class Table {

    private static final int MOST_COLUMNS = 60;
    private static final Pattern POINT =
            Pattern.compile("\\s*POINT\\s*Z?\\s*\\(\\s*(-?[0-9.]+)\\s+(-?[0-9.]+).*", Pattern.CASE_INSENSITIVE);

    private final List<String> headings;
    private final List<List<String>> rows;

    private Table(List<String> headings, List<List<String>> rows) {
        this.headings = headings;
        this.rows = rows;
    }

    public List<String> headings() {
        return headings;
    }

    public List<List<String>> rows() {
        return rows;
    }

    static Table parse(byte[] body) throws Unreadable {
        var text = text(body);
        var head = text.lines().findFirst().orElse("");
        char separator = List.of(';', '\t', ',').stream()
                .filter(it -> head.indexOf(it) >= 0)
                .findFirst()
                .orElse(',');
        var all = cells(text, separator);
        if (all.isEmpty() || all.getFirst().size() > MOST_COLUMNS || text.indexOf('\0') >= 0) {
            throw new Unreadable("This is no table with headings.");
        }
        return new Table(all.getFirst().stream().map(Harvest::plain).toList(), List.copyOf(all.subList(1, all.size())));
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString()
                    .replaceFirst("^\\uFEFF", "");
        } catch (CharacterCodingException other) {
            return new String(body, Charset.forName("windows-1252"));
        }
    }

    private static List<List<String>> cells(String text, char separator) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (quoted && letter == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && letter == separator) {
                row.add(taken(cell));
            } else if (!quoted && letter == '\n') {
                row.add(taken(cell));
                end(rows, row);
            } else {
                cell.append(letter);
            }
        }
        row.add(taken(cell));
        end(rows, row);
        return rows;
    }

    private static String taken(StringBuilder cell) {
        var text = cell.toString().strip();
        cell.setLength(0);
        return text;
    }

    private static void end(List<List<String>> rows, List<String> row) {
        if (row.stream().anyMatch(it -> !it.isEmpty())) {
            rows.add(List.copyOf(row));
        }
        row.clear();
    }

    /** {@code moment}: of rows without a time. */
    static void read(byte[] body, Connector.Settings settings, Instant moment, Harvest into) throws Unreadable {
        var table = parse(body);
        var places = new EnumMap<Role, Integer>(Role.class);
        var values = new ArrayList<Column>();
        for (var column : settings.columns()) {
            int at = table.headings.indexOf(column.heading());
            if (at < 0) {
                throw new Unreadable("There is no column \"%s\" any more.".formatted(column.heading()));
            }
            places.put(column.role(), at);
            if (column.role() == Role.VALUE) {
                values.add(column);
            }
        }
        for (var row : table.rows) {
            into.row();
            new Row(row, places, settings).read(table.headings, values, moment, into);
        }
    }

    private record Row(List<String> cells, Map<Role, Integer> places, Connector.Settings settings) {

        private void read(List<String> headings, List<Column> values, Instant moment, Harvest into) {
            var text = String.join("; ", cells);
            var time = time(moment);
            if (time == null) {
                into.refuse(Why.NO_TIME, text);
                return;
            }
            var station = station();
            if (!settings.only().isEmpty() && settings.only().stream().noneMatch(station.name()::equalsIgnoreCase)) {
                return;
            }
            for (var value : values) {
                var cell = cell(headings.indexOf(value.heading()));
                into.add(
                        new Sample(
                                station,
                                Quantities.named(value.quantity(), value.unit()),
                                time,
                                cell.isEmpty() ? Double.NaN : Numbers.read(cell)),
                        text);
            }
        }

        private @Nullable Instant time(Instant moment) {
            if (!places.containsKey(Role.TIME) && !places.containsKey(Role.DATE)) {
                return moment;
            }
            var text = places.containsKey(Role.TIME) ? cell(Role.TIME) : cell(Role.DATE) + " " + cell(Role.CLOCK);
            return Times.read(text.strip(), ZoneId.of(settings.zone())).orElse(null);
        }

        private Station station() {
            var fixed = settings.place();
            var name = places.containsKey(Role.STATION) || fixed == null ? cell(Role.STATION) : fixed.name();
            var point = POINT.matcher(cell(Role.POINT));
            if (point.matches()) {
                return new Station(name, name, degrees(point.group(2)), degrees(point.group(1)));
            }
            var lat = degrees(cell(Role.LATITUDE));
            return lat == null && fixed != null
                    ? new Station(name, name, fixed.lat(), fixed.lon())
                    : new Station(name, name, lat, degrees(cell(Role.LONGITUDE)));
        }

        private static @Nullable Double degrees(String cell) {
            double degrees = Numbers.read(cell);
            return Double.isNaN(degrees) ? null : degrees;
        }

        private String cell(Role role) {
            return cell(places.getOrDefault(role, -1));
        }

        private String cell(int at) {
            return at < 0 || at >= cells.size() ? "" : cells.get(at);
        }
    }
}
