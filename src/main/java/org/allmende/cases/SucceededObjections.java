package org.allmende.cases;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.allmende.services.Outcome;
import org.springframework.stereotype.Component;

/**
 * The objections that have succeeded and wait for the new notice that they bring (§ 72 VwGO). In the running transaction of the case's
 * tenant.
 */
@Component
class SucceededObjections {

    private final Objections objections;
    private final Cases cases;
    private final Deciding deciding;
    private final FurtherNotices notices;

    SucceededObjections(Objections objections, Cases cases, Deciding deciding, FurtherNotices notices) {
        this.objections = objections;
        this.cases = cases;
        this.deciding = deciding;
        this.notices = notices;
    }

    /** Against a notice that ended the case. */
    Optional<Case> find(Case it) {
        return list(it, one -> one.partial() == null).map(this::caseOf).findFirst();
    }

    /** Against a notice about a part. */
    Optional<Objection> findAgainstPart(Case it) {
        return list(it, one -> one.partial() != null).findFirst();
    }

    Case caseOf(Objection objection) {
        return cases.find(objection.caseId()).orElseThrow(CaseNotFound::new);
    }

    private Stream<Objection> list(Case it, Predicate<Objection> which) {
        var answered = new HashSet<>();
        notices.list(it.id(), NewNotice.class)
                .forEach(one -> answered.add(one.content().objection()));
        notices.list(it.id(), PartialNotice.class).stream()
                .map(one -> one.content().objection())
                .filter(Objects::nonNull)
                .forEach(answered::add);
        return objections.listAgainst(it.id()).stream()
                .filter(which)
                .filter(one -> !answered.contains(one.caseId()))
                .filter(this::hasSucceeded);
    }

    private boolean hasSucceeded(Objection objection) {
        return cases.find(objection.caseId()).stream()
                .filter(one -> one.decided() != null)
                .flatMap(one -> deciding.find(one, String.valueOf(one.outcome())).stream())
                .anyMatch(Outcome.Decision::grants);
    }
}
