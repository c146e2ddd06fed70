package org.allmende.region;

import org.allmende.platform.login.LeadTenant;
import org.springframework.stereotype.Component;

/** The region's lead, mostly the county, runs the server. */
@Component
class RegionLead implements LeadTenant {

    private final Regions regions;

    RegionLead(Regions regions) {
        this.regions = regions;
    }

    @Override
    public boolean isLead(String tenant) {
        return regions.current().lead().slug().value().equals(tenant);
    }
}
