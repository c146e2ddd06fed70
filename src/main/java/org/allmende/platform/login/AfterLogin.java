package org.allmende.platform.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Leads to the page that was wanted, if it is one of ours, else to the desk. */
public final class AfterLogin implements AuthenticationSuccessHandler {

    public static final String DESK = "/arbeitsplatz";

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var wanted = request.getParameter("weiter");
        response.sendRedirect(wanted != null && isOurs(wanted) ? wanted : DESK);
    }

    /** A path of this server: one slash, then no second one and no backslash that a browser would read as one. */
    public static boolean isOurs(String path) {
        return path.matches("/(?![/\\\\])[\\p{Alnum}/_.~%=&?-]*");
    }
}
