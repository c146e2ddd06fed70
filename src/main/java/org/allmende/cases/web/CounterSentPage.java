package org.allmende.cases.web;

/**
 * What a clerk reads after sending, and prints for the citizen.
 *
 * @param code groups of the citizen's code
 * @param desk path of the case at the clerk's desk, empty when it went to another office
 * @param office that decides
 */
public record CounterSentPage(
        String number, String title, String applicant, String code, String receipt, String desk, String office) {}
