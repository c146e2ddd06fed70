package org.allmende.sensing.lorawan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.region.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The codecs in all their versions. Each tenant keeps its own and may use those of the tenant that runs the server. */
@Component
public class Codecs {

    private static final TypeReference<List<Codec.Example>> EXAMPLES = new TypeReference<>() {};

    private final JdbcClient db;
    private final Regions regions;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    Codecs(JdbcClient db, Regions regions, Clock clock) {
        this.db = db;
        this.regions = regions;
        this.clock = clock;
    }

    /** The newest version of each that the current tenant keeps. */
    public List<Codec> list() {
        return db.sql("""
                select distinct on (tenant, name) tenant, name, version, source, examples
                  from sensing.codec
                 where tenant = platform.tenant()
                 order by tenant, name, version desc
                """).query(this::toCodec).list();
    }

    /** The newest of this name: the current tenant's own if it has one. */
    public Optional<Codec> find(String name) {
        return db.sql("""
                select tenant, name, version, source, examples
                  from sensing.codec
                 where name = :name and tenant in (platform.tenant(), :lead)
                 order by tenant = platform.tenant() desc, version desc
                 limit 1
                """)
                .param("name", name)
                .param("lead", regions.current().lead().slug().value())
                .query(this::toCodec)
                .optional();
    }

    /**
     * The next version of a codec of the current tenant, in its transaction. It has to give what its earlier version gave for the
     * examples, which it keeps beside its own.
     *
     * @throws Codec.Unusable if it does not, or has no example at all
     */
    public Codec save(String name, String source, List<Codec.Example> examples) {
        var before = db.sql("""
                select tenant, name, version, source, examples
                  from sensing.codec
                 where tenant = platform.tenant() and name = :name
                 order by version desc
                 limit 1
                """).param("name", name).query(this::toCodec).optional();
        var all = new ArrayList<Codec.Example>();
        for (var old : before.map(Codec::examples).orElse(List.of())) {
            var now = Codec.example(source, old.port(), old.payload());
            if (!Codec.holds(old.gives(), now.gives())) {
                throw new Codec.Unusable(
                        "%s (%d): %s, %s".formatted(old.payload(), old.port(), old.gives(), now.gives()));
            }
            all.add(old);
        }
        examples.stream()
                .filter(it -> all.stream()
                        .noneMatch(
                                old -> old.port() == it.port() && old.payload().equals(it.payload())))
                .forEach(all::add);
        return db.sql("""
                insert into sensing.codec (tenant, name, version, source, examples, created)
                values (platform.tenant(), :name, :version, :source, :examples::jsonb, :now)
                returning tenant, name, version, source, examples
                """)
                .param("name", name)
                .param("version", before.map(Codec::version).orElse(0) + 1)
                .param("source", source)
                .param("examples", json.writeValueAsString(all))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(this::toCodec)
                .single();
    }

    private Codec toCodec(ResultSet row, int number) throws SQLException {
        return new Codec(
                row.getString("tenant"),
                row.getString("name"),
                row.getInt("version"),
                row.getString("source"),
                json.readValue(row.getString("examples"), EXAMPLES));
    }
}
