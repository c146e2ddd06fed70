package org.allmende.platform.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Accepts changes only from our own pages, by what the browser itself says about where a form was sent from: fetch
 * metadata, else the origin, else the referrer. There is no token, so none can expire in the middle of an application.
 *
 * <p>Other software changes something below {@code /api/}, {@code /sta/}, {@code /sta-tasking/} and
 * {@code /sensing/} by its own token. No browser sends that by itself, and no other
 * website can make it: the header needs our consent first (CORS), which we never give.
 */
final class SameOrigin extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private static final List<String> INTERFACES = List.of("/sta/", "/sta-tasking/", "/sensing/", "/ogc/");

    private static final Pattern ONE_CLICK = Pattern.compile("/[a-z0-9-]+/abonnement/[0-9a-f-]{36}/[\\w-]{43}");

    private final URI publicUrl;
    private final boolean openToSuite;

    /** @param openToSuite whether measurements may be written without a token, which a throw-away instance allows */
    SameOrigin(URI publicUrl, boolean openToSuite) {
        this.publicUrl = publicUrl;
        this.openToSuite = openToSuite;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod()) || showsToken(request) || isOneClick(request) || isOurs(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "cross-origin");
        }
    }

    private boolean showsToken(HttpServletRequest request) {
        var path = request.getRequestURI();
        var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        return (openToSuite && path.startsWith("/sta/"))
                || (shown != null && shown.startsWith(Guard.BEARER) && (isInterface(path) || path.startsWith("/api/")));
    }

    /** Whether other software alone comes here, and nobody who could be logged in. */
    static boolean isInterface(String path) {
        return INTERFACES.stream().anyMatch(path::startsWith);
    }

    /** A mail program ends a subscription (RFC 8058): its whole right is the secret at the end of the address. */
    private static boolean isOneClick(HttpServletRequest request) {
        return ONE_CLICK.matcher(request.getRequestURI()).matches();
    }

    private boolean isOurs(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = request.getHeader("Origin");
        return isOurs(origin != null ? origin : request.getHeader("Referer"), request);
    }

    private boolean isOurs(@Nullable String address, HttpServletRequest request) {
        if (address == null) {
            return false;
        }
        try {
            var from = URI.create(address);
            return sameOrigin(from, publicUrl)
                    || sameOrigin(from, URI.create(request.getRequestURL().toString()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean sameOrigin(URI left, URI right) {
        return String.valueOf(left.getScheme()).equals(right.getScheme())
                && String.valueOf(left.getAuthority()).equalsIgnoreCase(right.getAuthority());
    }
}
