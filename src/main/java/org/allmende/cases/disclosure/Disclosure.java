package org.allmende.cases.disclosure;

import org.allmende.cases.Case;
import org.allmende.cases.handover.Handover;

/** All that is held about the applicant of a case: for machines, to read, and the files. */
public final class Disclosure {

    private final Handover handover;
    private final String json;
    private final byte[] pdf;

    Disclosure(Handover handover, String json, byte[] pdf) {
        this.handover = handover;
        this.json = json;
        this.pdf = pdf;
    }

    Case it() {
        return handover.it();
    }

    Handover handover() {
        return handover;
    }

    String json() {
        return json;
    }

    byte[] pdf() {
        return pdf.clone();
    }
}
