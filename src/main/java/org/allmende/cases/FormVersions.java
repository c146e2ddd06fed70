package org.allmende.cases;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.Version;
import org.springframework.stereotype.Component;

/**
 * Brings an open draft under the version of the form that its portal offers by now. A draft whose service is no longer
 * offered stays with the version it has.
 */
@Component
public class FormVersions {

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final Services services;
    private final Clock clock;

    FormVersions(Tenancy tenancy, Drafts drafts, Services services, Clock clock) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.services = services;
        this.clock = clock;
    }

    /** The draft under the version that is offered now, written down if it had another. */
    public Draft upToDate(Draft draft) {
        return findNewer(draft).isEmpty()
                ? draft
                : tenancy.as(draft.tenant(), () -> moveLocked(drafts.lock(draft.id())));
    }

    /** As {@link #upToDate}, for a draft that this transaction has locked. */
    Draft moveLocked(Draft draft) {
        return findNewer(draft)
                .map(newer -> {
                    var older = services.get(draft.tenant(), draft.service(), draft.version());
                    var moved = FormMove.of(draft, older, newer, clock.instant(), GermanDates.today(clock));
                    drafts.keepMoved(moved);
                    return moved;
                })
                .orElse(draft);
    }

    private Optional<Service> findNewer(Draft draft) {
        if (draft.isSent()) {
            return Optional.empty();
        }
        return services.find(draft.tenant(), draft.service())
                .filter(offered -> offered.pack().version().compareTo(Version.parse(draft.version())) > 0);
    }

    /**
     * Keeps what a page of an older version still brings after the draft has moved on another device: what that page asked
     * and the form no longer does is put aside, and its author is told once more.
     *
     * @param version that of the page
     * @param typed what it brings for the step, by input
     */
    public void keepFromOldPage(Draft draft, String version, String step, Map<String, List<String>> typed) {
        if (draft.moves().stream().noneMatch(move -> move.from().equals(version))) {
            return;
        }
        var older = services.get(draft.tenant(), draft.service(), version);
        var newer = services.get(draft.tenant(), draft.service(), draft.version());
        var left = FormMove.left(older, newer, step, typed);
        if (!left.isEmpty()) {
            tenancy.run(draft.tenant(), () -> putAside(drafts.lock(draft.id()), left));
        }
    }

    private void putAside(Draft draft, List<Aside> left) {
        var aside = new ArrayList<>(draft.aside());
        left.stream().filter(one -> !aside.contains(one)).forEach(aside::add);
        var moves = new ArrayList<>(draft.moves());
        var last = moves.removeLast();
        moves.add(new Move(
                last.from(), last.to(), last.at(), last.kept(), last.anew(), last.aside() + left.size(), false));
        drafts.keepMoved(draft.with(moves, aside));
    }

    /** Its author has read what has changed. */
    public void markSeen(String tenant, UUID id) {
        tenancy.run(tenant, () -> {
            var draft = drafts.lock(id);
            drafts.keepMoved(draft.with(draft.moves().stream().map(Move::asSeen).toList(), draft.aside()));
        });
    }
}
