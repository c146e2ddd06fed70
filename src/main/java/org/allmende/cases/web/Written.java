package org.allmende.cases.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.cases.Draft;
import org.allmende.cases.Unfinished;
import org.allmende.services.Service;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.PlaceType;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;

/**
 * An application that is being written, with the form as its answers make it.
 *
 * @param atCounter whether a clerk writes it for somebody at the counter
 */
record Written(Draft draft, Service service, FormRun run, boolean atCounter) {

    Written with(FormRun other) {
        return new Written(draft, service, other, atCounter);
    }

    Written asAtCounter() {
        return new Written(draft, service, run, true);
    }

    /** The path below which it has its pages. */
    String base() {
        return atCounter ? CounterPages.base(draft.id()) : OpenDrafts.base(draft);
    }

    /** Where a button leads that lays it aside. */
    String aside() {
        return atCounter ? CounterPages.LIST : base() + "/speichern";
    }

    Unfinished unfinished() {
        return Unfinished.parse(draft.unfinished());
    }

    /** What the inputs of a step show: what was typed last, else what was answered. */
    Map<String, List<String>> typed(Step step) {
        var typed = new LinkedHashMap<>(run.typed(step));
        unfinished().find(step).ifPresent(typed::putAll);
        proposal(step).ifPresent(place -> typed.putIfAbsent(place.input(""), List.of(draft.tenant())));
        return typed;
    }

    /** The first question for a place is answered with the portal's own, as a proposal that nothing keeps. */
    private Optional<Question> proposal(Step step) {
        return run.form().steps().stream()
                .flatMap(one -> one.questions().stream())
                .filter(question -> question.type() instanceof PlaceType)
                .findFirst()
                .filter(step.questions()::contains)
                .filter(question ->
                        run.setting().findMunicipality(draft.tenant()).isPresent());
    }

    /** The step with which its author goes on; nothing when all answers can be checked. */
    Optional<Step> firstOpen() {
        return unfinished()
                .firstStep(run)
                .or(() -> run.ended() ? Optional.of(run.steps().getLast()) : run.firstOpen());
    }
}
