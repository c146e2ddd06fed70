package org.allmende.services;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.services.form.Euro;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets every municipality of the demo offer a service, each with its own contact and invented fees, the same at every start. */
@Component
class DemoAdoptions {

    private final Regions regions;
    private final Adoptions adoptions;
    private final Tenancy tenancy;

    DemoAdoptions(Regions regions, Adoptions adoptions, Tenancy tenancy) {
        this.regions = regions;
        this.adoptions = adoptions;
        this.tenancy = tenancy;
    }

    /** Whoever has decided for itself already is left alone. */
    void adopt(List<ServicePackage> services) {
        var region = regions.current();
        var present = adoptions.list().stream()
                .collect(Collectors.groupingBy(
                        Adoption::tenant, Collectors.toMap(Adoption::service, Function.identity())));
        var land = Land.findByName(region.land());
        if (land.isEmpty()) {
            return;
        }
        var holding =
                services.stream().filter(service -> service.holdsIn(land.get())).toList();
        region.tenants().values().forEach(tenant -> {
            var own = present.getOrDefault(tenant.slug().value(), Map.of());
            var offices = region.listOffices(tenant.slug()).stream()
                    .collect(Collectors.toMap(Office::kind, Function.identity(), (first, second) -> first));
            var missing = holding.stream()
                    .filter(service ->
                            offices.containsKey(service.responsibility().office()))
                    .filter(service -> isOlder(own.get(service.name()), service))
                    .toList();
            if (!missing.isEmpty()) {
                tenancy.run(
                        tenant.slug().value(),
                        () -> missing.forEach(service -> adopt(
                                service,
                                land.get(),
                                offices.get(service.responsibility().office()),
                                own.get(service.name()))));
            }
        });
    }

    private static boolean isOlder(@Nullable Adoption adoption, ServicePackage service) {
        return adoption == null || (adoption.active() && adoption.version().compareTo(service.version()) < 0);
    }

    private void adopt(ServicePackage service, Land land, @Nullable Office office, @Nullable Adoption before) {
        if (office != null) {
            adoptions.adopt(
                    office.tenant().value(),
                    service,
                    land,
                    before == null ? parameters(service, office) : before.parameters());
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
