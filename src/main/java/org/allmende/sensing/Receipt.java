package org.allmende.sensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.allmende.platform.login.TokenHolder;

/** How many observations of a device are stored and refused; together they are what was received from it. */
record Receipt(TokenHolder by, int stored, int refused) {

    Receipt plus(Receipt other) {
        return new Receipt(by, stored + other.stored, refused + other.refused);
    }

    /** The columns of {@code sensing.count_batch}, in its order. */
    static void fill(Connection connection, PreparedStatement statement, Collection<Receipt> all) throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf(
                        "text", all.stream().map(it -> it.by().tenant()).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "uuid", all.stream().map(it -> it.by().id()).toArray()));
        statement.setArray(
                3,
                connection.createArrayOf(
                        "text", all.stream().map(it -> Devices.nameOf(it.by())).toArray()));
        statement.setArray(
                4,
                connection.createArrayOf(
                        "int4", all.stream().map(Receipt::stored).toArray()));
        statement.setArray(
                5,
                connection.createArrayOf(
                        "int4", all.stream().map(Receipt::refused).toArray()));
    }
}
