package org.allmende.sensing.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.platform.html.Page;
import org.allmende.platform.outbound.Addresses;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.connectors.Connector;
import org.allmende.sensing.connectors.Connector.Column;
import org.allmende.sensing.connectors.Connector.Column.Role;
import org.allmende.sensing.connectors.Connector.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody has typed into the form of a connector, and writes a connector into it. */
@Component
class ConnectorEntry {

    static final int MOST_COLUMNS = 60;
    static final List<Integer> MINUTES = List.of(1, 5, 10, 15, 30, 60, 180, 1440);

    private static final int LONGEST = 80;
    private static final int MOST_ONLY = 100;

    private final Addresses addresses;

    ConnectorEntry(Addresses addresses) {
        this.addresses = addresses;
    }

    static String plain(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    }

    /** Nothing if there are errors; then they are added, by field. */
    Optional<Connector.Draft> read(Page page, Kind kind, Map<String, String> typed, Map<String, String> errors) {
        return kind.isLine()
                ? LineEntry.read(page, addresses, kind, typed, errors)
                : fetched(page, kind, typed, errors);
    }

    static String name(Page page, Map<String, String> typed, Map<String, String> errors) {
        var name = plain(typed.get("name"));
        if (name.isEmpty() || name.length() > LONGEST) {
            errors.put("name", page.t("sensing.connector.error.name", LONGEST));
        }
        return name;
    }

    private Optional<Connector.Draft> fetched(
            Page page, Kind kind, Map<String, String> typed, Map<String, String> errors) {
        var name = name(page, typed, errors);
        var url = address(page, "adresse", plain(typed.get("adresse")), errors);
        var described = plain(typed.get("beschreibung")).isEmpty()
                ? null
                : address(page, "beschreibung", plain(typed.get("beschreibung")), errors);
        var columns = kind == Kind.CSV ? columns(page, typed, errors) : List.<Column>of();
        var place = place(page, kind, typed, columns, errors);
        var every = MINUTES.stream()
                .filter(it -> String.valueOf(it).equals(typed.get("takt")))
                .findFirst();
        var audience = Visibility.ofKey(typed.getOrDefault("sicht", ""));
        if (every.isEmpty()) {
            errors.put("takt", page.t("sensing.connector.error.every"));
        }
        if (audience.isEmpty()) {
            errors.put("sicht", page.t("sensing.connector.error.audience"));
        }
        if (!errors.isEmpty() || url == null) {
            return Optional.empty();
        }
        var zone = "UTC".equals(typed.get("zeitzone")) ? "UTC" : "Europe/Berlin";
        return Optional.of(new Connector.Draft(
                name,
                kind,
                url,
                new Connector.Settings(only(typed.get("nur")), place, columns, zone, described, null),
                Duration.ofMinutes(every.orElseThrow()),
                audience.orElseThrow()));
    }

    /** The address alone, before the rest can be said. */
    Optional<URI> address(Page page, Map<String, String> typed, Map<String, String> errors) {
        return Optional.ofNullable(address(page, "adresse", plain(typed.get("adresse")), errors));
    }

    private @Nullable URI address(Page page, String field, String typed, Map<String, String> errors) {
        var problem = addresses.problem(typed);
        problem.ifPresent(it -> errors.put(
                field, page.t("sensing.connector.address." + it.name().toLowerCase(Locale.ROOT))));
        return problem.isPresent() ? null : URI.create(typed);
    }

    private static List<String> only(@Nullable String typed) {
        return Stream.of(plain(typed).split("[,;]"))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .limit(MOST_ONLY)
                .toList();
    }

