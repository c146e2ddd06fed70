package org.allmende.platform.html;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** {@code ?lang=en} on any page: remembers the language and shows the same page again without the parameter. */
@Component
public class Language implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        // the page about a body that could not be read must not try to read it again
        if (request.getDispatcherType() != DispatcherType.REQUEST || !"GET".equals(request.getMethod())) {
            return true;
        }
        var wanted = request.getParameter("lang");
        if (wanted == null || !Messages.LANGUAGES.contains(wanted)) {
            return true;
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(PageResolver.LANGUAGE_COOKIE, wanted)
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .sameSite("Lax")
                        .httpOnly(true)
                        .build()
                        .toString());
        var rest = rest(request);
        response.sendRedirect(request.getRequestURI() + (rest.isEmpty() ? "" : "?" + rest));
        return false;
    }

    /** What else the query says, as it was sent; empty for nothing, and for a form, whose page is not to be found again. */
    static String rest(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query == null || !"GET".equals(request.getMethod())) {
            return "";
        }
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.equals("lang") && !pair.startsWith("lang="))
                .collect(Collectors.joining("&"));
    }
}
