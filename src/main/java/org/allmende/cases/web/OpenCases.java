package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNumber;
import org.allmende.cases.Cases;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/** Opens a citizen's case with the key that a request carries. */
@Component
public class OpenCases {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Regions regions;
    private final Keys keys;

    OpenCases(Tenancy tenancy, Cases cases, Regions regions, Keys keys) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.regions = regions;
        this.keys = keys;
    }

    /** The case of this number that came through the portal, if the visitor's key opens it. */
    public Optional<Case> find(String portal, String typed, HttpServletRequest request) {
        var number = CaseNumber.parse(typed);
        var code = keys.find(request);
        if (number.isEmpty() || code.isEmpty()) {
            return Optional.empty();
        }
        return regions.current()
                .findByPrefix(number.get().prefix())
                .flatMap(owner -> tenancy.as(owner.slug().value(), () -> cases.find(number.get(), code.get())))
                .filter(it -> it.portal().equals(portal));
    }
}
