package org.allmende.region;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.allmende.platform.login.OfficeNames;
import org.springframework.stereotype.Component;

/** Tells log-in how the offices are called, and who leads the region. */
@Component
class RegionOfficeNames implements OfficeNames {

    private final Regions regions;

    RegionOfficeNames(Regions regions) {
        this.regions = regions;
    }

    @Override
    public SequencedMap<String, String> of(String tenant) {
        var names = new LinkedHashMap<String, String>();
        var region = regions.current();
        region.find(tenant)
                .ifPresent(found ->
                        region.listOffices(found.slug()).forEach(office -> names.put(office.id(), office.name())));
        return names;
    }

    @Override
    public String lead() {
        return regions.current().lead().slug().value();
    }
}
