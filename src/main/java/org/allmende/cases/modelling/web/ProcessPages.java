package org.allmende.cases.modelling.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.cases.modelling.web.ProcessView.Stored;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.region.Regions;
import org.allmende.services.Land;
import org.allmende.services.PackageRefused;
import org.allmende.services.ProcessDrafts;
import org.allmende.services.ProcessWorkshop;
import org.allmende.services.bpmn.BpmnEdit;
import org.allmende.services.bpmn.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;

/**
 * Where the Kompetenzcenter changes the process of a service: drawn or as a list, checked, tried on the sample applicants, kept as
 * a draft, published as the next version.
 */
@Controller
@RequestMapping(ProcessListPages.LIST + "/{service}")
class ProcessPages {

    private final Tenancy tenancy;
    private final ProcessDrafts drafts;
    private final ProcessWorkshop workshop;
    private final ProcessView view;
    private final Regions regions;
    private final Audit audit;

    ProcessPages(
            Tenancy tenancy,
            ProcessDrafts drafts,
            ProcessWorkshop workshop,
            ProcessView view,
            Regions regions,
            Audit audit) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.workshop = workshop;
        this.view = view;
        this.regions = regions;
        this.audit = audit;
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping
    View draw(Page page, Staff staff, @PathVariable String service, @RequestParam(defaultValue = "") String erledigt) {
        var done = erledigt.equals("behalten") ? page.t("cases.draft.kept") : null;
        return view.drawing(page, find(staff, service), null, done);
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping
    View keepDrawing(
            Page page,
            Staff staff,
            @PathVariable String service,
            @RequestParam(defaultValue = "0") int stand,
            @RequestParam(defaultValue = "") String xml,
            @RequestParam(defaultValue = "") String weiter) {
        var stored = find(staff, service);
        try {
            BpmnEdit.of(xml);
        } catch (IllegalArgumentException unreadable) {
            return view.drawing(page, stored, page.t("cases.draft.unreadable"), null);
        }
        if (!keep(staff, stored, xml, stand)) {
            return view.drawing(page, stored.with(xml), page.t("cases.draft.conflict"), null);
        }
        return SeeOther.at(weiter.equals("proben") ? path(service) + "/proben" : path(service) + "?erledigt=behalten");
    }

    /** What stands in the way of publishing this, for the drawing to mark. */
    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping("/befund")
    @ResponseBody
    List<Finding> check(Staff staff, @PathVariable String service, @RequestParam(defaultValue = "") String xml) {
        return workshop.check(find(staff, service).base(), xml).findings();
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping("/liste")
    View list(
            Page page,
            Staff staff,
            @PathVariable String service,
            @RequestParam(required = false) @Nullable String pruefen) {
        var stored = find(staff, service);
        var findings = pruefen == null
                ? null
                : workshop.check(stored.base(), stored.xml()).findings();
        return view.steps(page, stored, findings, null);
    }

    /** Takes over all fields of the list, then does what the button says. */
    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping("/liste")
    View keepList(
            Page page,
            Staff staff,
            @PathVariable String service,
            @RequestParam(defaultValue = "0") int stand,
            @RequestParam(defaultValue = "") String weiter,
            HttpServletRequest request) {
        var stored = find(staff, service);
        var typed = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> typed.put(name, values[0]));
        String changed;
        try {
            changed = StepList.change(stored.xml(), typed, weiter);
            // what has grown too large could not be opened again
            BpmnEdit.of(changed);
        } catch (StepList.Incomplete incomplete) {
            return view.steps(page, stored, null, page.t("cases.draft.new." + incomplete.field()));
        } catch (IllegalArgumentException tooLarge) {
            return view.steps(page, stored, null, page.t("cases.draft.unreadable"));
        }
        if (!changed.equals(stored.xml()) && !keep(staff, stored, changed, stand)) {
            return view.steps(page, stored, null, page.t("cases.draft.conflict.list"));
        }
        return SeeOther.at(path(service)
                + switch (weiter) {
                    case "pruefen" -> "/liste?pruefen";
                    case "proben" -> "/proben";
                    default -> "/liste";
                });
    }

    private boolean keep(Staff staff, Stored stored, String xml, int stand) {
        return tenancy.as(
                staff.tenant(),
                () -> drafts.keep(stored.base().name(), stored.base().version(), xml, stand, staff.account()));
    }

    /** Each sample applicant with the way through the draft; one of them is drawn. */
    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping("/proben")
    View trials(
            Page page,
            Staff staff,
            @PathVariable String service,
            @RequestParam(defaultValue = "0") int probe,
            @RequestParam(defaultValue = "") String erledigt) {
        var stored = find(staff, service);
        var done = erledigt.matches("\\d+\\.\\d+\\.\\d+") ? page.t("cases.draft.published", erledigt) : null;
        return view.trials(page, stored, probe, null, done);
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping("/veroeffentlichen")
    View publish(
            Page page,
            Staff staff,
            @PathVariable String service,
            @RequestParam(defaultValue = "0") int stand,
            @RequestParam(defaultValue = "") List<String> wo) {
        var stored = find(staff, service);
        var draft = stored.draft();
        if (draft == null || draft.revision() != stand) {
            return view.trials(page, stored, 0, page.t("cases.draft.conflict.list"), null);
        }
        var land = Land.findByName(regions.current().land()).orElseThrow(NotFound::new);
        try {
            return workshop.publish(staff, draft, land, Set.copyOf(wo))
                    .map(pack -> SeeOther.at(path(service) + "/proben?erledigt=" + pack.version()))
                    .orElseGet(() -> view.trials(page, stored, 0, page.t("cases.draft.conflict.list"), null));
        } catch (ProcessWorkshop.NotNewest overtaken) {
            return view.trials(
                    page, stored, 0, page.t("cases.draft.outdated", draft.base().toString()), null);
        } catch (PackageRefused refused) {
            var why = refused.problems().stream()
                    .map(problem -> problem.message() + " " + problem.fix())
                    .collect(Collectors.joining(" "));
            return view.trials(page, stored, 0, why, null);
        }
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping("/staende")
    View states(Page page, Staff staff, @PathVariable String service) {
        var stored = find(staff, service);
        return view.states(page, stored, tenancy.as(staff.tenant(), () -> drafts.list(service)), null);
    }

    /** Brings an earlier state back, as the newest one. */
    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping("/staende")
    View restore(
            Page page,
            Staff staff,
            @PathVariable String service,
            @RequestParam(defaultValue = "0") int stand,
            @RequestParam(defaultValue = "0") int nummer) {
        var stored = find(staff, service);
        var earlier = tenancy.as(staff.tenant(), () -> drafts.list(service)).stream()
                .filter(draft -> draft.revision() == nummer)
                .findFirst()
                .orElseThrow(NotFound::new);
        if (!keep(staff, stored, earlier.bpmn(), stand)) {
            return conflict(page, staff, service);
        }
        return SeeOther.at(path(service) + "/liste");
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping("/verwerfen")
    View discard(Page page, Staff staff, @PathVariable String service, @RequestParam(defaultValue = "0") int stand) {
        var draft = find(staff, service).draft();
        if (draft == null || draft.revision() != stand) {
            return conflict(page, staff, service);
        }
        tenancy.run(staff.tenant(), () -> {
            if (drafts.discard(draft, staff.account())) {
                audit.record("service.process.discarded", service, Map.of());
            }
        });
        return SeeOther.at(ProcessListPages.LIST);
    }

    private View conflict(Page page, Staff staff, String service) {
        return view.states(
                page,
                find(staff, service),
                tenancy.as(staff.tenant(), () -> drafts.list(service)),
                page.t("cases.draft.conflict.list"));
    }

    private Stored find(Staff staff, String service) {
        var base = workshop.findNewest(service).orElseThrow(NotFound::new);
        return tenancy.as(
                staff.tenant(), () -> new Stored(base, drafts.find(service).orElse(null), drafts.revision(service)));
    }

    private static String path(String service) {
        return ProcessListPages.LIST + "/" + service;
    }
}
