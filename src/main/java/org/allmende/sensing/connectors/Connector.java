package org.allmende.sensing.connectors;

import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.allmende.sensing.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's data that a tenant fetches, and how it went last.
 *
 * @param failures attempts that failed, one after the other
 * @param tag validator of the last answer that was stored (ETag); {@code modified} the same as a date
 * @param report of the last answer that was read; of a line, of what it has brought since it stands
 * @param secret for its server, locked
 */
public record Connector(
        String tenant,
        UUID id,
        Draft it,
        boolean active,
        Instant nextRun,
        int failures,
        @Nullable String tag,
        @Nullable String modified,
        @Nullable Instant lastTry,
        @Nullable Instant lastSuccess,
        @Nullable Problem problem,
        @Nullable String detail,
        @Nullable Report report,
        @Nullable String secret) {

    /** What staff say of it. {@code every}: a minute or more. */
    public record Draft(String name, Kind kind, URI url, Settings settings, Duration every, Visibility visibility) {}

    /** Whose format it is. */
    public enum Kind {
        /** Gauges of the federal waterways, REST API 2.0. */
        PEGELONLINE,
        /** Observations of the Deutscher Wetterdienst, one file for each station (POI). */
        DWD,
        /** Free parking spaces as JSON, in the shapes that German cities publish. */
        PARKING,
        /** Free parking spaces as DATEX II, version 2 or 3. */
        DATEX,
        /** Any table as text. */
        CSV,
        /** Uplinks of The Things Stack v3, as its MQTT server publishes them. */
        THINGS_STACK,
        /** Uplinks of ChirpStack v4, as its MQTT broker passes them on. */
        CHIRPSTACK;

        /** Those that are no address to fetch from but a line that stands (docs/adr/0042-lorawan-lines.md). */
        public static final List<Kind> LINES = List.of(THINGS_STACK, CHIRPSTACK);

        /** Those that are fetched from. */
        public static final List<Kind> FETCHED =
                Stream.of(values()).filter(it -> !LINES.contains(it)).toList();

        public boolean isLine() {
            return LINES.contains(this);
        }

        public static Optional<Kind> ofName(String name) {
            return Stream.of(values()).filter(it -> it.name().equals(name)).findFirst();
        }
    }

    /**
     * What to read.
     *
     * @param only of these stations; empty for all
     * @param place of what says itself neither name nor place
     * @param columns of a table, by their headings
     * @param zone of times that say none; {@code UTC} or {@code Europe/Berlin}
     * @param describedAt where names and places are, if not with the values (DATEX II)
     * @param network of a line
     */
    public record Settings(
            List<String> only,
            @Nullable Place place,
            List<Column> columns,
            String zone,
            @Nullable URI describedAt,
            @Nullable Network network) {

        public static final Settings NONE = new Settings(List.of(), null, List.of(), "Europe/Berlin", null, null);
    }

    /**
     * Of a network server.
     *
     * @param user log-in name, null to come in without one
     * @param application whose devices, as topics have it; null for all that the log-in may hear
     */
    public record Network(@Nullable String user, @Nullable String application) {}

    /** A name, and degrees (WGS 84) if they are known. */
    public record Place(
            String name, @Nullable Double lat, @Nullable Double lon) {}

    /**
     * What a column of a table is.
     *
     * @param quantity name of what a value is; empty for others
     */
    public record Column(String heading, Role role, String quantity, String unit) {

        public enum Role {
            STATION,
            TIME,
            DATE,
            CLOCK,
            LATITUDE,
            LONGITUDE,
            /** {@code POINT (9.2 48.5)}. */
            POINT,
            VALUE
        }
    }

    /** Why an attempt failed. */
    public enum Problem {
        /** Nobody answered, or too slowly. */
        SILENT,
        /** The server's certificate is of nobody whom we know, of another host, or out of date. */
        CERTIFICATE,
        /** The answer was a refusal. */
        STATUS,
        /** The answer leads elsewhere. */
        MOVED,
        TOO_LARGE,
        CLOSED_NETWORK,
        /** The answer is not of this format. */
        UNREADABLE,
        /** There is nothing in it. */
        EMPTY,
        /** There is something in it, but not one row could be used. */
        NOTHING_USABLE,
        /** It came, and could not be stored. */
        NOT_STORED,
        /** The server does not know this user with this secret. */
        LOG_IN,
        /** The user may not hear of uplinks. */
        NO_TOPIC,
        /** The line stood and broke. */
        BROKEN;

        /** What kept a connection from coming about. */
        static Problem ofConnecting(Throwable failed) {
            return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                            .limit(10)
                            .anyMatch(CertificateException.class::isInstance)
                    ? CERTIFICATE
                    : SILENT;
        }
    }

    /** What an answer had in it; {@code known}: stored before; {@code last}: when a line has brought something. */
    public record Report(
            int rows,
            int stored,
            int known,
            List<Reason> refused,
            @Nullable Instant last) {

        public int refusedRows() {
            return refused.stream().mapToInt(Reason::count).sum();
        }
    }

    /** Why rows were refused, how many, and one of them. */
    public record Reason(Harvest.Why why, int count, String example) {}
}
