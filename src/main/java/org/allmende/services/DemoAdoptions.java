package org.allmende.services;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.services.form.Euro;
import org.springframework.stereotype.Component;

/** Lets every municipality of the demo offer a service, each with its own contact and invented fees, the same at every start. */
@Component
class DemoAdoptions {

    private final Regions regions;
    private final Adoptions adoptions;

    DemoAdoptions(Regions regions, Adoptions adoptions) {
        this.regions = regions;
        this.adoptions = adoptions;
    }

    /** Whoever has decided for itself already is left alone. */
    void adopt(ServicePackage service) {
        var region = regions.current();
        var land = Land.findByName(region.land());
        if (land.isEmpty() || !service.holdsIn(land.get())) {
            return;
        }
        var present = adoptions.list().stream()
                .filter(adoption -> adoption.service().equals(service.name()))
                .collect(Collectors.toMap(Adoption::tenant, adoption -> adoption));
        for (var office : region.listOffices(service.responsibility().office())) {
            var tenant = office.tenant().value();
            var adoption = present.get(tenant);
            if (adoption == null) {
                adoptions.adopt(tenant, service, land.get(), parameters(service, office));
            } else if (adoption.active() && adoption.version().compareTo(service.version()) < 0) {
                adoptions.adopt(tenant, service, land.get(), adoption.parameters());
            }
        }
    }

    private static Map<String, String> parameters(ServicePackage service, Office office) {
        var values = new LinkedHashMap<String, String>();
        for (var parameter : service.parameters()) {
            var value = switch (parameter.kind()) {
                case MONEY -> fee(parameter, office);
                case EMAIL -> office.contact().email();
                case PHONE -> office.contact().phone();
                case OFFICE -> office.id();
                case HOURS -> office.contact().hours().toString();
                case TEXT -> parameter.standard().or(parameter::example).orElse("Beispiel");
            };
            values.put(parameter.id(), value);
        }
        return values;
    }

    /** Up to a quarter below or above the default, in steps of fifty cents. */
    private static String fee(Parameter parameter, Office office) {
        var standard = Euro.parse(parameter.standard().orElse("10"));
        var middle = standard == null ? BigDecimal.TEN : standard.amount();
        var halves = middle.multiply(BigDecimal.TWO).intValue();
        var spread = Math.max(1, halves / 4);
        var step = Math.floorMod(office.tenant().value().hashCode(), 2 * spread + 1) - spread;
        return new Euro(new BigDecimal(halves + step).divide(BigDecimal.TWO))
                .amount()
                .toPlainString();
    }
}
