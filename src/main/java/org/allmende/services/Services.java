package org.allmende.services;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.OpenPlans;
import org.allmende.region.Regions;
import org.allmende.region.Slug;
import org.allmende.region.Topic;
import org.allmende.services.form.Setting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the municipalities of the region offer, without asking the database: a snapshot, which every instance compares with the
 * revision number at most every two seconds.
 */
@Component
public class Services {

    private static final Logger log = LoggerFactory.getLogger(Services.class);
    private static final long PAUSE_MILLIS = 2_000;

    private final JdbcClient db;
    private final Packages packages;
    private final Adoptions adoptions;
    private final Regions regions;
    private final OpenPlans plans;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final AtomicLong nextCheck = new AtomicLong();
    private volatile @Nullable Known known;

    Services(
            JdbcClient db,
            Packages packages,
            Adoptions adoptions,
            Regions regions,
            OpenPlans plans,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        this.db = db;
        this.packages = packages;
        this.adoptions = adoptions;
        this.regions = regions;
        this.plans = plans;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactionManager);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setReadOnly(true);
    }

    /** Packages by name and version, adoptions by service and tenant. */
    private record Known(
            long revision,
            Map<String, Map<Version, ServicePackage>> packages,
            Map<String, Map<String, Adoption>> adoptions) {

        Optional<ServicePackage> find(String name, Version version) {
            return Optional.ofNullable(packages.getOrDefault(name, Map.of()).get(version));
        }

        Optional<Adoption> findAdoption(String tenant, String service) {
            return Optional.ofNullable(adoptions.getOrDefault(service, Map.of()).get(tenant));
        }
    }

    /**
     * What a portal offers now, by the package's name: the tenant's own services and those of its county. Nothing as long as it
     * takes no part in the online services.
     */
    public Optional<Service> find(String tenant, String service) {
        var now = current();
        return offer(now, tenant, service)
                .flatMap(adoption -> now.find(service, adoption.version())
                        .map(pack -> service(now, tenant, pack, adoption.tenant())));
    }

    private Optional<Adoption> offer(Known now, String tenant, String service) {
        if (!takesPart(tenant)) {
            return Optional.empty();
        }
        var own = now.findAdoption(tenant, service).filter(Adoption::active);
        return own.isPresent() ? own : countysOffer(now, tenant, service);
    }

    /** That of the office which decides for the whole county. */
    private Optional<Adoption> countysOffer(Known now, String tenant, String service) {
        var region = regions.current();
        var county = region.countyOf(new Slug(tenant));
        return now.adoptions().getOrDefault(service, Map.of()).values().stream()
                .filter(Adoption::active)
                .filter(adoption -> now.find(service, adoption.version())
                        .filter(pack -> pack.responsibility().isCountys())
                        .isPresent())
                .filter(adoption -> region.countyOf(new Slug(adoption.tenant())).equals(county))
                .filter(adoption -> takesPart(adoption.tenant()))
                .findFirst();
    }

    /** Another number whenever something may have changed: for whoever keeps what was made of it. */
    long stamp() {
        return current().revision();
    }

    /** All that a municipality offers, by the package's name. */
    public List<Service> list(String tenant) {
        var offered = new ArrayList<Service>();
        current().packages().keySet().forEach(name -> find(tenant, name).ifPresent(offered::add));
        return offered;
    }

    /**
     * The version with which a draft or case was begun, with the parameters that hold for the tenant now; also when the tenant
     * offers another version by now, or no longer.
     */
    public Service get(String tenant, String service, String version) {
        var now = current();
        return now.find(service, Version.parse(version))
                .map(pack -> service(
                        now,
                        tenant,
                        pack,
                        offer(now, tenant, service).map(Adoption::tenant).orElse(tenant)))
                .orElseThrow(() -> new IllegalArgumentException("No package %s %s".formatted(service, version)));
    }

    /**
     * How the portal would show it with these parameters and these words; nothing is written.
     *
     * @param parameters blank ones take the package's default
     */
    public Service preview(String tenant, ServicePackage pack, Map<String, String> parameters, Variation variation) {
        var values = new LinkedHashMap<String, String>();
        for (var parameter : pack.parameters()) {
            var typed = parameters.getOrDefault(parameter.id(), "");
            values.put(parameter.id(), typed.isBlank() ? parameter.standard().orElse("") : typed);
        }
        return new Service(
                tenant, pack, values, variation, county(pack, tenant), List::of, other -> values, day -> List.of());
    }

    private static Optional<String> county(ServicePackage pack, String offering) {
        return pack.responsibility().isCountys() ? Optional.of(offering) : Optional.empty();
    }

    /** The version that a tenant has adopted, as it was published. */
    public Optional<ServicePackage> findAdopted(String tenant, String service) {
        var now = current();
        return now.findAdoption(tenant, service)
                .filter(Adoption::active)
                .flatMap(adoption -> now.find(service, adoption.version()));
    }

    /** Every version of every package that is out, whoever offers it: their processes have to be known to the engine. */
    public List<ServicePackage> listPackages() {
        return current().packages().values().stream()
                .flatMap(versions -> versions.values().stream())
                .toList();
    }

    private Service service(Known now, String tenant, ServicePackage pack, String offering) {
        return new Service(
                tenant,
                pack,
                parameters(now, offering, pack),
                now.findAdoption(offering, pack.name()).map(Adoption::variation).orElse(Variation.NONE),
                county(pack, offering),
                () -> municipalities(now, pack),
                other -> parameters(now, other, pack),
                plans);
    }

    private static Map<String, String> parameters(Known now, String tenant, ServicePackage pack) {
        var own =
                now.findAdoption(tenant, pack.name()).map(Adoption::parameters).orElse(Map.of());
        var values = new LinkedHashMap<String, String>();
        for (var parameter : pack.parameters()) {
            values.put(
                    parameter.id(),
                    own.getOrDefault(parameter.id(), parameter.standard().orElse("")));
        }
        return values;
    }

    /** Those that offer it and have an office for it. */
    private List<Setting.Municipality> municipalities(Known now, ServicePackage pack) {
        var region = regions.current();
        var today = GermanDates.today(clock);
        return region.listOffices(pack.responsibility().office()).stream()
                .map(office -> region.get(office.tenant().value()))
                .filter(tenant ->
                        tenant.activeOn(today) && region.participates(tenant.slug(), Topic.ONLINE_SERVICES, today))
                .filter(tenant -> now.findAdoption(tenant.slug().value(), pack.name())
                        .filter(Adoption::active)
                        .isPresent())
                .map(tenant -> new Setting.Municipality(tenant.slug().value(), tenant.shortName()))
                .distinct()
                .toList();
    }

    private boolean takesPart(String tenant) {
        return regions.current().participates(new Slug(tenant), Topic.ONLINE_SERVICES, GermanDates.today(clock));
    }

    private Known current() {
        var services = known;
        if (services == null) {
            return refresh();
        }
        long now = clock.millis();
        long due = nextCheck.get();
        // whoever comes first after the pause looks; nobody waits for it
        if (now < due || !nextCheck.compareAndSet(due, now + PAUSE_MILLIS)) {
            return services;
        }
        try {
            return revision() == services.revision() ? services : refresh();
        } catch (DataAccessException e) {
            log.warn("The database does not answer; services are offered as they were known: {}", e.getMessage());
            return services;
        }
    }

    /** Reads everything now; whoever has just changed something calls it, so that the next page shows it. */
    public void reload() {
        refresh();
    }

    /** One after the other, so that what was read last is what is known. */
    private synchronized Known refresh() {
        return snapshot.execute(status -> {
            var services = read();
            nextCheck.set(clock.millis() + PAUSE_MILLIS);
            known = services;
            return services;
        });
    }

    private long revision() {
        return db.sql("select number from services.revision").query(Long.class).single();
    }

    private Known read() {
        long revision = revision();
        var byName = new LinkedHashMap<String, Map<Version, ServicePackage>>();
        packages.list()
                .forEach(pack -> byName.computeIfAbsent(pack.name(), name -> new LinkedHashMap<>())
                        .put(pack.version(), pack));
        var byService = new LinkedHashMap<String, Map<String, Adoption>>();
        adoptions
                .list()
                .forEach(adoption -> byService
                        .computeIfAbsent(adoption.service(), service -> new LinkedHashMap<>())
                        .put(adoption.tenant(), adoption));
        return new Known(revision, byName, byService);
    }
}
