package org.allmende.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.allmende.platform.config.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Publishes the packages that come with the server, before the first page is asked for. In the demo every municipality offers
 * them at once, and a package that is being written may change without a new version.
 */
@Component
class ServicesStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ServicesStart.class);
    private static final String FOLDER = "packages/";

    /** Packages of one file each. */
    private static final String LIGHT = "light/";

    private final Configuration configuration;
    private final Packages packages;
    private final DemoAdoptions demo;
    private final Services services;
    private final CatalogueEntries entries;
    private final Catalogue catalogue;
    private final CompletableFuture<List<Bundled>> reading;
    private final CompletableFuture<List<Entry>> readingEntries;
    private volatile boolean running;

    private record Bundled(ServicePackage service, Map<String, byte[]> files) {}

    ServicesStart(
            Configuration configuration,
            Packages packages,
            DemoAdoptions demo,
            Services services,
            CatalogueEntries entries,
            Catalogue catalogue) {
        this.configuration = configuration;
        this.packages = packages;
        this.demo = demo;
        this.services = services;
        this.entries = entries;
        this.catalogue = catalogue;
        // reading takes a while when the process is young: it happens beside everything else that starts
        reading = CompletableFuture.supplyAsync(
                ServicesStart::read,
                work -> Thread.ofPlatform().name("packages").start(work));
        readingEntries = reading.thenApply(read -> CatalogueEntries.bundled());
    }

    private static List<Bundled> read() {
        return bundled().values().stream()
                .map(files -> new Bundled(PackageReader.readAgain(files).orThrow(), files))
                .toList();
    }

    @Override
    public void start() {
        var taken = reading.join();
        taken.forEach(bundled -> packages.take(bundled.service(), bundled.files(), configuration.demo()));
        if (configuration.demo()) {
            demo.adopt(taken.stream().map(Bundled::service).toList());
        }
        var listed = readingEntries.join();
        catalogue.keep(listed);
        entries.take(listed);
        services.reload();
        log.info(
                "{} service packages, {} further entries",
                services.listPackages().size(),
                listed.size());
        running = true;
    }

    /** The files of each package in the jar, by path within it. */
    static Map<String, Map<String, byte[]>> bundled() {
        var packages = new LinkedHashMap<String, Map<String, byte[]>>();
        try {
            var resources = new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "**/*.*");
            for (var resource : resources) {
                var address = resource.getURL().toString();
                var path = address.substring(address.lastIndexOf(FOLDER) + FOLDER.length());
                var slash = path.indexOf('/');
                if (path.startsWith(CatalogueEntries.FOLDER)) {
                    continue;
                }
                if (path.startsWith(LIGHT)) {
                    var name = path.substring(slash + 1);
                    packages.put(
                            name.substring(0, name.lastIndexOf('.')),
                            LightPackage.expand(name, resource.getContentAsByteArray())
                                    .files());
                } else if (slash > 0) {
                    packages.computeIfAbsent(path.substring(0, slash), name -> new LinkedHashMap<>())
                            .put(path.substring(slash + 1), resource.getContentAsByteArray());
                }
            }
            return packages;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the region is there, before the web server answers. */
    @Override
    public int getPhase() {
        return 0;
    }
}
