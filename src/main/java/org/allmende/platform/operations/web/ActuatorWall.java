package org.allmende.platform.operations.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.login.CurrentStaff;
import org.allmende.platform.login.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Health is for everybody, metrics are for the operator and for a collector with the configured token, the rest for nobody. */
@Component
@Order(1)
class ActuatorWall extends OncePerRequestFilter {

    private static final Set<String> PUBLIC =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
    private static final String METRICS = "/actuator/prometheus";

    private final CurrentStaff staff;
    private final String token;

    ActuatorWall(CurrentStaff staff, Configuration configuration) {
        this.staff = staff;
        this.token = configuration.metricsToken();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (PUBLIC.contains(path) || (path.equals(METRICS) && maySeeMetrics(request))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private boolean maySeeMetrics(HttpServletRequest request) {
        return hasToken(request.getHeader(HttpHeaders.AUTHORIZATION))
                || staff.find(request)
                        .filter(found -> found.isOneOf(Role.OPERATOR))
                        .isPresent();
    }

    private boolean hasToken(@Nullable String header) {
        return !token.isEmpty()
                && header != null
                && MessageDigest.isEqual(
                        ("Bearer " + token).getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }
}
