package org.allmende.measures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who of the current tenant is on duty. */
@Component
public class Rosters {

    private final JdbcClient db;
    private final Audit audit;

    Rosters(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /**
     * People in the order in which they are asked.
     *
     * @param minutes so long each has to acknowledge, before the next one is asked
     */
    public record Roster(UUID id, String name, List<UUID> people, int minutes) {}

    /** Gives the id. */
    public UUID add(String name, List<UUID> people, int minutes) {
        var id = Ids.next();
        db.sql("""
                insert into measures.roster (tenant, id, name, people, minutes)
                values (platform.tenant(), :id, :name, :people, :minutes)
                """)
                .param("id", id)
                .param("name", name)
                .param("people", people.toArray(UUID[]::new))
                .param("minutes", minutes)
                .update();
        note(id, name, people);
        return id;
    }

    /** Tasks that are open go on to the new people. */
    public void change(Roster it) {
        db.sql("""
                update measures.roster
                   set name = :name, people = :people, minutes = :minutes
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", it.id())
                .param("name", it.name())
                .param("people", it.people().toArray(UUID[]::new))
                .param("minutes", it.minutes())
                .update();
        note(it.id(), it.name(), it.people());
    }

    private void note(UUID id, String name, List<UUID> people) {
        audit.record("roster.changed", id, Map.of("name", name, "people", people.toString()));
    }

    public List<Roster> list() {
        return db.sql("""
                select *
                  from measures.roster
                 where tenant = platform.tenant()
                 order by name collate "de-x-icu", id
                """).query(Rosters::toRoster).list();
    }

    public Optional<Roster> find(UUID id) {
        return db.sql("select * from measures.roster where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(Rosters::toRoster)
                .optional();
    }

    private static Roster toRoster(ResultSet row, int number) throws SQLException {
        return new Roster(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Arrays.asList((UUID[]) row.getArray("people").getArray()),
                row.getInt("minutes"));
    }
}
