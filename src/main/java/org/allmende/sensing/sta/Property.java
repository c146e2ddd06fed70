package org.allmende.sensing.sta;

/**
 * A property of an entity.
 *
 * @param sql its expression, with {@code {t}} for the table's alias
 * @param end of an interval, else empty
 * @param column where it is written, or empty if it is not written so
 * @param required when an entity is made
 */
record Property(String name, Kind kind, String sql, String end, String column, boolean required) {

    static Property text(String name, String column) {
        return new Property(name, Kind.TEXT, "{t}." + column, "", column, true);
    }

    static Property json(String name, String column, boolean required) {
        return new Property(name, Kind.JSON, "{t}." + column, "", column, required);
    }

    static Property geometry(String name, String column, boolean required) {
        return new Property(name, Kind.GEOMETRY, "{t}." + column, "", column, required);
    }

    static Property of(String name, Kind kind, String sql, String end) {
        return new Property(name, kind, sql, end, "", false);
    }

    String on(String alias) {
        return sql.replace("{t}", alias);
    }

    String endOn(String alias) {
        return end.replace("{t}", alias);
    }
}
