package org.allmende.platform.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request reach a controller only as the route's {@link Public}, {@link Allowed} or {@link WithToken} says; without, never. */
@Component
public class Guard implements HandlerInterceptor {

    static final String BEARER = "Bearer ";

    private final CurrentStaff currentStaff;
    private final Supplier<List<TokenHolders>> holders;

    Guard(CurrentStaff currentStaff, ObjectProvider<TokenHolders> holders) {
        this.currentStaff = currentStaff;
        this.holders = SingletonSupplier.of(() -> holders.orderedStream().toList());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || method.hasMethodAnnotation(Public.class)) {
            return true;
        }
        if (method.hasMethodAnnotation(WithToken.class)) {
            request.setAttribute(TokenHolder.ATTRIBUTE, holder(request));
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

    private TokenHolder holder(HttpServletRequest request) {
        var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (shown == null) {
            return holders.get().stream()
                    .flatMap(known -> known.withoutToken(request.getRequestURI()).stream())
                    .findFirst()
                    .orElseThrow(TokenRefused::new);
        }
        if (!shown.startsWith(BEARER)) {
            throw new TokenRefused();
        }
        var token = shown.substring(BEARER.length()).strip();
        return holders.get().stream()
                .flatMap(known -> known.find(token).stream())
                .findFirst()
                .orElseThrow(TokenRefused::new);
    }
}
