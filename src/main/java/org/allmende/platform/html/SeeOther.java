package org.allmende.platform.html;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Where a POST leads. */
public final class SeeOther {

    private SeeOther() {}

    /** The browser goes there with a GET (303), so that reloading sends nothing again. */
    public static View at(String path) {
        var redirect = new RedirectView(path);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExposeModelAttributes(false);
        // braces that somebody typed are no variables
        redirect.setExpandUriTemplateVariables(false);
        return redirect;
    }
}
