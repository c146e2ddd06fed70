package org.allmende.platform.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.allmende.platform.audit.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** On pages for staff: finds out who is at work, and signs what they do in the audit log. */
@Component
@Order(0)
class StaffFilter extends OncePerRequestFilter {

    private final CurrentStaff currentStaff;

    StaffFilter(CurrentStaff currentStaff) {
        this.currentStaff = currentStaff;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isForStaff(request.getRequestURI());
    }

    /** Every route with {@link Allowed} lies at the desk, a test checks it; the metrics are for the operator, too. */
    static boolean isForStaff(String path) {
        return path.equals(AfterLogin.DESK)
                || path.startsWith(AfterLogin.DESK + "/")
                || path.equals("/actuator/prometheus");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var staff = currentStaff.identify(request);
        if (staff.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Actor.call(staff.get().name() + " (" + staff.get().account() + ")", () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException | ServletException failed) {
                    throw new Failed(failed);
                }
                return true;
            });
        } catch (Failed failed) {
            if (failed.getCause() instanceof IOException io) {
                throw io;
            }
            if (failed.getCause() instanceof ServletException servlet) {
                throw servlet;
            }
            throw failed;
        }
    }

    private static final class Failed extends RuntimeException {
        Failed(Exception cause) {
            super(cause);
        }
    }
}
