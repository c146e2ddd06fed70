package org.allmende.geo.wms;

/** A request makes no sense; the code is the standard's (OGC 06-042 table E.1), the message says what to do instead. */
public final class Refusal extends RuntimeException {

    private final String code;

    public Refusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** May be empty: the standard has no word for everything. */
    public String code() {
        return code;
    }
}
