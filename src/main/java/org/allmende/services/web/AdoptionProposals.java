package org.allmende.services.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Tenant;
import org.allmende.services.Adoption;
import org.allmende.services.Parameter;
import org.allmende.services.ServicePackage;

/** What a tenant would fill in: its last figures, or for a service that is new here the contact of its office. */
final class AdoptionProposals {

    private AdoptionProposals() {}

    static Map<String, String> of(Region region, Tenant tenant, ServicePackage pack, Optional<Adoption> adoption) {
        if (adoption.isPresent()) {
            return adoption.get().parameters();
        }
        var office = offices(region, tenant, pack).stream().findFirst();
        var contact = office.map(Office::contact).orElse(tenant.contact());
        var values = new LinkedHashMap<String, String>();
        for (var parameter : pack.parameters()) {
            values.put(
                    parameter.id(),
                    switch (parameter.kind()) {
                        case EMAIL -> contact.email();
                        case PHONE -> contact.phone();
                        case HOURS -> contact.hours().toString();
                        case OFFICE -> office.map(Office::id).orElse("");
                        case MONEY, TEXT -> parameter.standard().orElse("");
                    });
        }
        return values;
    }

    /** The first thing that nobody can propose and somebody has to fill in. */
    static Optional<Parameter> findGap(ServicePackage pack, Map<String, String> proposal) {
        return pack.parameters().stream()
                .filter(parameter -> parameter
                        .check(proposal.getOrDefault(parameter.id(), "").strip())
                        .isPresent())
                .findFirst();
    }

    /** Those that could be responsible. */
    static List<Office> offices(Region region, Tenant tenant, ServicePackage pack) {
        return region.listOffices(tenant.slug()).stream()
                .filter(office -> office.kind().equals(pack.responsibility().office()))
                .toList();
    }
}
