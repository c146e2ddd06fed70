package org.allmende.sensing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sums of hours and German days, so that a year is read without reading its observations. Acts for the datastream's tenant, so
 * whoever reads asks {@link Datastream#isShownTo} first. What has no observations is left out.
 */
@Component
public class RollUps {

    private final JdbcClient db;
    private final Tenancy tenancy;

    RollUps(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    /** The hours that begin from the first moment to just before the second, the oldest first. */
    public List<RollUp> hours(Datastream of, Instant from, Instant to) {
        return tenancy.as(
                of.tenant(),
                () -> db.sql("""
                        select start, count, low, high, total
                          from sensing.hour
                         where datastream = :datastream and start >= :from and start < :to
                         order by start
                        """)
                        .param("datastream", of.id())
                        .param("from", from.atOffset(ZoneOffset.UTC))
                        .param("to", to.atOffset(ZoneOffset.UTC))
                        .query((row, number) -> toRollUp(
                                row,
                                row.getObject("start", OffsetDateTime.class).toInstant()))
                        .list());
    }

    /** The days from the first to just before the second, the oldest first. */
    public List<RollUp> days(Datastream of, LocalDate from, LocalDate to) {
        return tenancy.as(
                of.tenant(),
                () -> db.sql("""
                        select start, count, low, high, total
                          from sensing.day
                         where datastream = :datastream and start >= :from and start < :to
                         order by start
                        """)
                        .param("datastream", of.id())
                        .param("from", from)
                        .param("to", to)
                        .query((row, number) -> toRollUp(
                                row,
                                row.getObject("start", LocalDate.class)
                                        .atStartOfDay(GermanDates.BERLIN)
                                        .toInstant()))
                        .list());
    }

    private static RollUp toRollUp(ResultSet row, Instant start) throws SQLException {
        return new RollUp(
                start, row.getInt("count"), row.getDouble("low"), row.getDouble("high"), row.getDouble("total"));
    }
}
