package org.allmende.cases.web;

import org.allmende.cases.Case;
import org.allmende.cases.CaseClock;
import org.allmende.cases.CaseState;
import org.allmende.cases.Entries;
import org.allmende.cases.Entry;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;

/** Puts the clocks of a case and the acts beside its process on a clerk's page. */
@Component
class CaseActsView {

    private final CaseClock caseClock;
    private final Entries entries;

    CaseActsView(CaseClock caseClock, Entries entries) {
        this.caseClock = caseClock;
        this.entries = entries;
    }

    CaseActs of(Page page, Case it) {
        return new CaseActs(
                caseClock.sentences(it.id(), page.lang()),
                it.decided() == null ? deemed(page, it) : "",
                it.state() == CaseState.QUESTION_OPEN);
    }

    private String deemed(Page page, Case it) {
        return entries.list(it.id()).stream()
                .filter(entry -> entry.kind() == Entry.Kind.DEEMED_GRANTED)
                .map(entry -> GermanDates.date(GermanDates.dayOf(entry.at()), page.lang()))
                .findFirst()
                .orElse("");
    }
}