    private static List<Column> columns(Page page, Map<String, String> typed, Map<String, String> errors) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < MOST_COLUMNS; i++) {
            var role = role(typed.getOrDefault("rolle-" + i, ""));
            if (role.isPresent()) {
                var quantity = plain(typed.get("groesse-" + i));
                if (role.get() == Role.VALUE && (quantity.isEmpty() || quantity.length() > LONGEST)) {
                    errors.put("groesse-" + i, page.t("sensing.connector.error.quantity"));
                }
                var unit = plain(typed.get("einheit-" + i));
                columns.add(new Column(
                        plain(typed.get("kopf-" + i)),
                        role.get(),
                        quantity,
                        unit.length() > 20 ? unit.substring(0, 20) : unit));
            }
        }
        if (errors.isEmpty() && columns.stream().noneMatch(it -> it.role() == Role.VALUE)) {
            errors.put(typed.containsKey("rolle-0") ? "rolle-0" : "adresse", page.t("sensing.connector.error.columns"));
        }
        return columns;
    }

    static Optional<Role> role(String name) {
        return Stream.of(Role.values()).filter(it -> it.name().equals(name)).findFirst();
    }

    /** Of what says itself neither name nor place. */
    private static Connector.@Nullable Place place(
            Page page, Kind kind, Map<String, String> typed, List<Column> columns, Map<String, String> errors) {
        boolean needed =
                kind == Kind.DWD || (kind == Kind.CSV && columns.stream().noneMatch(it -> it.role() == Role.STATION));
        var name = plain(typed.get("station"));
        if (needed && (name.isEmpty() || name.length() > LONGEST)) {
            errors.put("station", page.t("sensing.connector.error.station"));
        }
        var lat = degrees(typed.get("breite"), 90);
        var lon = degrees(typed.get("laenge"), 180);
        if (Double.isNaN(lat)) {
            errors.put("breite", page.t("sensing.connector.error.degrees"));
        }
        if (Double.isNaN(lon)) {
            errors.put("laenge", page.t("sensing.connector.error.degrees"));
        }
        boolean known = Double.isFinite(lat) && Double.isFinite(lon);
        return name.isEmpty() ? null : new Connector.Place(name, known ? lat : null, known ? lon : null);
    }

    /** Infinite if nothing was typed, NaN if it is no such number. */
    private static double degrees(@Nullable String typed, int most) {
        var plain = plain(typed).replace(',', '.');
        if (plain.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        if (!plain.matches("-?\\d{1,3}(\\.\\d{1,15})?")) {
            return Double.NaN;
        }
        double degrees = Double.parseDouble(plain);
        return Math.abs(degrees) > most ? Double.NaN : degrees;
    }

    /** As if somebody had typed it. */
    static Map<String, String> write(Connector.Draft it) {
        if (it.kind().isLine()) {
            return LineEntry.write(it);
        }
        var fields = new LinkedHashMap<String, String>();
        var settings = it.settings();
        fields.put("name", it.name());
        fields.put("adresse", it.url().toString());
        fields.put("nur", String.join(", ", settings.only()));
        fields.put("takt", String.valueOf(it.every().toMinutes()));
        fields.put("sicht", it.visibility().key());
        fields.put("zeitzone", settings.zone());
        fields.put(
                "beschreibung",
                settings.describedAt() == null ? "" : settings.describedAt().toString());
        if (settings.place() != null) {
            fields.put("station", settings.place().name());
            fields.put(
                    "breite",
                    settings.place().lat() == null
                            ? ""
                            : String.valueOf(settings.place().lat()));
            fields.put(
                    "laenge",
                    settings.place().lon() == null
                            ? ""
                            : String.valueOf(settings.place().lon()));
        }
        for (int i = 0; i < settings.columns().size(); i++) {
            var column = settings.columns().get(i);
            fields.put("kopf-" + i, column.heading());
            fields.put("rolle-" + i, column.role().name());
            fields.put("groesse-" + i, column.quantity());
            fields.put("einheit-" + i, column.unit());
        }
        return fields;
    }

    /**
     * The columns of the form: those of the table if it was read, with what was said of columns of the same heading; else those
     * that were sent.
     */
    static List<ConnectorForm.Column> columns(
            Map<String, String> typed, List<String> headings, List<List<String>> rows) {
        var said = new ArrayList<ConnectorForm.Column>();
        for (int i = 0; i < MOST_COLUMNS && typed.containsKey("kopf-" + i); i++) {
            said.add(new ConnectorForm.Column(
                    i,
                    plain(typed.get("kopf-" + i)),
                    plain(typed.get("beispiel-" + i)),
                    typed.getOrDefault("rolle-" + i, ""),
                    plain(typed.get("groesse-" + i)),
                    plain(typed.get("einheit-" + i))));
        }
        if (headings.isEmpty()) {
            return said;
        }
        var byHeading =
                said.stream().collect(Collectors.toMap(ConnectorForm.Column::heading, it -> it, (one, same) -> one));
        var columns = new ArrayList<ConnectorForm.Column>();
        for (int i = 0; i < Math.min(headings.size(), MOST_COLUMNS); i++) {
            int at = i;
            var example = rows.stream()
                    .limit(3)
                    .map(row -> at < row.size() ? row.get(at) : "")
                    .filter(it -> !it.isEmpty())
                    .map(it -> it.length() > 60 ? it.substring(0, 60) + " …" : it)
                    .collect(Collectors.joining(" · "));
            var known = byHeading.get(headings.get(i));
            columns.add(new ConnectorForm.Column(
                    i,
                    headings.get(i),
                    example,
                    known == null ? "" : known.role(),
                    known == null ? "" : known.quantity(),
                    known == null ? "" : known.unit()));
        }
        return columns;
    }
}
