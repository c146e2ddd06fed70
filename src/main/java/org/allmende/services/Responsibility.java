package org.allmende.services;

import java.util.Optional;
import org.allmende.services.feel.Expression;
import org.allmende.services.form.FormRun;

/**
 * Who decides.
 *
 * @param office kind of office: {@code standesamt}
 * @param tenant expression over the answers that gives the municipality, or nothing when none of the region is responsible
 */
public record Responsibility(String office, Expression tenant) {

    /** The tenant whose office decides; empty as long as the answers do not tell. */
    public Optional<String> findTenant(FormRun run) {
        return Optional.ofNullable(tenant.value(run.scope())).map(Object::toString);
    }
}
