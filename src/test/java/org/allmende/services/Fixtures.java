package org.allmende.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.region.Contact;
import org.allmende.region.Office;
import org.allmende.region.Participation;
import org.allmende.region.Slug;
import org.allmende.region.Topic;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The Eheurkunde to change at will, and three municipalities with a Standesamt each that can offer it. */
public final class Fixtures implements AutoCloseable {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    static final Map<String, String> PARAMETERS = Map.of(
            "gericht", "Amtsgericht Marburg", "telefon", "06462 000000", "email", "standesamt@gladenbach.example");

    private final org.allmende.region.Fixtures region = new org.allmende.region.Fixtures();
    private Instant now = TODAY.atTime(9, 0).toInstant(ZoneOffset.UTC);

    final Packages packages = new Packages(
            region.database.db,
            new Catalogue(region.database.db, region.database.transactions),
            InstantSource.fixed(now).withZone(ZoneOffset.UTC));
    final Adoptions adoptions = new Adoptions(
            region.database.db,
            region.database.tenancy,
            InstantSource.fixed(now).withZone(ZoneOffset.UTC));

    Fixtures() {
        region.tenants.add(org.allmende.region.Fixtures.municipality("Lohra", null));
        region.database.tenancy.run("lohra", () -> region.database.db.sql("""
                        insert into region.region (pack, name, land, lead, sources)
                        values ('lohra', 'Lohra', 'Hessen', 'lohra', '{}')
                        """).update());
        for (var name : List.of("Gladenbach", "Lahntal")) {
            region.tenants.add(org.allmende.region.Fixtures.municipality(name, new Slug("lohra")));
        }
        for (var name : List.of("gladenbach", "lahntal", "lohra")) {
            var slug = new Slug(name);
            region.offices.put(new Office(
                    slug, "standesamt", "Standesamt", "standesamt", Contact.invented(slug, "standesamt", "Ort", 20)));
            region.participations.put(new Participation(slug, Topic.ONLINE_SERVICES, TODAY.minusYears(1), null));
        }
    }

    JdbcClient db() {
        return region.database.db;
    }

    void as(String tenant, Runnable work) {
        region.database.tenancy.run(tenant, work);
    }

    void empty() {
        region.database
                .owner
                .sql("truncate services.adoption, services.package_version cascade")
                .update();
    }

    void secondsPass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    /** Another instance of the server on the same database. */
    Services instance() {
        var source = new PGSimpleDataSource();
        source.setUrl(region.database.server.app().url());
        source.setUser(region.database.server.app().user());
        source.setPassword(region.database.server.app().password());
        InstantSource moved = () -> now;
        return new Services(
                JdbcClient.create(source),
                packages,
                adoptions,
                region.instance(),
                day -> List.of(),
                new JdbcTransactionManager(source),
                moved.withZone(ZoneOffset.UTC));
    }

    Variations variations() {
        return new Variations(
                region.database.db,
                region.database.tenancy,
                InstantSource.fixed(now).withZone(ZoneOffset.UTC));
    }

    DemoAdoptions demo() {
        return new DemoAdoptions(region.instance(), adoptions, region.database.tenancy);
    }

    /** The files of the Eheurkunde, to be changed. */
    static Map<String, byte[]> eheurkunde() {
        try {
            return new LinkedHashMap<>(PackageFiles.read(Path.of("packages/eheurkunde"), new Problems()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The Eheurkunde with one piece of one file replaced; fails when the piece is not there. */
    static Map<String, byte[]> eheurkundeWith(String file, String piece, String instead) {
        var files = eheurkunde();
        var text = new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
        if (!text.contains(piece)) {
            throw new IllegalArgumentException("%s has no %s".formatted(file, piece));
        }
        files.put(file, text.replace(piece, instead).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    @Override
    public void close() {
        region.close();
    }
}
