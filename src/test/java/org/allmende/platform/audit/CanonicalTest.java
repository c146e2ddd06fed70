package org.allmende.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CanonicalTest {

    @Test
    void textHasTheOneFormOfRfc8785() {
        assertThat(Canonical.strings(new TreeMap<>(Map.of("ö", "\u20ac$\u000f\nA'B\"\\\\\"/", "a", ""))))
                .isEqualTo("{\"a\":\"\",\"ö\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** Whoever changes what is hashed breaks every log that was ever written. */
    @Test
    void theHashOfAnEntryNeverChanges() {
        var entry = AuditEntry.Act.of(
                        Instant.parse("2026-11-20T17:42:00.123456789Z"),
                        "Frau Müller",
                        "case.decided",
                        "4711",
                        Map.of("outcome", "granted", "amount", "14,00 €"))
                .after("gladenbach", 0, AuditEntry.NOTHING);

        assertThat(entry.hash()).isEqualTo("12dccfd720503cc6ad539b1a83fc1ca0db1e8463007e015a5a6bdca2ec9af219");
    }
}
