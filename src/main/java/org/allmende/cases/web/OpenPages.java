package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNumber;
import org.allmende.cases.Cases;
import org.allmende.cases.Drafts;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Opens a case by number and code, or a draft by its code. */
@Controller
class OpenPages {

    private static final Pattern DRAFT_CODE = Pattern.compile("\\s*([A-Za-z]{3,4})[\\s-]+(.+)");

    private final Tenancy tenancy;
    private final Cases cases;
    private final Drafts drafts;
    private final Regions regions;
    private final Keys keys;

    OpenPages(Tenancy tenancy, Cases cases, Drafts drafts, Regions regions, Keys keys) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.drafts = drafts;
        this.regions = regions;
        this.keys = keys;
    }

    @Public
    @GetMapping({"/antrag", "/{tenant}/antrag"})
    View ask(
            Page page,
            @RequestParam(required = false) String geschlossen,
            @RequestParam(defaultValue = "") String nummer) {
        return page.show("cases/open", new OpenPage(base(page), nummer, null, null, geschlossen != null));
    }

    @Public
    @PostMapping({"/antrag/oeffnen", "/{tenant}/antrag/oeffnen"})
    View openCase(
            Page page,
            @RequestParam(defaultValue = "") String nummer,
            @RequestParam(defaultValue = "") String code,
            HttpServletResponse response) {
        var secret = AccessCode.parse(code);
        var found = CaseNumber.parse(nummer).flatMap(number -> secret.flatMap(it -> find(number, it)));
        if (found.isEmpty()) {
            return page.show(
                    "cases/open",
                    new OpenPage(base(page), nummer, page.t("cases.open.unknown"), null, false),
                    HttpStatus.OK);
        }
        var path = CasePath.of(found.get());
        keys.openCase(response, path, secret.orElseThrow());
        return SeeOther.at(path);
    }

    private Optional<Case> find(CaseNumber number, AccessCode code) {
        return tenant(number.prefix()).flatMap(slug -> tenancy.as(slug, () -> cases.find(number, code)));
    }

    @Public
    @PostMapping({"/antrag/fortsetzen", "/{tenant}/antrag/fortsetzen"})
    View openDraft(Page page, @RequestParam(defaultValue = "") String code, HttpServletResponse response) {
        var match = DRAFT_CODE.matcher(code);
        if (match.matches()) {
            var secret = AccessCode.parse(match.group(2));
            var slug = tenant(match.group(1).toUpperCase(java.util.Locale.ROOT));
            if (secret.isPresent() && slug.isPresent()) {
                var draft = tenancy.as(slug.get(), () -> drafts.find(secret.get()));
                if (draft.isPresent()) {
                    var base = "/%s/antrag/%s".formatted(slug.get(), draft.get().id());
                    keys.openDraft(response, base, secret.get());
                    return SeeOther.at(base + "/pruefen");
                }
            }
        }
        return page.show("cases/open", new OpenPage(base(page), "", null, page.t("cases.open.noDraft"), false));
    }

    private Optional<String> tenant(String prefix) {
        return regions.current().findByPrefix(prefix).map(Tenant::slug).map(Object::toString);
    }

    private static String base(Page page) {
        return page.face().slug().isEmpty() ? "" : "/" + page.face().slug();
    }
}
