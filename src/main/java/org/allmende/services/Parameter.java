package org.allmende.services;

import java.math.BigDecimal;
import java.util.Optional;
import org.allmende.region.OpeningHours;
import org.allmende.services.form.EmailType;
import org.allmende.services.form.Euro;
import org.allmende.services.form.PhoneType;
import org.allmende.services.form.Text;

/**
 * What each municipality fills in for itself when it adopts a service.
 *
 * @param standard what holds until it is filled in; without one it must be filled in
 * @param example what somebody might fill in; the demo does
 */
public record Parameter(
        String id, Kind kind, Text label, Text hint, Optional<String> standard, Optional<String> example) {

    private static final int LONGEST = 500;

    /** What kind of value it is. */
    public enum Kind {
        TEXT,
        MONEY,
        EMAIL,
        PHONE,
        OFFICE,
        HOURS
    }

    /** A value that does not fit, with a sentence for the person who fills it in. */
    public record Misfit(Parameter parameter, Text message) {}

    /** What is wrong with a value; empty when it fits. */
    public Optional<Misfit> check(String value) {
        if (value.isBlank()) {
            return standard.isPresent() ? Optional.empty() : misfit("Füllen Sie das Feld aus.", "Fill in this field.");
        }
        if (value.length() > LONGEST) {
            return misfit("Höchstens " + LONGEST + " Zeichen.", "No more than " + LONGEST + " characters.");
        }
        return switch (kind) {
            case TEXT -> Optional.empty();
            case MONEY ->
                Euro.parse(value) == null
                        ? misfit(
                                "Geben Sie den Betrag in Euro ein, zum Beispiel 12,50.",
                                "Enter the amount in euros, for example 12.50.")
                        : Optional.empty();
            case EMAIL ->
                EmailType.isAddress(value)
                        ? Optional.empty()
                        : misfit("Geben Sie eine E-Mail-Adresse ein.", "Enter an e-mail address.");
            case PHONE ->
                PhoneType.isNumber(value)
                        ? Optional.empty()
                        : misfit("Geben Sie eine Telefonnummer ein.", "Enter a telephone number.");
            case OFFICE ->
                value.matches("[a-z][a-z0-9-]{0,59}")
                        ? Optional.empty()
                        : misfit("Wählen Sie ein Amt aus.", "Select an office.");
            case HOURS ->
                areHours(value)
                        ? Optional.empty()
                        : misfit(
                                "Schreiben Sie die Zeiten wie „Mo–Fr 8:00–12:00, Do 14:00–18:00“.",
                                "Write the hours like “Mo–Fr 8:00–12:00, Do 14:00–18:00”.");
        };
    }

    private static boolean areHours(String value) {
        try {
            return !OpeningHours.parse(value).spans().isEmpty();
        } catch (IllegalArgumentException misspelt) {
            return false;
        }
    }

    private Optional<Misfit> misfit(String de, String en) {
        return Optional.of(new Misfit(this, new Text(de, en)));
    }

    /** As expressions see it: money is a number, everything else text. */
    Object feel(String value) {
        var amount = kind == Kind.MONEY ? Euro.parse(value) : null;
        return amount == null ? value : amount.amount();
    }

    /** As letters and pages show it. */
    public String show(String value, String language) {
        var amount = kind == Kind.MONEY ? Euro.parse(value) : null;
        return amount == null ? value : amount.in(language);
    }

    /** A value of this kind, on which expressions are tried. */
    Object sample() {
        return switch (kind) {
            case MONEY -> new BigDecimal("12.50");
            case EMAIL -> "amt@gemeinde.example";
            case PHONE -> "06462 000000";
            case OFFICE -> "standesamt";
            case HOURS -> "Mo–Fr 8:00–12:00";
            case TEXT -> example.orElse("Beispiel");
        };
    }
}
