package org.allmende.platform.html;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.platform.login.AfterLogin;
import org.allmende.platform.login.Staff;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;

/**
 * The page that is being answered: its language, face and visitor, and the way from a record to HTML.
 *
 * @param path of the request, without the query
 * @param query of the request without its language, empty for none
 * @param staff who is logged in; always null on pages for everybody, which know no session
 */
public record Page(
        String lang,
        String path,
        String query,
        Face face,
        @Nullable Staff staff,
        Context context) {

    /** What is the same for every page. */
    record Context(Templates templates, Messages messages, Assets assets, Faces faces, boolean demo, URI publicUrl) {}

    public boolean demo() {
        return context.demo();
    }

    /** The text in the page's language. */
    public String t(String key, Object... arguments) {
        return context.messages().text(lang, key, arguments);
    }

    public String asset(String name) {
        return context.assets().path(name);
    }

    /** The whole address of a path on this server, as it works from outside. */
    public String url(String path) {
        return context.publicUrl().resolve(path).toString();
    }

    /** This address in the other language. */
    public String inLanguage(String language) {
        return path + "?" + (query.isEmpty() ? "" : query + "&") + "lang=" + language;
    }

    /** This page with another's name and colours: how a portal will look. */
    public Page as(Face other) {
        return new Page(lang, path, query, other, staff, context);
    }

    /** The tenants for which whoever is at work may work today: names by slug. */
    public Map<String, String> tenants() {
        var names = new LinkedHashMap<String, String>();
        if (staff != null) {
            staff.tenants()
                    .forEach(slug -> names.put(
                            slug, context.faces().find(slug).map(Face::name).orElse(slug)));
        }
        return names;
    }

    /** Renders the template {@code jte/<template>.jte} with this page and {@code it}. */
    public View show(String template, Object it) {
        return show(template, it, HttpStatus.OK);
    }

    public View show(String template, Object it, HttpStatus status) {
        return context.templates().view(template, Map.of("page", this, "it", it), status, lang, isForEverybody());
    }

    /** Whether anybody may see the page; others are kept by no cache, not even the browser's own. */
    private boolean isForEverybody() {
        return staff == null
                && !path.contains("/antrag/")
                && !path.contains("/vorgang/")
                && !path.contains("/stellungnahme/")
                && !path.contains("/abonnement/")
                && !path.startsWith(AfterLogin.DESK);
    }
}
