package org.allmende.platform.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One act of a member of staff, with the hash of the entry before it and its own, both SHA-256 in hex. */
public record AuditEntry(
        String tenant,
        long seq,
        Instant at,
        String actor,
        String action,
        String subject,
        SortedMap<String, String> details,
        String previous,
        String hash) {

    /** What the first entry of a tenant has before it. */
    static final String NOTHING = "0".repeat(64);

    /** What was done, before it has its place in the chain. */
    record Act(Instant at, String actor, String action, String subject, SortedMap<String, String> details) {

        /** In microseconds, as PostgreSQL keeps time, and without what it cannot keep. */
        static Act of(Instant at, String actor, String action, String subject, Map<String, String> details) {
            SortedMap<String, String> clean = new TreeMap<>();
            details.forEach((name, value) -> clean.put(clean(name), clean(value)));
            return new Act(at.truncatedTo(ChronoUnit.MICROS), clean(actor), clean(action), clean(subject), clean);
        }

        AuditEntry after(String tenant, long seq, String previous) {
            return new AuditEntry(
                    tenant,
                    seq + 1,
                    at,
                    actor,
                    action,
                    subject,
                    details,
                    previous,
                    hash(tenant, seq + 1, this, previous));
        }

        private static String clean(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', ' ');
        }
    }

    /** The hash that the entry's content and place ask for. */
    String computeHash() {
        return hash(tenant, seq, new Act(at, actor, action, subject, details), previous);
    }

    private static String hash(String tenant, long seq, Act act, String previous) {
        String text = Canonical.object(new TreeMap<>(Map.of(
                "action", Canonical.string(act.action()),
                "actor", Canonical.string(act.actor()),
                "at", Canonical.string(act.at().toString()),
                "details", Canonical.strings(act.details()),
                "previous", Canonical.string(previous),
                "seq", Long.toString(seq),
                "subject", Canonical.string(act.subject()),
                "tenant", Canonical.string(tenant))));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
