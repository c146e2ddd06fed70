package org.allmende.cases.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.allmende.cases.Case;
import org.allmende.cases.FurtherNotices;
import org.allmende.cases.Letters;
import org.allmende.cases.Objecting;
import org.allmende.cases.Objections;
import org.allmende.cases.Transfer;
import org.allmende.cases.Transferring;
import org.allmende.cases.Transfers;
import org.allmende.cases.visit.SiteVisit;
import org.allmende.cases.visit.SiteVisits;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;

/** Puts on a citizen's page what the office has arranged with them. In the running transaction of the case's tenant. */
@Component
class StatusStepsView {

    private final SiteVisits visits;
    private final Transfers transfers;
    private final FurtherNotices further;
    private final Letters letters;
    private final Objections objections;
    private final Objecting objecting;
    private final Clock clock;

    StatusStepsView(
            SiteVisits visits,
            Transfers transfers,
            FurtherNotices further,
            Letters letters,
            Objections objections,
            Objecting objecting,
            Clock clock) {
        this.visits = visits;
        this.further = further;
        this.letters = letters;
        this.objections = objections;
        this.objecting = objecting;
        this.transfers = transfers;
        this.clock = clock;
    }

    StatusSteps of(Page page, Case it) {
        return new StatusSteps(
                moves(page, it),
                parts(page, it),
                visits.list(it.id()).stream()
                        .filter(one -> one.plan().ends().isAfter(clock.instant()) && one.result() == null)
                        .map(one -> visit(page, it, one))
                        .toList());
    }

    private List<StatusSteps.Part> parts(Page page, Case it) {
        return further.listHolding(it.id()).stream()
                .filter(one -> letters.findNotice(it.id(), one.number()).isPresent())
                .map(one -> new StatusSteps.Part(
                        page.t("cases.partial.yours", one.number()),
                        one.content().covers(),
                        page.t(it.decided() == null ? "cases.partial.yours.rest" : "cases.partial.yours.over"),
                        "%s/%s-%d.pdf".formatted(CasePath.of(it), Letters.Kind.PARTIAL.path(), one.number()),
                        objecting.find(it, one).isPresent()
                                        || objections.findAgainst(one).isPresent()
                                ? ObjectPages.path(it, one)
                                : ""))
                .toList();
    }

    private List<StatusSteps.Move> moves(Page page, Case it) {
        var moves = new ArrayList<StatusSteps.Move>();
        transfers
                .findOpen(it.id())
                .filter(one -> Transferring.isAnswerable(it))
                .map(one -> new StatusSteps.Move(
                        page.t("cases.transfer.yours.asked"),
                        page.t("cases.transfer.yours.asked.text", one.to().name()),
                        CasePath.of(it) + "/weitergabe",
                        page.t("cases.transfer.yours.answer")))
                .ifPresent(moves::add);
        transfers
                .findHanded(it.id())
                .map(one -> new StatusSteps.Move(
                        page.t("cases.transfer.yours.gone"),
                        gone(page, one),
                        ConsentPages.path(one),
                        page.t("cases.transfer.yours.go")))
                .ifPresent(moves::add);
        transfers
                .findArrival(it.id())
                .map(one -> new StatusSteps.Move(
                        page.t("cases.transfer.yours.arrived"), CaseActsView.arrived(page, one), "", ""))
                .ifPresent(moves::add);
        return moves;
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

    private static String gone(Page page, Transfer transfer) {
        var where = page.t(
                "cases.transfer.yours.gone.text",
                transfer.to().name(),
                Objects.requireNonNull(transfer.handed()).number());
        return transfer.law() == null ? where : where + " " + page.t("cases.transfer.yours.gone.law", transfer.law());
    }
}
