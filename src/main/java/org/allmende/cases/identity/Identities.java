package org.allmende.cases.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Secret;
import org.allmende.services.Identification;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the author of a draft prove who they are. What the identity service says is compared with the answers at once and
 * forgotten; kept is how sure it is, who said so, when, and what differs.
 */
@Component
public class Identities {

    /** So long a proof is good for sending. */
    static final Duration VALID = Duration.ofMinutes(60);

    /** So long somebody may take at the identity service. */
    static final Duration AWAITED = Duration.ofMinutes(15);

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;
    private final ObjectProvider<IdentityService> services;

    Identities(JdbcClient db, Tenancy tenancy, Clock clock, ObjectProvider<IdentityService> services) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
        this.services = services;
    }

    /** The one that is set up, before the demo's. */
    private Optional<IdentityService> service() {
        return services.orderedStream().findFirst();
    }

    /** What people call the service with which they prove who they are; empty when there is none. */
    public Optional<String> findServiceName() {
        return service().map(IdentityService::name);
    }

    /** Where the author of the draft goes to prove who they are; {@link ProofRefused} if nobody answers there. */
    public String begin(String tenant, UUID draft, Identification level) {
        var request = ProofRequest.of(tenant, draft, level);
        var address =
                service().orElseThrow(() -> new ProofRefused("not set up")).begin(request);
        tenancy.run(
                tenant,
                () -> db.sql("""
                insert into cases.identity_request (tenant, draft, state_hash, nonce, verifier, level, asked)
                values (platform.tenant(), :draft, :state, :nonce, :verifier, :level, :now)
                on conflict (tenant, draft) do update
                   set state_hash = excluded.state_hash, nonce = excluded.nonce, verifier = excluded.verifier,
                       level = excluded.level, asked = excluded.asked
                """)
                        .param("draft", draft)
                        .param("state", Secret.hash(request.state()))
                        .param("nonce", request.nonce())
                        .param("verifier", request.verifier())
                        .param("level", level.name())
                        .param("now", now())
                        .update());
        return address;
    }

    /** Compares who came back with what the form says; {@link ProofRefused} if they were not awaited, or prove nothing. */
    public void finish(String tenant, UUID draft, String state, String code, FormRun run) {
        var request = tenancy.as(tenant, () -> take(draft, state))
                .orElseThrow(() -> new ProofRefused("state is not awaited"));
        var service = service().orElseThrow(() -> new ProofRefused("not set up"));
        var proof = service.redeem(request, code);
        var claim = Claim.of(run);
        tenancy.run(
                tenant,
                () -> db.sql("""
                insert into cases.draft_identity (tenant, draft, level, service, at, differs, compared)
                values (platform.tenant(), :draft, :level, :service, :now, :differs, :compared)
                on conflict (tenant, draft) do update
                   set level = excluded.level, service = excluded.service, at = excluded.at, differs = excluded.differs,
                       compared = excluded.compared
                """)
                        .param("draft", draft)
                        .param("level", proof.level().name())
                        .param("service", service.name())
                        .param("now", now())
                        .param(
                                "differs",
                                claim.differences(proof).stream()
                                        .map(Form.Role::name)
                                        .toArray(String[]::new))
                        .param("compared", claim.hash())
                        .update());
    }

    /** Somebody has come back without anything; nobody is awaited with this state any more. */
    public void abandon(String tenant, UUID draft, String state) {
        tenancy.run(tenant, () -> take(draft, state));
    }

    private Optional<ProofRequest> take(UUID draft, String state) {
        return db.sql("""
                delete from cases.identity_request
                 where tenant = platform.tenant() and draft = :draft and state_hash = :state
                returning nonce, verifier, level, asked
                """)
                .param("draft", draft)
                .param("state", Secret.hash(state))
                .query((row, number) -> new Awaited(
                        new ProofRequest(
                                state,
                                row.getString("nonce"),
                                row.getString("verifier"),
                                Identification.valueOf(row.getString("level"))),
                        row.getObject("asked", OffsetDateTime.class).toInstant()))
                .optional()
                .filter(awaited -> awaited.asked().plus(AWAITED).isAfter(clock.instant()))
                .map(Awaited::request);
    }

    private record Awaited(ProofRequest request, Instant asked) {}

    private record Kept(Identification level, String service, Instant at, List<Form.Role> differs, String compared) {

        static Kept of(ResultSet row, int number) throws SQLException {
            return new Kept(
                    Identification.valueOf(row.getString("level")),
                    row.getString("service"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    Arrays.stream((String[]) row.getArray("differs").getArray())
                            .map(Form.Role::valueOf)
                            .toList(),
                    row.getString("compared"));
        }
    }

    /** Whether the draft of the current tenant may be sent with these answers, if that needs this level. */
    public Standing standing(UUID draft, Identification needed, FormRun run) {
        if (needed == Identification.NONE) {
            return new Standing.NotNeeded();
        }
        if (service().isEmpty()) {
            return new Standing.AtTheOffice();
        }
        return db.sql("select * from cases.draft_identity where tenant = platform.tenant() and draft = :draft")
                .param("draft", draft)
                .query(Kept::of)
                .optional()
                .map(kept -> standing(kept, needed, Claim.of(run)))
                .orElseGet(Standing.Missing::new);
    }

    private Standing standing(Kept kept, Identification needed, Claim claim) {
        var until = kept.at().plus(VALID);
        if (!until.isAfter(clock.instant())) {
            return new Standing.Expired();
        }
        if (!kept.level().covers(needed)) {
            return new Standing.TooLow(kept.level());
        }
        if (!kept.compared().equals(claim.hash())) {
            return new Standing.Changed();
        }
        return kept.differs().isEmpty()
                ? new Standing.Proven(kept.level(), kept.service(), kept.at(), until)
                : new Standing.Differs(kept.differs());
    }

    /** Forgets what was kept for a draft that has been sent. */
    public void forget(UUID draft) {
        db.sql("delete from cases.identity_request where tenant = platform.tenant() and draft = :draft")
                .param("draft", draft)
                .update();
        db.sql("delete from cases.draft_identity where tenant = platform.tenant() and draft = :draft")
                .param("draft", draft)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
