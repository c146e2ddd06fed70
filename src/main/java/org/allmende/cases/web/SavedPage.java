package org.allmende.cases.web;

import org.allmende.platform.html.Markup;

/**
 * How to go on later or elsewhere.
 *
 * @param code as people type it
 * @param qr the address with the code, as SVG
 * @param until the day on which the draft is deleted
 */
public record SavedPage(
        String service, String code, String address, Markup qr, String until, String goOn, String leave) {}
