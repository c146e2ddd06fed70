package org.allmende.services;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.platform.database.Tenancy;
import org.allmende.services.form.Text;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who offers which service with which parameters. A change is written in a transaction that acts for the tenant it is about, so
 * whoever calls has checked the permission.
 */
@Component
public class Adoptions {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> PARAMETERS = new TypeReference<>() {};

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;
    private final Set<String> tried = ConcurrentHashMap.newKeySet();

    Adoptions(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    public List<Adoption> list() {
        return db.sql("select * from services.adoption order by tenant, package")
                .query(Adoptions::toAdoption)
                .list();
    }

    public Optional<Adoption> find(String tenant, String service) {
        return db.sql("select * from services.adoption where tenant = :tenant and package = :package")
                .param("tenant", tenant)
                .param("package", service)
                .query(Adoptions::toAdoption)
                .optional();
    }

    /**
     * The tenant offers this version with these parameters from now on; blank ones take the package's default.
     *
     * @param land whose law holds for the tenant
     * @throws AdoptionRefused when the law does not hold there, a parameter does not fit, or a sample applicant fares ill
     */
    public void adopt(String tenant, ServicePackage service, Land land, Map<String, String> parameters) {
        var fitting = check(service, land, parameters);
        tenancy.run(
                tenant,
                () -> db.sql("""
                        insert into services.adoption (tenant, package, version, parameters, since)
                        values (:tenant, :package, :version, :parameters::jsonb, :now)
                        on conflict (tenant, package) do update
                           set version = excluded.version, parameters = excluded.parameters, active = true,
                               since = case when adoption.active then adoption.since else excluded.since end
                        """)
                        .param("tenant", tenant)
                        .param("package", service.name())
                        .param("version", service.version().toString())
                        .param("parameters", JSON.writeValueAsString(fitting))
                        .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                        .update());
    }

    /** Why {@link #adopt} would refuse this; so that whoever adopts many at once leaves it out. */
    public Optional<AdoptionRefused> findRefusal(ServicePackage service, Land land, Map<String, String> parameters) {
        try {
            check(service, land, parameters);
            return Optional.empty();
        } catch (AdoptionRefused refused) {
            return Optional.of(refused);
        }
    }

    /** Once per process: they bring their own parameters, so they fare alike for everybody. */
    private void trySamples(ServicePackage service) {
        if (tried.contains(service.digest())) {
            return;
        }
        for (var sample : service.samples()) {
            if (!SampleRunner.run(service, sample).isEmpty()) {
                throw new AdoptionRefused(new Text(
                        "Die Probe „%s“ geht nicht auf.".formatted(sample.name()),
                        "The sample “%s” fails.".formatted(sample.name())));
            }
        }
        tried.add(service.digest());
    }

    /** The tenant no longer offers it; cases that run go on. */
    public void end(String tenant, String service) {
        tenancy.run(
                tenant,
                () -> db.sql(
                                "update services.adoption set active = false where tenant = :tenant and package = :package")
                        .param("tenant", tenant)
                        .param("package", service)
                        .update());
    }

    /** Only what was filled in, each value fitting. */
    private Map<String, String> check(ServicePackage service, Land land, Map<String, String> parameters) {
        if (!service.holdsIn(land)) {
            throw new AdoptionRefused(new Text(
                    "Diese Leistung beruht auf Recht, das in %s nicht gilt.".formatted(land.german()),
                    "This service rests on law that does not hold in %s.".formatted(land.german())));
        }
        var misfits = new ArrayList<Parameter.Misfit>();
        var fitting = new LinkedHashMap<String, String>();
        for (var parameter : service.parameters()) {
            var value = parameters.getOrDefault(parameter.id(), "").strip();
            parameter.check(value).ifPresent(misfits::add);
            if (!value.isEmpty()) {
                fitting.put(parameter.id(), value);
            }
        }
        if (!misfits.isEmpty()) {
            throw new AdoptionRefused(misfits);
        }
        for (var id : parameters.keySet()) {
            if (service.findParameter(id).isEmpty()) {
                throw new AdoptionRefused(new Text(
                        "Den Parameter „%s“ gibt es nicht.".formatted(id),
                        "There is no parameter “%s”.".formatted(id)));
            }
        }
        trySamples(service);
        return fitting;
    }

    private static Adoption toAdoption(ResultSet row, int number) throws SQLException {
        return new Adoption(
                row.getString("tenant"),
                row.getString("package"),
                Version.parse(row.getString("version")),
                JSON.readValue(row.getString("parameters"), PARAMETERS),
                Variation.ofJson(row.getString("difference")),
                row.getBoolean("active"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
