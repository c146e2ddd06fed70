package org.allmende.geo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.Ids;
import org.allmende.region.Boundaries;
import org.allmende.region.Regions;
import org.allmende.region.Slug;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The addresses that county and municipalities have brought, and the {@link AddressIndex} of them all, which every instance compares with
 * what is kept at most every second. Where both have brought a street, that of the municipality counts.
 */
@Component
public class AddressBook {

    private static final Logger LOG = LoggerFactory.getLogger(AddressBook.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PAUSE_MILLIS = 1_000;
    /** Boundaries are generalised, and towns have houses beyond them. */
    private static final double MARGIN_METRES = 3_000;

    private static final Envelope GERMANY = new Envelope(200_000, 1_000_000, 5_200_000, 6_150_000);
    private static final GeometryFactory POINTS = new GeometryFactory();

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Audit audit;
    private final Regions regions;
    private final Boundaries boundaries;
    private final Clock clock;
    private final AtomicLong nextCheck = new AtomicLong();
    private volatile @Nullable Known known;

    AddressBook(JdbcClient db, Tenancy tenancy, Audit audit, Regions regions, Boundaries boundaries, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.audit = audit;
        this.regions = regions;
        this.boundaries = boundaries;
        this.clock = clock;
    }

    private record Known(String stamp, AddressIndex index) {}

    private record Area(Slug tenant, PreparedGeometry area) {}

    /** What a tenant has brought. */
    public record Kept(String file, boolean invented, int addresses, Instant imported, AddressFile.Report report) {}

    public Optional<Kept> find(String tenant) {
        return db.sql(
                        "select file_name, invented, addresses, report, imported from geo.address_set where tenant = :tenant")
                .param("tenant", tenant)
                .query((row, number) -> new Kept(
                        row.getString("file_name"),
                        row.getBoolean("invented"),
                        row.getInt("addresses"),
                        row.getObject("imported", OffsetDateTime.class).toInstant(),
                        JSON.readValue(row.getString("report"), AddressFile.Report.class)))
                .optional();
    }

    /**
     * Reads a file and puts its addresses in the place of those that the tenant had, all at once. What does not lie where the tenant does
     * is left out.
     *
     * @param invented whether they are made up for a demonstration
     * @throws AddressFile.Refused when there is nothing in it to keep; then nothing changes
     */
    public Kept replace(String tenant, String name, boolean invented, InputStream file) throws IOException {
        var read = AddressFile.read(file, areaOf(tenant));
        if (read.addresses() == 0) {
            throw new AddressFile.Refused("none", read.report());
        }
        var id = Ids.next();
        tenancy.run(tenant, () -> {
            db.sql("""
                    insert into geo.address_set (tenant, id, file_name, invented, addresses, report, imported, bytes)
                    values (:tenant, :id, :name, :invented, :addresses, :report::jsonb, :imported, :bytes)
                    on conflict (tenant) do update
                       set id = excluded.id, file_name = excluded.file_name, invented = excluded.invented,
                           addresses = excluded.addresses, report = excluded.report, imported = excluded.imported,
                           bytes = excluded.bytes
                    """)
                    .param("tenant", tenant)
                    .param("id", id)
                    .param("name", name)
                    .param("invented", invented)
                    .param("addresses", read.addresses())
                    .param("report", JSON.writeValueAsString(read.report()).replace("\\u0000", ""))
                    .param("imported", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .param("bytes", PackedStreets.pack(read.streets()))
                    .update();
            audit.record("addresses.replaced", id, Map.of("file", name, "addresses", String.valueOf(read.addresses())));
        });
        nextCheck.set(0);
        return find(tenant).orElseThrow();
    }

    /** False when there are none. */
    public boolean remove(String tenant) {
        boolean removed = tenancy.as(tenant, () -> {
            var id = db.sql("delete from geo.address_set where tenant = :tenant returning id")
                    .param("tenant", tenant)
                    .query(UUID.class)
                    .optional();
            id.ifPresent(one -> audit.record("addresses.removed", one, Map.of()));
            return id.isPresent();
        });
        nextCheck.set(0);
        return removed;
    }

    /** As it was known a second ago at the latest. */
    public AddressIndex current() {
        var now = known;
        long millis = clock.millis();
        long due = nextCheck.get();
        // whoever comes first after the pause looks; nobody waits for it
        if (now != null && (millis < due || !nextCheck.compareAndSet(due, millis + PAUSE_MILLIS))) {
            return now.index();
        }
        try {
            return now != null && now.stamp().equals(stamp()) ? now.index() : refresh();
        } catch (DataAccessException e) {
            if (now == null) {
                throw e;
            }
            LOG.warn("The database does not answer; addresses are served as they were known: {}", e.getMessage());
            return now.index();
        }
    }

    private synchronized AddressIndex refresh() {
        var before = known;
        var stamp = stamp();
        if (before != null && before.stamp().equals(stamp)) {
            return before.index();
        }
        var index = read();
        known = new Known(stamp, index);
        return index;
    }

    private String stamp() {
        return regions.current().revision()
                + db.sql("select coalesce(string_agg(id::text, ',' order by id), '') from geo.address_set")
                        .query(String.class)
                        .single();
    }

    private AddressIndex read() {
        var areas = boundaries.list().entrySet().stream()
                .map(one -> new Area(one.getKey(), PreparedGeometryFactory.prepare(Atlases.area(one.getValue()))))
                .toList();
        record Set(String tenant, boolean invented, List<Street> streets) {}
        var sets = db.sql("select tenant, invented, bytes from geo.address_set")
                .query((row, number) -> new Set(
                        row.getString("tenant"),
                        row.getBoolean("invented"),
                        PackedStreets.unpack(row.getBytes("bytes"))))
                .list();
        var placed = new ArrayList<AddressIndex.Placed>();
        var seen = new HashSet<String>();
        sets.stream()
                .sorted(Comparator.comparing((Set set) -> !hasBoundary(areas, set.tenant()))
                        .thenComparing(Set::tenant))
                .forEach(set -> {
                    for (var street : set.streets()) {
                        var tenant = tenantOf(street, areas);
                        if (seen.add(String.join("|", tenant, street.name(), street.plz(), street.district()))) {
                            var town = regions.current()
                                    .find(tenant)
                                    .map(one -> one.shortName())
                                    .orElse("");
                            placed.add(new AddressIndex.Placed(street, tenant, town, set.invented()));
                        }
                    }
                });
        return new AddressIndex(placed);
    }

    private static boolean hasBoundary(List<Area> areas, String tenant) {
        return areas.stream().anyMatch(area -> area.tenant().value().equals(tenant));
    }

    private static String tenantOf(Street street, List<Area> areas) {
        var middle = street.houses().get(street.houses().size() / 2);
        var point = POINTS.createPoint(new Coordinate(middle.east() / 100.0, middle.north() / 100.0));
        return areas.stream()
                .filter(one -> one.area().getGeometry().getEnvelopeInternal().contains(point.getCoordinate())
                        && one.area().intersects(point))
                .map(one -> one.tenant().value())
                .findFirst()
                .orElse("");
    }

    /** That of a municipality, or of all of the region for a county; in EPSG:25832. */
    private Envelope areaOf(String tenant) {
        var own = boundaries.find(new Slug(tenant)).map(Atlases::area);
        var box = new Envelope();
        own.ifPresentOrElse(
                area -> box.expandToInclude(area.getEnvelopeInternal()),
                () -> boundaries
                        .list()
                        .values()
                        .forEach(one -> box.expandToInclude(Atlases.area(one).getEnvelopeInternal())));
        box.expandBy(MARGIN_METRES);
        return box.isNull() ? GERMANY : box;
    }
}
