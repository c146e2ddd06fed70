package org.allmende.region;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.platform.database.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tenants of the region, as the database has them. Everybody may read; a change is written in a transaction that
 * acts for the tenant it is about, so whoever calls {@link #add} or {@link #change} has checked the permission.
 */
@Component
public class Tenants {

    private final JdbcClient db;
    private final Tenancy tenancy;

    Tenants(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    public Tenant get(Slug slug) {
        return find(slug).orElseThrow(() -> new UnknownTenant(slug.value()));
    }

    public Optional<Tenant> find(Slug slug) {
        return db.sql("select * from region.tenant where slug = :slug")
                .param("slug", slug.value())
                .query(Tenants::toTenant)
                .optional();
    }

    /** All tenants, also those of the past, in German order of their short names. */
    public List<Tenant> list() {
        return db.sql("select * from region.tenant order by short_name collate \"de-x-icu\", slug")
                .query(Tenants::toTenant)
                .list();
    }

    /** A new tenant; its slug, key and prefix must be free. */
    public void add(Tenant tenant) {
        write("""
                insert into region.tenant (slug, kind, name, short_name, ags, ars, number_prefix, colour, plz, inhabitants,
                                           area_km2, lon, lat, county, contact, active_since, active_until)
                values (:slug, :kind, :name, :shortName, :ags, :ars, :prefix, :colour, :plz, :inhabitants,
                        :area, :lon, :lat, :county, :contact::jsonb, :since, :until)
                """, tenant);
    }

    /** Everything but the slug and the prefix of the case numbers, which stay for good. */
    public void change(Tenant tenant) {
        write("""
                update region.tenant
                   set kind = :kind, name = :name, short_name = :shortName, ags = :ags, ars = :ars, colour = :colour,
                       plz = :plz, inhabitants = :inhabitants, area_km2 = :area, lon = :lon, lat = :lat,
                       county = :county, contact = :contact::jsonb, active_since = :since, active_until = :until
                 where slug = :slug and number_prefix = :prefix
                """, tenant);
    }

    private void write(String sql, Tenant tenant) {
        var place = tenant.place();
        int rows = tenancy.as(
                tenant.slug().value(),
                () -> db.sql(sql)
                        .param("slug", tenant.slug().value())
                        .param("kind", tenant.kind().key())
                        .param("name", tenant.name())
                        .param("shortName", tenant.shortName())
                        .param("ags", tenant.ags())
                        .param("ars", tenant.ars())
                        .param("prefix", tenant.numberPrefix().letters())
                        .param("colour", tenant.colour().hex())
                        .param("plz", place == null ? null : place.plz())
                        .param("inhabitants", place == null ? null : place.inhabitants())
                        .param("area", place == null ? null : place.areaKm2())
                        .param("lon", place == null ? null : place.lon())
                        .param("lat", place == null ? null : place.lat())
                        .param(
                                "county",
                                tenant.county() == null ? null : tenant.county().value())
                        .param("contact", tenant.contact().json())
                        .param("since", tenant.activeSince())
                        .param("until", tenant.activeUntil())
                        .update());
        if (rows == 0) {
            throw new UnknownTenant(tenant.slug().value());
        }
    }

    private static Tenant toTenant(ResultSet row, int number) throws SQLException {
        var county = row.getString("county");
        return new Tenant(
                new Slug(row.getString("slug")),
                Tenant.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getString("short_name"),
                row.getString("ags"),
                row.getString("ars"),
                new NumberPrefix(row.getString("number_prefix")),
                new Colour(row.getString("colour")),
                toPlace(row),
                county == null ? null : new Slug(county),
                Contact.ofJson(row.getString("contact")),
                row.getObject("active_since", LocalDate.class),
                row.getObject("active_until", LocalDate.class));
    }

    private static @Nullable Place toPlace(ResultSet row) throws SQLException {
        var plz = row.getString("plz");
        return plz == null
                ? null
                : new Place(
                        plz,
                        row.getInt("inhabitants"),
                        row.getDouble("area_km2"),
                        row.getDouble("lon"),
                        row.getDouble("lat"));
    }
}
