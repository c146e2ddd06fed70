package org.allmende.platform.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request reach a controller only as the route's {@link Public} or {@link Allowed} says; without either, never. */
@Component
public class Guard implements HandlerInterceptor {

    private final CurrentStaff currentStaff;

    Guard(CurrentStaff currentStaff) {
        this.currentStaff = currentStaff;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || method.hasMethodAnnotation(Public.class)) {
            return true;
        }
        var allowed = method.getMethodAnnotation(Allowed.class);
        if (allowed == null) {
            throw new Forbidden();
        }
        var staff = currentStaff.find(request);
        if (staff.isEmpty()) {
            response.sendRedirect(
                    "/anmelden?weiter=" + URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8));
            return false;
        }
        if (!staff.get().isOneOf(allowed.value())) {
            throw new Forbidden();
        }
        return true;
    }
}
