package org.allmende.cases.web;

import java.time.Clock;
import org.allmende.cases.Case;
import org.allmende.cases.visit.SiteVisit;
import org.allmende.cases.visit.SiteVisits;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;

/** Puts on a citizen's page what the office has arranged with them. In the running transaction of the case's tenant. */
@Component
class StatusStepsView {

    private final SiteVisits visits;
    private final Clock clock;

    StatusStepsView(SiteVisits visits, Clock clock) {
        this.visits = visits;
        this.clock = clock;
    }

    StatusSteps of(Page page, Case it) {
        return new StatusSteps(visits.list(it.id()).stream()
                .filter(one -> one.plan().ends().isAfter(clock.instant()) && one.result() == null)
                .map(one -> visit(page, it, one))
                .toList());
    }

    private static StatusSteps.Visit visit(Page page, Case it, SiteVisit visit) {
        var plan = visit.plan();
        return new StatusSteps.Visit(
                page.t(
                        "cases.visit.when",
                        GermanDates.date(GermanDates.dayOf(plan.at()), page.lang()),
                        GermanDates.time(plan.at()),
                        GermanDates.time(plan.ends())),
                plan.at().toString(),
                plan.place(),
                plan.who(),
                plan.hint(),
                visit.cancelled() == null ? "" : visit.cancelled(),
                CasePath.of(it) + "/ortstermin/%s.ics".formatted(visit.id()));
    }
}
