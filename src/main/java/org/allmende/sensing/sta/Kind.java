package org.allmende.sensing.sta;

/** What a value is, so that it can be compared and written. */
enum Kind {
    TEXT,
    NUMBER,
    BOOL,
    TIME,
    /** From one moment to another, as two columns; the second may be absent. */
    INTERVAL,
    DURATION,
    JSON,
    /** A result: a number in its column, or anything else as JSON. */
    RESULT,
    GEOMETRY,
    ID,
    NULL
}
