package org.allmende.cases.modelling.web;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.services.ProcessDrafts;
import org.allmende.services.ProcessWorkshop;
import org.allmende.services.ServicePackage;
import org.allmende.services.bpmn.Node;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The processes of all services, those first that somebody is changing. */
@Controller
class ProcessListPages {

    static final String LIST = "/arbeitsplatz/prozesse";
    private static final int LONGEST_QUERY = 60;

    private final ProcessWorkshop workshop;
    private final ProcessDrafts drafts;
    private final Tenancy tenancy;

    ProcessListPages(ProcessWorkshop workshop, ProcessDrafts drafts, Tenancy tenancy) {
        this.workshop = workshop;
        this.drafts = drafts;
        this.tenancy = tenancy;
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping(LIST)
    View list(Page page, Staff staff, @RequestParam(defaultValue = "") String q) {
        var query = q.strip().substring(0, Math.min(LONGEST_QUERY, q.strip().length()));
        var wanted = query.toLowerCase(Locale.GERMAN);
        var open = Set.copyOf(tenancy.as(staff.tenant(), drafts::listOpen));
        var rows = workshop.listNewest().values().stream()
                .map(service -> row(page, service, open.contains(service.name())))
                .filter(row -> (row.title() + " " + row.name())
                        .toLowerCase(Locale.GERMAN)
                        .contains(wanted))
                .sorted(Comparator.comparing((ProcessListPage.Row row) -> !row.draft())
                        .thenComparing(ProcessListPage.Row::title, Collator.getInstance(Locale.GERMAN)))
                .toList();
        return page.show("cases/processes", new ProcessListPage(query, rows));
    }

    private static ProcessListPage.Row row(Page page, ServicePackage service, boolean draft) {
        return new ProcessListPage.Row(
                service.name(),
                service.description().title().in(page.lang()),
                service.version().toString(),
                service.process().listTasks().stream().map(Node::name).collect(Collectors.joining(" · ")),
                draft);
    }
}
