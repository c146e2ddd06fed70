package org.allmende.cases.modelling.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.allmende.cases.CaseState;
import org.allmende.cases.VersionMoves;
import org.allmende.cases.VersionMoves.Candidate;
import org.allmende.cases.web.CaseWords;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where the lead of an office sees which open cases follow an older version, tries whether they can move, and moves them. */
@Controller
@RequestMapping("/arbeitsplatz/versionen")
class MovePages {

    private final VersionMoves moves;

    MovePages(VersionMoves moves) {
        this.moves = moves;
    }

    @Allowed(Role.LEAD)
    @GetMapping
    View show(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        var candidates = moves.list(staff);
        var groups = new LinkedHashMap<String, List<Candidate>>();
        for (var candidate : candidates) {
            var it = candidate.it();
            groups.computeIfAbsent(it.service() + " " + it.version(), first -> new ArrayList<>())
                    .add(candidate);
        }
        var done = erledigt.matches("\\d{1,3}") ? page.t("cases.move.done", Integer.parseInt(erledigt)) : null;
        return page.show(
                "cases/moves",
                new MovePage(
                        groups.values().stream()
                                .map(group -> group(page, group))
                                .toList(),
                        (int) candidates.stream()
                                .filter(candidate -> candidate.obstacle().isEmpty())
                                .count(),
                        done));
    }

    private static MovePage.Group group(Page page, List<Candidate> candidates) {
        var first = candidates.getFirst();
        return new MovePage.Group(
                first.it().title(),
                first.it().version(),
                first.target(),
                candidates.stream().map(candidate -> row(page, candidate)).toList());
    }

    private static MovePage.Row row(Page page, Candidate candidate) {
        var it = candidate.it();
        var place = candidate.places().isEmpty()
                ? page.t(it.state() == CaseState.NEW ? "cases.move.begin" : "cases.move.between")
                : String.join(", ", candidate.places());
        return new MovePage.Row(
                it.id().toString(),
                it.number().toString(),
                CaseWords.applicant(page, it.applicant()),
                place,
                candidate
                        .obstacle()
                        .map(why -> page.t("cases.move.not." + why.name().toLowerCase(Locale.ROOT)))
                        .orElse(""));
    }

    @Allowed(Role.LEAD)
    @PostMapping
    View move(Staff staff, @RequestParam(defaultValue = "") List<UUID> vorgang) {
        return SeeOther.at("/arbeitsplatz/versionen?erledigt=" + moves.move(staff, vorgang));
    }
}
