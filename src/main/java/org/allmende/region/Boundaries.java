package org.allmende.region;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.database.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Where the municipalities lie. */
@Component
public class Boundaries {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient db;
    private final Tenancy tenancy;

    Boundaries(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    public Optional<Boundary> find(Slug tenant) {
        return db.sql("select geometry from region.boundary where tenant = :tenant")
                .param("tenant", tenant.value())
                .query((row, number) -> parse(row.getString("geometry")))
                .optional();
    }

    public Map<Slug, Boundary> list() {
        var found = new LinkedHashMap<Slug, Boundary>();
        db.sql("select tenant, geometry from region.boundary order by tenant").query(row -> {
            found.put(new Slug(row.getString("tenant")), parse(row.getString("geometry")));
        });
        return found;
    }

    public void put(Slug tenant, Boundary boundary) {
        tenancy.run(
                tenant.value(),
                () -> db.sql("""
                        insert into region.boundary (tenant, geometry) values (:tenant, :geometry::jsonb)
                        on conflict (tenant) do update set geometry = excluded.geometry
                        """)
                        .param("tenant", tenant.value())
                        .param("geometry", boundary.geoJson())
                        .update());
    }

    private static Boundary parse(String geometry) {
        return Boundary.ofGeoJson(JSON.readTree(geometry));
    }
}
