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
    public Optional<String> findPath(String tenant) {
        return services.list(tenant).stream()
                .filter(service -> service.pack().form().steps().stream()
                        .flatMap(step -> step.questions().stream())
                        .anyMatch(question -> question.type() instanceof PlanType))
                .findFirst()
                .map(service ->
                        "/%s/leistungen/%s".formatted(tenant, service.pack().name()));
    }
}
