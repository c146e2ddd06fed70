package org.allmende.cases.web;

/**
 * How to go on later or elsewhere.
 *
 * @param code as people type it
 * @param qr the address with the code, as SVG
 * @param until the day on which the draft is deleted
 */
public record SavedPage(
        String service, String code, String address, String qr, String until, String goOn, String leave) {}
