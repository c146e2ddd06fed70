package org.allmende.region;

import java.util.List;
import org.allmende.platform.database.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The Ortsteile of all municipalities. */
@Component
public class Districts {

    private final JdbcClient db;
    private final Tenancy tenancy;

    Districts(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    public List<District> list() {
        return db.sql("select tenant, name, plz from region.district order by tenant, name")
                .query((row, number) ->
                        new District(new Slug(row.getString("tenant")), row.getString("name"), row.getString("plz")))
                .list();
    }

    public void put(District district) {
        tenancy.run(
                district.tenant().value(),
                () -> db.sql("""
                        insert into region.district (tenant, name, plz) values (:tenant, :name, :plz)
                        on conflict (tenant, name) do update set plz = excluded.plz
                        """)
                        .param("tenant", district.tenant().value())
                        .param("name", district.name())
                        .param("plz", district.plz())
                        .update());
    }
}
