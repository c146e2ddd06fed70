package org.allmende.cases.web;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.allmende.cases.Arrival;
import org.allmende.cases.Case;
import org.allmende.cases.CaseClock;
import org.allmende.cases.CaseState;
import org.allmende.cases.Cases;
import org.allmende.cases.Entries;
import org.allmende.cases.Entry;
import org.allmende.cases.Hearings;
import org.allmende.cases.Objections;
import org.allmende.cases.Proposal;
import org.allmende.cases.Proposals;
import org.allmende.cases.Transfers;
import org.allmende.cases.Undo;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Term;
import org.allmende.services.Outcome;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the clocks of a case and the acts beside its process on a clerk's page. */
@Component
class CaseActsView {

    /** So many days a citizen has to say something, as the form proposes it. */
    private static final int HEARING_DAYS = 14;

    /** By how much: what is appropriate to a difficult matter is not longer than such a period itself. */
    static final SortedMap<String, Term> LONGER = new TreeMap<>(Map.of(
            "P2W", new Term(2, Term.Unit.WEEKS),
            "P1M", new Term(1, Term.Unit.MONTHS),
            "P2M", new Term(2, Term.Unit.MONTHS),
            "P3M", new Term(3, Term.Unit.MONTHS)));

    private final CaseClock caseClock;
    private final Entries entries;
    private final Hearings hearings;
    private final Proposals proposals;
    private final Undo undo;
    private final Objections objections;
    private final Transfers transfers;
    private final Cases cases;
    private final Services services;
    private final Clock clock;

    CaseActsView(
            CaseClock caseClock,
            Entries entries,
            Hearings hearings,
            Proposals proposals,
            Undo undo,
            Objections objections,
            Transfers transfers,
            Cases cases,
            Services services,
            Clock clock) {
        this.caseClock = caseClock;
        this.entries = entries;
        this.hearings = hearings;
        this.proposals = proposals;
        this.undo = undo;
        this.objections = objections;
        this.transfers = transfers;
        this.cases = cases;
        this.services = services;
        this.clock = clock;
    }

    CaseActs of(Page page, Staff staff, Case it) {
        var deemed = it.decided() == null ? deemed(page, it) : "";
        boolean open =
                List.of(CaseState.NEW, CaseState.IN_REVIEW, CaseState.ANSWERED).contains(it.state());
        var hearable = open && deemed.isEmpty() ? hearable(page, it) : Map.<String, String>of();
        return new CaseActs(
                caseClock.sentences(it.id(), page.lang()),
                deemed,
                canGoOn(it),
                hearable,
                GermanDates.today(clock).plusDays(HEARING_DAYS).toString(),
                open,
                it.state() == CaseState.SUSPENDED,
                prolongations(page, it),
                open && decisions(it).stream().anyMatch(one -> one.hearing() && !hearings.isHeard(it.id(), one.id())),
                proposal(page, staff, it),
                grace(page, staff, it),
                link(page, it),
                whereabouts(page, it));
    }

    private List<String> whereabouts(Page page, Case it) {
        return Stream.concat(
                        transfers.findArrival(it.id()).map(one -> arrived(page, one)).stream(),
                        transfers
                                .findHanded(it.id())
                                .map(one -> page.t(
                                        "cases.transfer.gone",
                                        one.to().name(),
                                        Objects.requireNonNull(one.handed()).number()))
                                .stream())
                .toList();
    }

    /** Where it came from, and from which day periods run. */
    static String arrived(Page page, Arrival it) {
        return page.t(
                it.day().first() ? "cases.transfer.arrived.first" : "cases.transfer.arrived",
                it.fromName(),
                it.fromNumber(),
                GermanDates.date(GermanDates.dayOf(it.received()), page.lang()),
                it.reason(),
                it.day().law());
    }

    private Map<String, String> prolongations(Page page, Case it) {
        var choices = new LinkedHashMap<String, String>();
        if (it.decided() == null && caseClock.findProlongable(it.id()).isPresent()) {
            LONGER.keySet().forEach(by -> choices.put(by, page.t("cases.act.prolong." + by)));
        }
        return choices;
    }

    private CaseActs.@Nullable Link link(Page page, Case it) {
        var own = objections.find(it.id());
        if (own.isPresent()) {
            var time = own.get();
            var ends = GermanDates.date(time.ends(), page.lang());
            return link(
                    page,
                    "cases.objection.against",
                    time.against(),
                    page.t(
                            time.late() ? "cases.objection.late" : "cases.objection.timely",
                            ends,
                            GermanDates.date(time.announced(), page.lang())));
        }
        return objections
                .findAgainst(it.id())
                .map(objection -> link(page, "cases.objection.there", objection.caseId(), ""))
                .orElse(null);
    }

    private CaseActs.@Nullable Link link(Page page, String text, UUID id, String note) {
        return cases.find(id)
                .map(other -> new CaseActs.Link(
                        page.t(text),
                        "/arbeitsplatz/vorgaenge/" + id,
                        other.number().toString(),
                        note))
                .orElse(null);
    }

    private boolean canGoOn(Case it) {
        return switch (it.state()) {
            case QUESTION_OPEN -> true;
            case HEARING ->
                hearings.findOpen(it.id())
                        .filter(one -> one.due().isBefore(GermanDates.today(clock)))
                        .isPresent();
            default -> false;
        };
    }

    private List<Outcome.Decision> decisions(Case it) {
        return services.get(it.tenant(), it.service(), it.version())
                .pack()
                .outcome()
                .decisions();
    }

    private Map<String, String> hearable(Page page, Case it) {
        var labels = new LinkedHashMap<String, String>();
        decisions(it).stream()
                .filter(one -> !one.grants() && !one.notice().isEmpty())
                .forEach(one -> labels.put(one.id(), one.label().in(page.lang())));
        return labels;
    }

    private CaseActs.@Nullable Proposed proposal(Page page, Staff staff, Case it) {
        if (it.state() != CaseState.CONFIRMATION) {
            return null;
        }
        return proposals
                .find(it.id())
                .map(proposal -> new CaseActs.Proposed(
                        label(page, it, proposal),
                        proposal.outcome(),
                        Objects.requireNonNullElse(proposal.reason(), ""),
                        proposal.byName(),
                        proposal.by().equals(staff.account())))
                .orElse(null);
    }

    private String label(Page page, Case it, Proposal proposal) {
        return decisions(it).stream()
                .filter(one -> one.id().equals(proposal.outcome()))
                .map(one -> one.label().in(page.lang()))
                .findFirst()
                .orElse(proposal.outcome());
    }

    private CaseActs.@Nullable Grace grace(Page page, Staff staff, Case it) {
        if (it.state() != CaseState.GRACE) {
            return null;
        }
        var until =
                proposals.findStands(it.id()).map(GermanDates::timeWithSeconds).orElse("");
        return proposals
                .find(it.id())
                .map(proposal -> new CaseActs.Grace(
                        label(page, it, proposal),
                        until,
                        undo.findDecision(staff, it.id())
                                .map(batch -> CaseView.back(it, batch))
                                .orElse(null)))
                .orElse(null);
    }

    private String deemed(Page page, Case it) {
        return entries.list(it.id()).stream()
                .filter(entry -> entry.kind() == Entry.Kind.DEEMED_GRANTED)
                .map(entry -> GermanDates.date(GermanDates.dayOf(entry.at()), page.lang()))
                .findFirst()
                .orElse("");
    }
}
