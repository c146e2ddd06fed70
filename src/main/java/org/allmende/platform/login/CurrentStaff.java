package org.allmende.platform.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Who is at work in a request, with today's rights; {@link StaffFilter} finds out once, controllers take it as argument. */
@Component
public class CurrentStaff implements HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = CurrentStaff.class.getName();

    private final Accounts accounts;
    private final ObjectProvider<LeadTenant> lead;

    CurrentStaff(Accounts accounts, ObjectProvider<LeadTenant> lead) {
        this.accounts = accounts;
        this.lead = lead;
    }

    /** The staff of this request, none on pages for everybody. */
    public Optional<Staff> find(HttpServletRequest request) {
        return Optional.ofNullable((Staff) request.getAttribute(ATTRIBUTE));
    }

    Optional<Staff> identify(HttpServletRequest request) {
        var staff = of(SecurityContextHolder.getContext().getAuthentication());
        staff.ifPresent(found -> request.setAttribute(ATTRIBUTE, found));
        return staff;
    }

    /** What reaches over the whole region is given by the tenant that runs it, and by no other. */
    private boolean counts(Role role, String tenant) {
        var overTheRegion = role == Role.COMPETENCE_CENTER || role == Role.OPERATOR;
        var known = lead.getIfAvailable();
        return !overTheRegion || known == null || known.isLead(tenant);
    }

    private Optional<Staff> of(@Nullable Authentication authentication) {
        if (authentication == null || !(authentication.getPrincipal() instanceof Principal principal)) {
            return Optional.empty();
        }
        if (!accounts.getAccount(principal.account()).active()) {
            return Optional.empty();
        }
        var all = accounts.listAssignments(principal.account());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        // a mandate that ended yesterday leads home, not out
        var tenant = all.stream()
                .map(Assignment::tenant)
                .filter(principal.tenant()::equals)
                .findFirst()
                .orElse(all.getFirst().tenant());
        var here = all.stream()
                .filter(assignment -> assignment.tenant().equals(tenant))
                .toList();
        return Optional.of(new Staff(
                principal.account(),
                principal.name(),
                tenant,
                all.stream().map(Assignment::tenant).distinct().toList(),
                here.stream()
                        .map(Assignment::role)
                        .filter(role -> counts(role, tenant))
                        .collect(Collectors.toUnmodifiableSet()),
                here.stream().map(Assignment::office).collect(Collectors.toCollection(TreeSet::new))));
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Staff.class;
    }

    @Override
    public Staff resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        return find(Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class)))
                .orElseThrow(() -> new IllegalStateException("A route for everybody has no staff."));
    }
}
