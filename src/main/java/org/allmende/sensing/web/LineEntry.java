package org.allmende.sensing.web;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.html.Page;
import org.allmende.platform.outbound.Addresses;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.connectors.Connector;
import org.allmende.sensing.connectors.Connector.Kind;
import org.jspecify.annotations.Nullable;

/** The part of the form that says where the line to a network server leads. */
final class LineEntry {

    static final int LONGEST_SECRET = 1_000;

    private static final int LONGEST = 200;
    private static final int HIGHEST_PORT = 65_535;
    private static final String ENCRYPTED = "8883";

    private LineEntry() {}

    static Map<String, String> fresh() {
        return Map.of("port", ENCRYPTED, "sicher", "true");
    }

    static Optional<Connector.Draft> read(
            Page page, Addresses addresses, Kind kind, Map<String, String> typed, Map<String, String> errors) {
        var name = ConnectorEntry.name(page, typed, errors);
        var url = url(page, addresses, typed, errors);
        var user = text(typed.get("benutzer"));
        if (user != null && user.length() > LONGEST) {
            errors.put("benutzer", page.t("sensing.connector.error.long", LONGEST));
        }
        if (typed.getOrDefault("geheimnis", "").length() > LONGEST_SECRET) {
            errors.put("geheimnis", page.t("sensing.connector.error.long", LONGEST_SECRET));
        } else if (user == null && !typed.getOrDefault("geheimnis", "").isEmpty()) {
            errors.put("benutzer", page.t("sensing.connector.error.user"));
        }
        var application = text(typed.get("anwendung"));
        // it becomes a part of a topic
        if (application != null && !application.matches("[A-Za-z0-9@._-]{1,100}")) {
            errors.put("anwendung", page.t("sensing.connector.error.application"));
        }
        if (!errors.isEmpty() || url == null) {
            return Optional.empty();
        }
        var settings = new Connector.Settings(
                List.of(), null, List.of(), "UTC", null, new Connector.Network(user, application));
        return Optional.of(new Connector.Draft(name, kind, url, settings, Duration.ofMinutes(1), Visibility.TENANT));
    }

    private static @Nullable String text(@Nullable String typed) {
        var plain = ConnectorEntry.plain(typed);
        return plain.isEmpty() ? null : plain;
    }

    /** The same guard as for what is fetched: encrypted outside the demo, and into no closed network. */
    private static @Nullable URI url(
            Page page, Addresses addresses, Map<String, String> typed, Map<String, String> errors) {
        var port = ConnectorEntry.plain(typed.get("port"));
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > HIGHEST_PORT) {
            errors.put("port", page.t("sensing.connector.error.port"));
            return null;
        }
        var host = ConnectorEntry.plain(typed.get("rechner")).toLowerCase(Locale.ROOT);
        boolean encrypted = "true".equals(typed.get("sicher"));
        var problem = host.matches("[a-z0-9.:\\[\\]-]{1,250}")
                ? addresses.problem((encrypted ? "https://" : "http://") + host + ":" + port)
                : Optional.of(Addresses.Problem.NONE_SUCH);
        problem.ifPresent(it -> {
            switch (it) {
                case NONE_SUCH -> errors.put("rechner", page.t("sensing.connector.error.host"));
                case NOT_HTTPS -> errors.put("sicher", page.t("sensing.connector.error.plain"));
                case CLOSED -> errors.put("rechner", page.t("sensing.connector.address.closed"));
            }
        });
        return problem.isPresent() ? null : URI.create((encrypted ? "mqtts://" : "mqtt://") + host + ":" + port);
    }

    static Map<String, String> write(Connector.Draft it) {
        var fields = new LinkedHashMap<String, String>();
        var network = it.settings().network();
        fields.put("name", it.name());
        fields.put("rechner", it.url().getHost());
        fields.put("port", String.valueOf(it.url().getPort()));
        fields.put("sicher", String.valueOf(it.url().getScheme().equals("mqtts")));
        fields.put("benutzer", network == null || network.user() == null ? "" : network.user());
        fields.put("anwendung", network == null || network.application() == null ? "" : network.application());
        return fields;
    }
}
