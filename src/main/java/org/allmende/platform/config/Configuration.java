package org.allmende.platform.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything an operator can set, under {@code allmende.*}; each key is explained in {@code application.yaml}.
 *
 * @param publicUrl address under which people reach the server; links, QR codes and passkeys are made from it
 * @param region a pack's name, a county's name or its official five-digit key
 * @param data folder for database, documents and secrets
 * @param metricsToken opens the metrics to a collector that has no session; empty for nobody
 */
public record Configuration(
        URI publicUrl,
        String region,
        @DefaultValue("false") boolean demo,
        Path data,
        @DefaultValue Database database,
        @DefaultValue Files files,
        @DefaultValue Mail mail,
        @DefaultValue Seal seal,
        @DefaultValue Login login,
        @DefaultValue Citizen citizen,
        @DefaultValue Dashboard dashboard,
        @DefaultValue Backup backup,
        @DefaultValue Decision decision,
        @DefaultValue Handover handover,
        @DefaultValue Sensing sensing,
        @DefaultValue Geo geo,
        @DefaultValue("") String metricsToken) {

    /** Empty address: the embedded server; otherwise three log-ins on an own PostgreSQL, 15 or newer. */
    public record Database(
            @Nullable String url,
            @DefaultValue Account owner,
            @DefaultValue Account app,
            @DefaultValue Account runner,
            @DefaultValue("24") int connections) {

        public boolean embedded() {
            return url == null || url.isBlank();
        }
    }

    /** A database log-in. */
    public record Account(
            @DefaultValue("") String user, @DefaultValue("") String password) {}

    /**
     * Uploads: the largest file in bytes, the virus scanner's address ({@code host:port} or a socket's path), and the program
     * that makes a JPEG of HEIC, empty for the one on the path.
     */
    public record Files(
            @DefaultValue("10485760") long limit,
            @Nullable String clamav,
            @DefaultValue("") String heicConverter) {}

    /** Where letters leave the house; without a host they stay visible in the outbox, which only the demo allows. */
    public record Mail(
            @Nullable String host,
            @DefaultValue("587") int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("true") boolean startTls,
            @DefaultValue("noreply@allmende.example") String sender) {

        public boolean configured() {
            return host != null && !host.isBlank();
        }
    }

    /** The electronic seal: a PKCS#12 file and its password; the demo makes its own, marked as such. */
    public record Seal(
            @Nullable Path keystore, @DefaultValue("") String password) {}

    /** Log-in by an identity provider that speaks OIDC, beside password and passkey. */
    public record Login(@DefaultValue Login.Oidc oidc) {

        /** Without an issuer there is no such log-in. */
        public record Oidc(
                @Nullable URI issuer,
                @DefaultValue("") String clientId,
                @DefaultValue("") String clientSecret,
                @DefaultValue("") String label) {

            public boolean configured() {
                return issuer != null;
            }
        }
    }

    /** How citizens prove who they are: an account such as BundID, through a provider that speaks OIDC. */
    public record Citizen(@DefaultValue Citizen.Oidc oidc) {

        /**
         * Without an issuer nobody can prove it online.
         *
         * @param label what clerks and letters call it
         * @param acrSubstantial what the provider calls the level substantial of eIDAS; {@code acrHigh} its level high
         */
        public record Oidc(
                @Nullable URI issuer,
                @DefaultValue("") String clientId,
                @DefaultValue("") String clientSecret,
                @DefaultValue("BundID") String label,

                @DefaultValue("http://eidas.europa.eu/LoA/substantial")
                String acrSubstantial,

                @DefaultValue("http://eidas.europa.eu/LoA/high")
                String acrHigh) {

            public boolean configured() {
                return issuer != null;
            }
        }
    }

    /** How many browsers may listen to new measurements at once, of all and of one address of the internet. */
    public record Dashboard(
            @DefaultValue("12000") int listeners,
            @DefaultValue("1000") int listenersOfAddress) {}

    /** Whether citizens can prove online who they are; in the demo they can pretend to. */
    public boolean identifiesCitizens() {
        return demo || citizen.oidc().configured();
    }

    /** Whether messages to other software may go to addresses of the own network; never wanted on a rented server. */
    public record Handover(@DefaultValue("false") boolean privateAddresses) {}

    /**
     * Measuring.
     *
     * @param demoYear whether the demo loads a year of invented measurements
     * @param openToSuite whether everybody may change everything at {@code /sta}: only for a throw-away instance that a test
     *     suite deletes and fills
     */
    public record Sensing(
            @DefaultValue("true") boolean demoYear,
            @DefaultValue("false") boolean openToSuite,
            @DefaultValue Mqtt mqtt) {}

    /**
     * Where sensors send by MQTT: an address of this machine, its port (0: nowhere), how many may be connected at once, and the
     * addresses under which others reach it, such as {@code mqtts://sensoren.kreis.example:8883}.
     */
    public record Mqtt(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("1883") int port,
            @DefaultValue("5000") int connections,
            @DefaultValue List<String> endpoints) {}

    /** The maps. */
    public record Geo(@DefaultValue BaseMap baseMap) {}

    /**
     * What lies under the plans on maps: the pictures of a WMTS or a file of tiles; without either, the bundled boundaries alone.
     *
     * @param wmts whole address of the GetCapabilities document
     * @param layer as the document names it; {@code style} too, empty for the layer's own
     * @param pmtiles a file on this machine, PMTiles version 3
     * @param attribution whom the map has to name, as its licence wants it
     */
    public record BaseMap(
            @Nullable URI wmts,
            @DefaultValue("") String layer,
            @DefaultValue("") String style,
            @Nullable Path pmtiles,
            @DefaultValue("") String attribution) {}

    /** How long a decision can be taken back: only then is its notice made and told; zero for not at all. */
    public record Decision(@DefaultValue("10s") Duration grace) {}

    /** A backup each night, as long as there is a folder for it, and how many of them are kept. */
    public record Backup(
            @Nullable Path folder,
            @DefaultValue("02:00") LocalTime at,
            @DefaultValue("14") int keep) {

        public boolean configured() {
            return folder != null && !folder.toString().isBlank();
        }
    }
}
