package org.allmende.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The published versions of service packages. What was published once stays as it is, so that old cases can be understood. */
@Component
public class Packages {

    private static final Logger log = LoggerFactory.getLogger(Packages.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> FILES = new TypeReference<>() {};

    private final JdbcClient db;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<String, ServicePackage> read = new ConcurrentHashMap<>();

    Packages(JdbcClient db, Catalogue catalogue, Clock clock) {
        this.db = db;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Checks a package and publishes it; the same once more changes nothing.
     *
     * @param files by path within the package
     * @throws PackageRefused when it is not whole, or when this version is out already with another content
     */
    public ServicePackage publish(Map<String, byte[]> files) {
        return publish(files, false);
    }

    /**
     * As {@link #publish(Map)}.
     *
     * @param place a folder, a ZIP, or the one YAML file of a light package
     */
    public ServicePackage publish(Path place) throws IOException {
        var name = String.valueOf(place.getFileName());
        if (name.endsWith(".yaml")) {
            var content = Files.readAllBytes(place);
            LightPackage.read(name, content).orThrow();
            return publish(LightPackage.expand(name, content).files());
        }
        var outside = new Problems();
        var files = PackageFiles.read(place, outside);
        if (!outside.none()) {
            throw new PackageRefused(outside.list());
        }
        return publish(files);
    }

    /** @param replace whether a version that is out may change, as it may while a package is being written */
    ServicePackage publish(Map<String, byte[]> files, boolean replace) {
        var service = PackageReader.read(files).orThrow();
        var known = findDigest(service);
        refuseAnother(service, known, replace);
        read.put(service.digest(), service);
        if (known.isEmpty() || !known.get().equals(service.digest())) {
            write(service, PackageFiles.texts(files), replace);
        }
        return service;
    }

    private void write(ServicePackage service, Map<String, String> texts, boolean replace) {
        db.sql("""
                        insert into services.package_version (name, version, origin, digest, files, loaded_at)
                        values (:name, :version, :origin, :digest, :files::jsonb, :now)
                        on conflict (name, version) do update
                           set origin = excluded.origin, digest = excluded.digest, files = excluded.files,
                               loaded_at = excluded.loaded_at
                         where package_version.digest <> excluded.digest and :replace
                        """)
                .param("name", service.name())
                .param("version", service.version().toString())
                .param("replace", replace)
                .param("origin", service.identity().origin())
                .param("digest", service.digest())
                .param("files", JSON.writeValueAsString(texts))
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .update();
        catalogue.put(service);
    }

    private Optional<String> findDigest(ServicePackage service) {
        return db.sql("select digest from services.package_version where name = :name and version = :version")
                .param("name", service.name())
                .param("version", service.version().toString())
                .query(String.class)
                .optional();
    }

    /** Takes a package that comes with the server and was tried with it: written down if it is new, known at once if it is not. */
    void take(ServicePackage service, Map<String, byte[]> files, boolean replace) {
        var known = findDigest(service);
        if (known.isEmpty() || !known.get().equals(service.digest())) {
            refuseAnother(service, known, replace);
            write(service, PackageFiles.texts(files), replace);
        }
        read.put(service.digest(), service);
    }

    /** A version that is out stays as it is. */
    private static void refuseAnother(ServicePackage service, Optional<String> known, boolean replace) {
        if (known.isPresent() && !known.get().equals(service.digest()) && !replace) {
            throw new PackageRefused(List.of(new Problem(
                    PackageFiles.SERVICE,
                    0,
                    "Die Version %s gibt es schon mit anderem Inhalt.".formatted(service.version()),
                    "Erhöhen Sie „version“.")));
        }
    }

    /** Every version of every package, read once per process. One that this server no longer understands is left out. */
    List<ServicePackage> list() {
        return db
                .sql("select name, version, digest from services.package_version order by name, version")
                .query((row, number) -> find(row.getString("name"), row.getString("version"), row.getString("digest")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The highest version of a package that is out. */
    Optional<ServicePackage> findNewest(String name) {
        return list().stream()
                .filter(service -> service.name().equals(name))
                .max(Comparator.comparing(ServicePackage::version));
    }

    private Optional<ServicePackage> find(String name, String version, String digest) {
        var known = read.get(digest);
        if (known != null) {
            return Optional.of(known);
        }
        var reading = PackageReader.readAgain(files(name, version));
        if (reading.service().isEmpty()) {
            log.error("{} {} cannot be read any more: {}", name, version, reading.problems());
        }
        reading.service().ifPresent(service -> read.put(digest, service));
        return reading.service();
    }

    /** The files of a version as they were published, for reading them elsewhere. */
    public Map<String, byte[]> files(String name, String version) {
        var texts = db.sql("select files from services.package_version where name = :name and version = :version")
                .param("name", name)
                .param("version", version)
                .query((row, number) -> JSON.readValue(row.getString("files"), FILES))
                .single();
        var files = new LinkedHashMap<String, byte[]>();
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }
}
