package org.allmende.region;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.allmende.platform.database.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The offices of all tenants; written for the tenant they belong to, by whoever checked the permission. */
@Component
public class Offices {

    private final JdbcClient db;
    private final Tenancy tenancy;

    Offices(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    public List<Office> list() {
        return db.sql("select * from region.office order by tenant, name collate \"de-x-icu\", id")
                .query(Offices::toOffice)
                .list();
    }

    /** Adds the office, or changes the one of that id. */
    public void put(Office office) {
        tenancy.run(
                office.tenant().value(),
                () -> db.sql("""
                        insert into region.office (tenant, id, name, kind, contact)
                        values (:tenant, :id, :name, :kind, :contact::jsonb)
                        on conflict (tenant, id) do update
                           set name = excluded.name, kind = excluded.kind, contact = excluded.contact
                        """)
                        .param("tenant", office.tenant().value())
                        .param("id", office.id())
                        .param("name", office.name())
                        .param("kind", office.kind())
                        .param("contact", office.contact().json())
                        .update());
    }

    private static Office toOffice(ResultSet row, int number) throws SQLException {
        return new Office(
                new Slug(row.getString("tenant")),
                row.getString("id"),
                row.getString("name"),
                row.getString("kind"),
                Contact.ofJson(row.getString("contact")));
    }
}
