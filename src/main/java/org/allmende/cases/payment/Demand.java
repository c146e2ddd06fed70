package org.allmende.cases.payment;

import java.time.LocalDate;
import java.util.UUID;
import org.allmende.cases.CaseNumber;
import org.allmende.services.form.Euro;
import org.jspecify.annotations.Nullable;

/**
 * What somebody owes for a decided case (Forderung), and how much of it has come.
 *
 * @param payer the applicant's name
 * @param cents the amount of the notice; {@code paid} what has come, less what went back
 * @param reminded when they were reminded last
 */
public record Demand(
        UUID caseId,
        CaseNumber number,
        String payer,
        String title,
        int cents,
        int paid,
        LocalDate due,
        int reminders,
        @Nullable LocalDate reminded) {

    public enum State {
        /** Nothing has come. */
        OPEN,
        /** Some of it has come. */
        PARTLY,
        PAID,
        /** More has come than was owed. */
        OVERPAID
    }

    public State state() {
        if (paid > cents) {
            return State.OVERPAID;
        }
        if (paid == cents) {
            return State.PAID;
        }
        return paid > 0 ? State.PARTLY : State.OPEN;
    }

    /** In cents, nothing when it is settled. */
    public int left() {
        return Math.max(0, cents - paid);
    }

    public Euro leftEuro() {
        return Euro.ofCents(left());
    }

    public boolean isOverdueOn(LocalDate day) {
        return left() > 0 && due.isBefore(day);
    }
}
