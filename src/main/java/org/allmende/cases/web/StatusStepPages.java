package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.allmende.cases.visit.SiteVisits;
import org.allmende.cases.visit.VisitCalendar;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.login.Public;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a citizen gets and does on the page of their case beside its process. */
@Controller
class StatusStepPages {

    private final Tenancy tenancy;
    private final OpenCases open;
    private final SiteVisits visits;
    private final VisitCalendar calendar;

    StatusStepPages(Tenancy tenancy, OpenCases open, SiteVisits visits, VisitCalendar calendar) {
        this.tenancy = tenancy;
        this.open = open;
        this.visits = visits;
        this.calendar = calendar;
    }

    /** A site visit for the citizen's own calendar. */
    @Public
    @GetMapping("/{tenant}/vorgang/{number}/ortstermin/{visit}.ics")
    ResponseEntity<byte[]> ics(
            @PathVariable String tenant,
            @PathVariable String number,
            @PathVariable UUID visit,
            HttpServletRequest request) {
        var it = open.find(tenant, number, request).orElseThrow(NotFound::new);
        return tenancy.as(
                it.tenant(),
                () -> VisitPages.ics(
                        it, calendar.ics(it, visits.find(it.id(), visit).orElseThrow(NotFound::new))));
    }
}
