package org.allmende.sensing.sta;

import java.sql.SQLException;
import org.allmende.sensing.ObservationRefused;
import org.allmende.sensing.TaskRefused;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** What is wrong with a request, as an answer. */
final class Faults {

    private Faults() {}

    /** What is no fault of the sender is thrown again. */
    static Answer answer(RuntimeException failed) {
        return switch (failed) {
            case Refusal refused -> Answer.refused(refused.status(), String.valueOf(refused.getMessage()));
            case ObservationRefused refused -> Answer.refused(400, String.valueOf(refused.getMessage()));
            case TaskRefused refused -> Answer.refused(400, String.valueOf(refused.getMessage()));
            case DataIntegrityViolationException refused ->
                Answer.refused(400, "The database does not take these values.");
            case DataAccessException database -> {
                if (!isFaultOfSender(database)) {
                    throw database;
                }
                yield Answer.refused(400, "The database cannot work with these values.");
            }
            default -> throw failed;
        };
    }

    /** Classes 22 and 42 of SQLSTATE: a value that cannot be what it is compared with. */
    private static boolean isFaultOfSender(DataAccessException failed) {
        return failed.getMostSpecificCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && (cause.getSQLState().startsWith("22") || cause.getSQLState().startsWith("42"));
    }
}
