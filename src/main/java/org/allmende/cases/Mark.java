package org.allmende.cases;

import java.util.Locale;

/** A sign that an office puts on a case, so that it is found again; the citizen never sees it. */
public enum Mark {
    IMPORTANT,
    TALK,
    CALL;

    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
