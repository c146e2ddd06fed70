package org.allmende.platform.login;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** The passkeys of staff: with which finger, face or security key they log in without a password. */
@Component
public class Passkeys implements UserCredentialRepository {

    /** As people see it. */
    public record Passkey(String id, String label, Instant created, Instant lastUsed) {}

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Audit audit;
    private final Clock clock;

    Passkeys(JdbcClient db, Tenancy tenancy, Audit audit, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Passkey> list(UUID account) {
        return db.sql("""
                select credential_id, label, created, last_used from platform.passkey where account = :account order by created
                """)
                .param("account", account)
                .query((row, number) -> new Passkey(
                        row.getString("credential_id"),
                        row.getString("label"),
                        row.getObject("created", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** One's own only. */
    public void remove(Staff staff, String id) {
        var removed = db.sql("delete from platform.passkey where credential_id = :id and account = :account")
                .param("id", id.replace("\0", ""))
                .param("account", staff.account())
                .update();
        if (removed > 0) {
            note(staff, "account.passkey-removed");
        }
    }

    void note(Staff staff, String action) {
        tenancy.run(staff.tenant(), () -> audit.record(action, staff.account(), Map.of()));
    }

    @Override
    public void delete(Bytes credential) {
        db.sql("delete from platform.passkey where credential_id = :id")
                .param("id", credential.toBase64UrlString())
                .update();
    }

    @Override
    public void save(CredentialRecord it) {
        db.sql("""
                insert into platform.passkey
                       (credential_id, account, label, public_key, signature_count, uv_initialized, backup_eligible,
                        backup_state, transports, attestation, client_data, created, last_used)
                values (:id, :account, :label, :publicKey, :count, :verified, :eligible, :backedUp, :transports,
                        :attestation, :clientData, :now, :now)
                on conflict (credential_id) do update
                   set signature_count = :count, uv_initialized = :verified, backup_state = :backedUp, last_used = :now
                """)
                .param("id", it.getCredentialId().toBase64UrlString())
                .param("account", toAccount(it.getUserEntityUserId()))
                .param("label", it.getLabel())
                .param("publicKey", it.getPublicKey().getBytes())
                .param("count", it.getSignatureCount())
                .param("verified", it.isUvInitialized())
                .param("eligible", it.isBackupEligible())
                .param("backedUp", it.isBackupState())
                .param(
                        "transports",
                        it.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .collect(Collectors.joining(",")))
                .param("attestation", bytes(it.getAttestationObject()))
                .param("clientData", bytes(it.getAttestationClientDataJSON()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return db.sql("select * from platform.passkey where credential_id = :id")
                .param("id", credential.toBase64UrlString())
                .query(Passkeys::toRecord)
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes user) {
        return db.sql("select * from platform.passkey where account = :account")
                .param("account", toAccount(user))
                .query(Passkeys::toRecord)
                .list();
    }

    /** What authenticators know an account by: its id, which says nothing about the person. */
    static Bytes toUser(UUID account) {
        return new Bytes(ByteBuffer.allocate(16)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array());
    }

    static UUID toAccount(Bytes user) {
        var buffer = ByteBuffer.wrap(user.getBytes());
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static byte @Nullable [] bytes(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.getBytes();
    }

    private static CredentialRecord toRecord(ResultSet row, int number) throws SQLException {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("credential_id")))
                .userEntityUserId(toUser(row.getObject("account", UUID.class)))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("uv_initialized"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .transports(transports(row.getString("transports")))
                .attestationObject(toBytes(row.getBytes("attestation")))
                .attestationClientDataJSON(toBytes(row.getBytes("client_data")))
                .label(row.getString("label"))
                .created(row.getObject("created", OffsetDateTime.class).toInstant())
                .lastUsed(row.getObject("last_used", OffsetDateTime.class).toInstant())
                .build();
    }

    private static Set<AuthenticatorTransport> transports(String list) {
        return Arrays.stream(list.split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
    }

    private static @Nullable Bytes toBytes(byte @Nullable [] bytes) {
        return bytes == null ? null : new Bytes(bytes);
    }
}
