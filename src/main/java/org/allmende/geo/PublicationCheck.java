package org.allmende.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.allmende.geo.PublicationLog.Look;
import org.allmende.geo.PublicationLog.Result;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.time.GermanDates;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Fetches every plan that is laid open once an hour, page and file, the way a citizen does: under the public address, without a log-in.
 */
@Component
public class PublicationCheck {

    private static final Duration PAUSE = Duration.ofMinutes(5);

    /** So that, with the pause, no hour goes without a look. */
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(54);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Plans plans;
    private final PublicationLog log;
    private final Tenancy tenancy;
    private final Configuration configuration;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    PublicationCheck(Plans plans, PublicationLog log, Tenancy tenancy, Configuration configuration, Clock clock) {
        this.plans = plans;
        this.log = log;
        this.tenancy = tenancy;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Finds the municipalities with released plans; which of these are laid open is counted from their days. */
    @Component
    static class Work {

        @Bean
        DueWork checkPublications(PublicationCheck check) {
            return DueWork.of(
                    "publication check",
                    PAUSE,
                    "select distinct tenant from geo.plan where state = 'RELEASED'",
                    check::run);
        }
    }

    /** Looks at each plan of the tenant that is laid open today and was not looked at within the hour. */
    public void run(String tenant) {
        var today = GermanDates.today(clock);
        var before = clock.instant().minus(AT_MOST_EVERY);
        var due = tenancy.as(
                tenant,
                () -> plans.list().stream()
                        .filter(plan -> plan.state() == Plan.State.RELEASED && plan.laidOpenOn(today))
                        .filter(plan -> log.last(plan.id())
                                .filter(last -> last.look().at().isAfter(before))
                                .isEmpty())
                        .toList());
        for (var plan : due) {
            var sha256 = tenancy.as(tenant, () -> plans.sha256(plan.id()));
            var looks = List.of(look(plan.path(), ""), look(plan.path() + "/original", sha256));
            tenancy.run(tenant, () -> looks.forEach(look -> log.add(plan.id(), look)));
        }
    }

    /** @param expected hash of what has to come; empty for anything */
    private Look look(String path, String expected) {
        var address = configuration.publicUrl().resolve(path);
        var at = clock.instant();
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
            var sha256 = sha256(answer.body());
            var result = answer.statusCode() != 200
                    ? Result.REFUSED
                    : expected.isEmpty() || expected.equals(sha256) ? Result.READABLE : Result.CHANGED;
            return new Look(at, address.toString(), result, answer.statusCode(), sha256);
        } catch (IOException nothing) {
            return new Look(at, address.toString(), Result.NO_ANSWER, 0, "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Look(at, address.toString(), Result.NO_ANSWER, 0, "");
        }
    }

    private static String sha256(InputStream body) throws IOException {
        try (var counted = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"))) {
            counted.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(counted.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
