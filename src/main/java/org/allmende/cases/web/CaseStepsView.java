package org.allmende.cases.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.allmende.cases.Case;
import org.allmende.cases.Correcting;
import org.allmende.cases.DecidingAnew;
import org.allmende.cases.FurtherNotice;
import org.allmende.cases.FurtherNotices;
import org.allmende.cases.HandingOn;
import org.allmende.cases.NewNotice;
import org.allmende.cases.NoticeCorrection;
import org.allmende.cases.PartialDeciding;
import org.allmende.cases.PartialNotice;
import org.allmende.cases.Transferring;
import org.allmende.cases.Transfers;
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
    private final DecidingAnew decidingAnew;
    private final FurtherNotices further;
    private final PartialDeciding deciding;
    private final Transferring transferring;
    private final Transfers transfers;
    private final Clock clock;

    CaseStepsView(
            Opinions opinions,
            SiteVisits visits,
            Correcting correcting,
            DecidingAnew decidingAnew,
            FurtherNotices further,
            PartialDeciding deciding,
            Transferring transferring,
            Transfers transfers,
            Clock clock) {
        this.opinions = opinions;
        this.visits = visits;
        this.correcting = correcting;
        this.decidingAnew = decidingAnew;
        this.further = further;
        this.deciding = deciding;
        this.transferring = transferring;
        this.transfers = transfers;
        this.clock = clock;
    }

    CaseSteps of(Page page, Case it) {
        var base = "/arbeitsplatz/vorgaenge/" + it.id();
        var steps = new ArrayList<CaseSteps.Step>();
        opinions(page, it, base, steps);
        visits(page, it, base, steps);
        partials(page, it, base, steps);
        anew(page, it, base, steps);
        corrections(page, it, base, steps);
        if (HandingOn.isPossible(it)) {
            steps.add(new CaseSteps.Step(
                    page.t("cases.steps.handon"), page.t("cases.steps.handon.hint"), "", "", base + "/abgeben"));
        }
        transfers(page, it, base, steps);
        return new CaseSteps(steps);
    }

    private void partials(Page page, Case it, String base, List<CaseSteps.Step> steps) {
        var all = further.list(it.id(), PartialNotice.class);
        boolean lost = deciding.findLost(it).isPresent();
        if (all.isEmpty() && deciding.list(it).isEmpty()) {
            return;
        }
        steps.add(new CaseSteps.Step(
                page.t("cases.steps.partial"),
                page.t("cases.steps.partial.hint"),
                lost ? page.t("cases.steps.anew.due") : state(page, all, "cases.steps.partial.issued"),
                lost || isProposed(all) ? "warning" : "success",
                base + "/teilbescheid"));
    }

    private static boolean isProposed(List<? extends FurtherNotice<?>> all) {
        return all.stream().anyMatch(FurtherNotice::isProposed);
    }

    private static String state(Page page, List<? extends FurtherNotice<?>> all, String issued) {
        long out = all.stream().filter(FurtherNotice::isIssued).count();
        return isProposed(all)
                ? page.t("cases.steps.correction.proposed")
                : out < all.size() ? page.t("cases.steps.said") : out > 0 ? page.t(issued, out) : "";
    }

    private void anew(Page page, Case it, String base, List<CaseSteps.Step> steps) {
        var all = further.list(it.id(), NewNotice.class);
        boolean due = decidingAnew.findSucceeded(it).isPresent();
        if (!due && all.isEmpty()) {
            return;
        }
        steps.add(new CaseSteps.Step(
                page.t("cases.steps.anew"),
                page.t("cases.steps.anew.hint"),
                due ? page.t("cases.steps.anew.due") : state(page, all, "cases.steps.anew.issued"),
                due || isProposed(all) ? "warning" : "success",
                base + "/neuer-bescheid"));
    }

    private void transfers(Page page, Case it, String base, List<CaseSteps.Step> steps) {
        var asked = transfers.findOpen(it.id());
        if (asked.isEmpty()
                && (!HandingOn.isPossible(it) || transferring.listTargets(it).isEmpty())) {
            return;
        }
        steps.add(new CaseSteps.Step(
                page.t("cases.steps.transfer"),
                page.t("cases.steps.transfer.hint"),
                asked.isPresent() ? page.t("cases.steps.transfer.asked") : "",
                "warning",
                base + "/weitergabe"));
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
        var all = further.list(it.id(), NoticeCorrection.class);
        steps.add(new CaseSteps.Step(
                page.t("cases.steps.correction"),
                page.t("cases.steps.correction.hint"),
                state(page, all, "cases.steps.correction.issued"),
                isProposed(all) ? "warning" : "success",
                base + "/berichtigung"));
    }
}
