package org.allmende.platform.html;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.util.HtmlUtils;

/** Pages that others may show in a frame on theirs: they have no form, no cookie and no act. All others are in no frame. */
public final class Framing {

    private static final String POLICY = "Content-Security-Policy";

    private Framing() {}

    /** The older header knows only "never" and "same origin"; browsers heed the policy where there is one. */
    public static void open(HttpServletResponse response) {
        var policy = response.getHeader(POLICY);
        if (policy != null) {
            response.setHeader(POLICY, policy.replace("frame-ancestors 'none'", "frame-ancestors http: https:"));
        }
        response.setHeader("X-Frame-Options", null);
    }

    /**
     * The line for others' pages. Whatever a thing is called, its name ends with the attribute.
     *
     * @param address the whole one
     */
    public static String line(String address, String title, int width, int height) {
        return "<iframe src=\"%s\" title=\"%s\" width=\"%d\" height=\"%d\" loading=\"lazy\"></iframe>"
                .formatted(HtmlUtils.htmlEscape(address, "UTF-8"), HtmlUtils.htmlEscape(title, "UTF-8"), width, height);
    }
}
