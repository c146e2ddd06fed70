package org.allmende.cases;

import java.time.Instant;
import org.allmende.services.form.Euro;

/** A clerk has set the fee of a case otherwise than its package computes it: less, or nothing, with the reason for it. */
public record FeeChange(int cents, String reason, String by, Instant at) {

    /** Whether nothing is to be paid. */
    public boolean isExemption() {
        return cents == 0;
    }

    public Euro euro() {
        return Euro.ofCents(cents);
    }
}
