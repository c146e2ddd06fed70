package org.allmende.services;

import java.util.Optional;
import org.allmende.platform.feel.Expression;
import org.allmende.services.form.FormRun;
import org.jspecify.annotations.Nullable;

/**
 * Who decides.
 *
 * @param office kind of office: {@code standesamt}
 * @param tenant expression over the answers that gives the municipality, or nothing when none of the region is responsible;
 *     absent when it is the county whose office decides
 * @param handingOn the provision by which an office that is not competent may hand an application on to another municipality without
 *     asking the applicant; absent where they have to agree
 */
public record Responsibility(
        String office,
        @Nullable Expression tenant,
        @Nullable String handingOn) {

    /** The county's tenant while a package is tried. */
    static final String SAMPLE_COUNTY = "landkreis";

    public Optional<String> findHandingOn() {
        return Optional.ofNullable(handingOn);
    }

    public boolean isCountys() {
        return tenant == null;
    }

    /** The tenant whose office decides; empty as long as the answers do not tell. */
    public Optional<String> findTenant(FormRun run) {
        return tenant == null
                ? run.setting().county()
                : Optional.ofNullable(tenant.value(run.scope())).map(Object::toString);
    }
}
