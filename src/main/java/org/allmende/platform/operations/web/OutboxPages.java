package org.allmende.platform.operations.web;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.mail.Letter;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The outbox of a tenant. In the demo, where no letter leaves the house, everybody of the tenant reads what citizens would
 * have got; otherwise the administrator sees which letters failed, and neither to whom they went nor what they say.
 */
@Controller
class OutboxPages {

    private static final int AT_ONCE = 100;
    private static final String PATH = "/arbeitsplatz/postausgang";

    private final Mail mail;
    private final Audit audit;
    private final Tenancy tenancy;

    OutboxPages(Mail mail, Audit audit, Tenancy tenancy) {
        this.mail = mail;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @GetMapping(PATH)
    View outbox(Page page, Staff staff, @RequestParam(required = false) @Nullable String nochmal) {
        if (!page.demo() && !staff.isOneOf(Role.ADMIN)) {
            throw new Forbidden();
        }
        var letters = tenancy.as(staff.tenant(), () -> mail.list(AT_ONCE)).stream()
                .map(letter -> item(page, letter))
                .toList();
        return page.show("platform/outbox", new OutboxPage(letters, page.demo(), nochmal != null));
    }

    @Allowed(Role.ADMIN)
    @PostMapping(PATH + "/{id}/nochmal")
    View retry(Staff staff, @PathVariable UUID id) {
        tenancy.run(staff.tenant(), () -> {
            if (!mail.retry(id)) {
                throw new NotFound();
            }
            audit.record("mail.retried", id, Map.of());
        });
        return new RedirectView(PATH + "?nochmal");
    }

    private static OutboxPage.Item item(Page page, Letter it) {
        var kind = switch (it.state()) {
            case SENT -> "success";
            case FAILED -> "danger";
            case WAITING -> "warning";
            case KEPT -> "";
        };
        return new OutboxPage.Item(
                it.id(),
                GermanDates.moment(it.created()),
                page.demo() ? it.recipient() : null,
                it.subject(),
                page.demo() ? it.text() : null,
                page.t("operations.outbox." + it.state().name().toLowerCase(Locale.ROOT)),
                kind,
                it.state() == Letter.State.FAILED);
    }
}
