package org.allmende.services;

import java.util.Optional;
import org.allmende.region.PlanStatements;
import org.allmende.services.form.PlanType;
import org.springframework.stereotype.Component;

/** A service whose form asks for a plan takes statements on it. */
@Component
class StatementServices implements PlanStatements {

    private final Services services;

    StatementServices(Services services) {
        this.services = services;
    }

    @Override
    public Optional<String> findPath(String tenant, String plan) {
        return find(tenant).map(pack -> "/%s/leistungen/%s?plan=%s".formatted(tenant, pack.name(), plan));
    }

    @Override
    public Optional<String> findExtractPath(String tenant, String plan) {
        return find(tenant)
                .filter(pack -> !pack.extract().isEmpty())
                .map(pack -> "/arbeitsplatz/auszug?leistung=%s&zu=%s".formatted(pack.name(), plan));
    }

    private Optional<ServicePackage> find(String tenant) {
        return services.list(tenant).stream()
                .map(Service::pack)
                .filter(pack -> pack.form().steps().stream()
                        .flatMap(step -> step.questions().stream())
                        .anyMatch(question -> question.type() instanceof PlanType))
                .findFirst();
    }
}
