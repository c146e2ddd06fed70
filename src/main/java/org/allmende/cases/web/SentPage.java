package org.allmende.cases.web;

/**
 * An application has arrived: number and code, and how it goes on, in the end with a letter or without; {@code feedback} is
 * where to say how it was.
 */
public record SentPage(
        String number,
        String code,
        String received,
        String office,
        String due,
        String receipt,
        String status,
        String address,
        boolean mail,
        boolean letter,
        String feedback) {}
