package org.allmende.cases.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.allmende.services.form.Euro;

/**
 * Money that came for a demand, or went back.
 *
 * @param cents below zero for what went back
 * @param booked the day on the bank statement, or on which the cash lay on the table
 * @param by who has booked it: a member of staff or a payment service
 */
public record Payment(UUID id, Kind kind, int cents, LocalDate booked, Instant at, String by, String note) {

    public enum Kind {
        TRANSFER,
        CASH,
        ONLINE,
        REFUND
    }

    public Euro euro() {
        return Euro.ofCents(cents);
    }
}
