package org.allmende.cases.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.allmende.cases.Case;
import org.allmende.cases.Correcting;
import org.allmende.cases.HandingOn;
import org.allmende.cases.NoticeCorrections;
import org.allmende.cases.opinion.Opinion;
import org.allmende.cases.opinion.Opinions;
import org.allmende.cases.visit.SiteVisits;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;

/** Puts on a case's page what else can be done in it. In the running transaction of its tenant. */
@Component
class CaseStepsView {

    private final Opinions opinions;
    private final SiteVisits visits;
    private final Correcting correcting;
    private final NoticeCorrections corrections;
    private final Clock clock;

    CaseStepsView(
            Opinions opinions, SiteVisits visits, Correcting correcting, NoticeCorrections corrections, Clock clock) {
        this.opinions = opinions;
        this.visits = visits;
        this.correcting = correcting;
        this.corrections = corrections;
        this.clock = clock;
    }

    CaseSteps of(Page page, Case it) {
        var base = "/arbeitsplatz/vorgaenge/" + it.id();
        var steps = new ArrayList<CaseSteps.Step>();
        opinions(page, it, base, steps);
        visits(page, it, base, steps);
        corrections(page, it, base, steps);
        if (HandingOn.isPossible(it)) {
            steps.add(new CaseSteps.Step(
                    page.t("cases.steps.handon"), page.t("cases.steps.handon.hint"), "", "", base + "/abgeben"));
        }
        return new CaseSteps(steps);
    }

    private void opinions(Page page, Case it, String base, List<CaseSteps.Step> steps) {
        var all = opinions.list(it.id());
        if (all.isEmpty() && it.closed() != null) {
            return;
        }
        var today = GermanDates.today(clock);
        long overdue = all.stream().filter(one -> one.isOverdueOn(today)).count();
        long open = all.stream().filter(Opinion::isOpen).count();
        long given = all.stream().filter(one -> one.reply() != null).count();
        var state = overdue > 0
                ? page.t("cases.steps.opinion.overdue", overdue)
                : open > 0
                        ? page.t("cases.steps.opinion.open", open)
                        : given > 0 ? page.t("cases.steps.opinion.given", given) : "";
        steps.add(new CaseSteps.Step(
                page.t("cases.steps.opinion"),
                page.t("cases.steps.opinion.hint"),
                state,
                overdue > 0 ? "danger" : open > 0 ? "warning" : "success",
                base + "/stellungnahme"));
    }

    private void visits(Page page, Case it, String base, List<CaseSteps.Step> steps) {
        var all = visits.list(it.id());
        if (all.isEmpty() && it.closed() != null) {
            return;
        }
        var next = all.stream()
                .filter(one -> one.isAheadAt(clock.instant()))
                .findFirst()
                .map(one -> GermanDates.moment(one.plan().at()));
        boolean unwritten = all.stream()
                .anyMatch(one -> one.cancelled() == null && one.result() == null && !one.isAheadAt(clock.instant()));
        steps.add(new CaseSteps.Step(
                page.t("cases.steps.visit"),
                page.t("cases.steps.visit.hint"),
                next.orElseGet(() -> unwritten ? page.t("cases.steps.visit.unwritten") : ""),
                next.isPresent() ? "success" : "warning",
                base + "/ortstermin"));
    }

    private void corrections(Page page, Case it, String base, List<CaseSteps.Step> steps) {
        if (!correcting.isPossible(it)) {
            return;
        }
        boolean proposed = corrections.findProposed(it.id()).isPresent();
        int issued = corrections.list(it.id()).size() - (proposed ? 1 : 0);
        var state = proposed
                ? page.t("cases.steps.correction.proposed")
                : issued > 0 ? page.t("cases.steps.correction.issued", issued) : "";
        steps.add(new CaseSteps.Step(
                page.t("cases.steps.correction"),
                page.t("cases.steps.correction.hint"),
                state,
                proposed ? "warning" : "success",
                base + "/berichtigung"));
    }
}
