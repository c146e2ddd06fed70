package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Drafts;
import org.allmende.platform.config.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookies that stand for an account: each opens one draft or one case, is sent to that path only, and holds the code
 * that the citizen could also type. A server without sessions has none that could run out in the middle of a form.
 */
@Component
public class Keys {

    private static final String COOKIE = "schluessel";

    /** A case is closed again when nobody has looked at it for so long. */
    static final Duration CASE_OPEN = Duration.ofMinutes(30);

    private final boolean secure;

    Keys(Configuration configuration) {
        this.secure = "https".equals(configuration.publicUrl().getScheme());
    }

    public Optional<AccessCode> find(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .flatMap(cookie -> AccessCode.parse(cookie.getValue()));
    }

    void openDraft(HttpServletResponse response, String path, AccessCode code) {
        set(response, path, code.text(), Drafts.KEPT);
    }

    public void openCase(HttpServletResponse response, String path, AccessCode code) {
        set(response, path, code.text(), CASE_OPEN);
    }

    void close(HttpServletResponse response, String path) {
        set(response, path, "", Duration.ZERO);
    }

    private void set(HttpServletResponse response, String path, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path(path)
                        .maxAge(age)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
