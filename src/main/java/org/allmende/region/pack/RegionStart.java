package org.allmende.region.pack;

import java.time.Clock;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Sees to it that the region of the configuration is in the database before the first page is asked for. */
@Component
class RegionStart implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(RegionStart.class);

    private final Configuration configuration;
    private final RegionImport imports;
    private final Regions regions;
    private final Clock clock;

    RegionStart(Configuration configuration, RegionImport imports, Regions regions, Clock clock) {
        this.configuration = configuration;
        this.imports = imports;
        this.regions = regions;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var wanted = configuration.region();
        var present = imports.findPresent();
        if (present.isEmpty() || !present.get().pack().equals(wanted)) {
            bring(wanted);
        }
        regions.refresh();
    }

    private void bring(String wanted) {
        var pack = Packs.get(new ImportedPacks(configuration.data()).locate(wanted), GermanDates.today(clock));
        if (!imports.bring(pack, wanted)) {
            return;
        }
        log.info("{}: {} tenants", pack.name(), pack.tenants().size());
        if (!pack.withoutBoundary().isEmpty()) {
            log.warn(
                    "The map cannot show {}: the boundaries are of 2017.",
                    String.join(
                            ", ",
                            pack.withoutBoundary().stream().map(Tenant::name).toList()));
        }
        if (!pack.unincorporated().isEmpty()) {
            log.info("Without a town hall, so no tenants: {}", String.join(", ", pack.unincorporated()));
        }
    }
}
