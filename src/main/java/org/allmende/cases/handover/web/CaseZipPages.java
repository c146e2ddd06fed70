package org.allmende.cases.handover.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.Cases;
import org.allmende.cases.handover.Archives;
import org.allmende.cases.handover.Handovers;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The ZIP of a case for the clerk whose office's software fetches nothing by itself. */
@Controller
class CaseZipPages {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Handovers handovers;
    private final Archives archives;
    private final Audit audit;

    CaseZipPages(Tenancy tenancy, Cases cases, Handovers handovers, Archives archives, Audit audit) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.handovers = handovers;
        this.archives = archives;
        this.audit = audit;
    }

    /** A closed case for the archive. */
    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/arbeitsplatz/vorgaenge/{id}/aussonderung.zip")
    void archive(Staff staff, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var handover = tenancy.as(staff.tenant(), () -> {
            var it = cases.find(id)
                    .filter(one -> staff.worksIn(one.office()) && one.closed() != null)
                    .orElseThrow(CaseNotFound::new);
            audit.record("case.archived", id, Map.of());
            return handovers.of(it);
        });
        Zip.send(archives::write, handover, Archives.fileName(handover), response);
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/arbeitsplatz/vorgaenge/{id}/uebergabe.zip")
    void download(Staff staff, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var handover = tenancy.as(staff.tenant(), () -> {
            var it = cases.find(id).filter(one -> staff.worksIn(one.office())).orElseThrow(CaseNotFound::new);
            audit.record("handover.downloaded", id, Map.of());
            return handovers.of(it);
        });
        Zip.send(handovers, handover, response);
    }
}
