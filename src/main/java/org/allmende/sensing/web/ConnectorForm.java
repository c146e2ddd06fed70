package org.allmende.sensing.web;

import java.util.List;
import java.util.Map;

/**
 * The form of a connector. Public because the template reads it.
 *
 * @param action where it is sent
 * @param kind in capital letters, as the field has it; {@code heading} in words
 * @param fields what was typed
 * @param columns of a table, once its headings are known
 * @param trial what would be stored, null before anybody has asked
 */
public record ConnectorForm(
        String action,
        String kind,
        String heading,
        Map<String, String> fields,
        Map<String, String> intervals,
        Map<String, String> audiences,
        Map<String, String> roles,
        List<Column> columns,
        @org.jspecify.annotations.Nullable Trial trial,
        Map<String, String> errors) {

    public String value(String field) {
        return fields.getOrDefault(field, "");
    }

    public boolean isTable() {
        return kind.equals("CSV");
    }

    /** Whether it is a line that stands, not an address to fetch from. */
    public boolean isLine() {
        return kind.equals("THINGS_STACK") || kind.equals("CHIRPSTACK");
    }

    /** Whether the source says neither name nor place. */
    public boolean hasPlace() {
        return kind.equals("DWD") || kind.equals("CSV");
    }

    /** A column of a table with what it was said to be, and its first values. */
    public record Column(int number, String heading, String example, String role, String quantity, String unit) {}

    /**
     * What came of an attempt that stores nothing.
     *
     * @param problem why there is nothing, or empty
     */
    public record Trial(String problem, String sum, List<Value> values, List<ConnectorsPage.Refused> refused) {}

    public record Value(String station, String quantity, String value, String time) {}
}
