package org.allmende.cases.web;

import java.time.LocalDate;
import java.util.Arrays;

/** The days that figures are about, up to today. */
enum Span {
    MONTH(30),
    QUARTER(90),
    YEAR(365);

    private final int days;

    Span(int days) {
        this.days = days;
    }

    /** The span of so many days; the middle one for anything else. */
    static Span of(String days) {
        return Arrays.stream(values())
                .filter(span -> span.path().equals(days))
                .findFirst()
                .orElse(QUARTER);
    }

    String path() {
        return String.valueOf(days);
    }

    LocalDate from(LocalDate today) {
        return today.minusDays(days - 1L);
    }
}
