package org.allmende.cases.web;

import org.allmende.cases.Case;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Where a POST leads. */
final class Redirects {

    private Redirects() {}

    /** The browser goes there with a GET (303), so that reloading sends nothing again. */
    static View see(String path) {
        var redirect = new RedirectView(path);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExposeModelAttributes(false);
        return redirect;
    }

    /** Where the citizen sees the case: in the portal through which it came. */
    static String casePath(Case it) {
        return "/%s/vorgang/%s".formatted(it.portal(), it.number());
    }
}
