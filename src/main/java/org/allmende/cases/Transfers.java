package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.deadlines.ApplicationDay;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which cases of the current tenant are handed on to others, and which have come from others. */
@Component
public class Transfers {

    private final JdbcClient db;
    private final Clock clock;

    Transfers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(Transfer it) {
        db.sql("""
                insert into cases.transfer (tenant, id, case_id, to_tenant, to_office, to_name, reason, law, asked, asked_by)
                values (platform.tenant(), :id, :caseId, :toTenant, :toOffice, :toName, :reason, :law, :asked, :askedBy)
                """)
                .param("id", it.id())
                .param("caseId", it.caseId())
                .param("toTenant", it.to().tenant())
                .param("toOffice", it.to().office())
                .param("toName", it.to().name())
                .param("reason", it.reason())
                .param("law", it.law())
                .param("asked", Cases.utc(it.asked()))
                .param("askedBy", it.askedBy())
                .update();
    }

    void answer(UUID id, boolean agreed) {
        db.sql("""
                update cases.transfer
                   set agreed = :agreed, answered = :now
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("agreed", agreed)
                .param("now", Cases.utc(clock.instant()))
                .update();
    }

    void withdraw(UUID id) {
        db.sql("update cases.transfer set withdrawn = :now where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .param("now", Cases.utc(clock.instant()))
                .update();
    }

    void setHanded(UUID id, Transfer.Handed handed) {
        db.sql("""
                update cases.transfer
                   set to_case = :toCase, to_number = :toNumber
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("toCase", handed.caseId())
                .param("toNumber", handed.number().toString())
                .update();
    }

    /** The oldest first. */
    public List<Transfer> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.transfer
                 where tenant = platform.tenant() and case_id = :caseId
                 order by asked, id
                """).param("caseId", caseId).query(Transfers::toTransfer).list();
    }

    /** The one about which the applicant is asked; there is one at a time. */
    public Optional<Transfer> findOpen(UUID caseId) {
        return list(caseId).stream().filter(Transfer::isOpen).findFirst();
    }

    /** The one by which the case has left. */
    public Optional<Transfer> findHanded(UUID caseId) {
        return list(caseId).stream().filter(one -> one.handed() != null).findFirst();
    }

    void addArrival(Arrival it) {
        db.sql("""
                insert into cases.arrival (tenant, case_id, from_tenant, from_name, from_number, received, reason, law,
                                           counts_first, counts_law)
                values (platform.tenant(), :caseId, :fromTenant, :fromName, :fromNumber, :received, :reason, :law,
                        :countsFirst, :countsLaw)
                """)
                .param("caseId", it.caseId())
                .param("fromTenant", it.fromTenant())
                .param("fromName", it.fromName())
                .param("fromNumber", it.fromNumber().toString())
                .param("received", Cases.utc(it.received()))
                .param("reason", it.reason())
                .param("law", it.law())
                .param("countsFirst", it.day().first())
                .param("countsLaw", it.day().law())
                .update();
    }

    /** Where this case came from; empty for one that was sent here. */
    public Optional<Arrival> findArrival(UUID caseId) {
        return db.sql("select * from cases.arrival where tenant = platform.tenant() and case_id = :caseId")
                .param("caseId", caseId)
                .query(Transfers::toArrival)
                .optional();
    }

    private static Transfer toTransfer(ResultSet row, int number) throws SQLException {
        var toCase = row.getObject("to_case", UUID.class);
        return new Transfer(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                new Transfer.Target(row.getString("to_tenant"), row.getString("to_office"), row.getString("to_name")),
                row.getString("reason"),
                row.getString("law"),
                Objects.requireNonNull(Cases.instant(row, "asked")),
                row.getString("asked_by"),
                row.getObject("agreed", Boolean.class),
                Cases.instant(row, "answered"),
                Cases.instant(row, "withdrawn"),
                toCase == null ? null : new Transfer.Handed(toCase, number(row, "to_number")));
    }

    private static Arrival toArrival(ResultSet row, int number) throws SQLException {
        return new Arrival(
                row.getObject("case_id", UUID.class),
                row.getString("from_tenant"),
                row.getString("from_name"),
                number(row, "from_number"),
                Objects.requireNonNull(Cases.instant(row, "received")),
                row.getString("reason"),
                row.getString("law"),
                new ApplicationDay(row.getBoolean("counts_first"), row.getString("counts_law")));
    }

    private static CaseNumber number(ResultSet row, String column) throws SQLException {
        return CaseNumber.parse(row.getString(column)).orElseThrow();
    }
}
