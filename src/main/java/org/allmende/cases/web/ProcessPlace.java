package org.allmende.cases.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.allmende.cases.Case;
import org.allmende.cases.Entry;
import org.allmende.cases.bpmn.Position;
import org.allmende.cases.bpmn.Position.Visit;
import org.allmende.cases.bpmn.ProcessDrawing;
import org.allmende.platform.html.Markup;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.bpmn.Node;
import org.allmende.services.bpmn.ProcessModel;
import org.jspecify.annotations.Nullable;

/**
 * The process beside a case: drawn, as a short list, and step by step with who has done it.
 *
 * @param drawing as SVG, null when the process is not drawn
 * @param hints what the package tells about the steps where the case is
 */
public record ProcessPlace(
        @Nullable Markup drawing,
        List<Step> steps,
        List<Hint> hints,
        List<Round> rounds,
        List<ProcessDrawing.Ahead> ahead) {

    /** A step in words: state is done, current or future. */
    public record Step(String name, String state, String when) {}

    /** @param lead whether it is a task of the lead */
    public record Hint(String name, String text, boolean lead) {}

    /** One time that the case came to a task; done is empty while it is open. */
    public record Round(String name, String since, String done, String by) {}

    /** An act and the engine's step belong together when they are of one transaction; their clocks differ by no more. */
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    /** What is noted in a case without a step of its process. */
    private static final Set<Entry.Kind> BESIDE = EnumSet.of(
            Entry.Kind.SUBMITTED,
            Entry.Kind.CLAIMED,
            Entry.Kind.ASSIGNED,
            Entry.Kind.RELEASED,
            Entry.Kind.NOTE,
            Entry.Kind.IDENTITY_SEEN,
            Entry.Kind.NOTICE_OPENED,
            Entry.Kind.HANDED_OVER,
            Entry.Kind.MOVED);

    static ProcessPlace of(
            Page page, Case it, ProcessDrawing drawing, Position position, List<Entry> entries, ProcessModel model) {
        var rounds = position.rounds().stream()
                .map(visit -> new Round(
                        drawing.name(visit.element()),
                        GermanDates.moment(visit.reached()),
                        visit.left() == null ? "" : GermanDates.moment(visit.left()),
                        by(page, it, visit, entries)))
                .toList();
        var hints = position.current().stream()
                .flatMap(task -> model.findNode(task).stream())
                .filter(node -> !node.documentation().isEmpty() || node.lead())
                .map(node -> new Hint(node.name(), node.documentation(), node.lead()))
                .toList();
        var svg = drawing.svg(
                position, page.t("cases.process"), told(page, position, model), notes(page, it, position, entries));
        return new ProcessPlace(
                svg.isEmpty() ? null : new Markup(svg),
                steps(page, drawing, position),
                hints,
                rounds,
                drawing.ahead(position));
    }

    private static List<Step> steps(Page page, ProcessDrawing drawing, Position position) {
        return drawing.steps(position).stream()
                .map(step -> new Step(
                        step.name(),
                        step.state().name().toLowerCase(Locale.ROOT),
                        step.time() == null ? "" : GermanDates.shortly(GermanDates.dayOf(step.time()), page.lang())))
                .toList();
    }

    private static String told(Page page, Position position, ProcessModel model) {
        if (position.ended()) {
            return page.t("cases.process.ended");
        }
        var names = position.current().stream()
                .flatMap(task -> model.findNode(task).map(Node::name).stream())
                .toList();
        return page.t("cases.process.here", String.join(", ", names));
    }

    /** Under a task's name: when it was done and by whom, or since when it waits. */
    private static Map<String, String> notes(Page page, Case it, Position position, List<Entry> entries) {
        var notes = new LinkedHashMap<String, String>();
        for (var visit : position.rounds()) {
            var left = visit.left();
            var day = GermanDates.shortly(GermanDates.dayOf(left == null ? visit.reached() : left), page.lang());
            var who = by(page, it, visit, entries);
            var surname = who.substring(who.lastIndexOf(' ') + 1);
            notes.put(
                    visit.element(),
                    left == null
                            ? page.t("cases.process.sinceDay", day)
                            : surname.isEmpty() || surname.length() > 12 ? day : day + ", " + surname);
        }
        return notes;
    }

    /** The engine holds no name: who did a step is what the case's history says of the same moment. */
    private static String by(Page page, Case it, Visit visit, List<Entry> entries) {
        var left = visit.left();
        if (left == null) {
            return "";
        }
        return entries.stream()
                .filter(entry -> !BESIDE.contains(entry.kind()))
                .filter(entry -> distance(entry, left).compareTo(TOGETHER) <= 0)
                .min(Comparator.comparing(entry -> distance(entry, left)))
                .map(entry -> entry.actor() != null
                        ? entry.actorName()
                        : entry.kind() == Entry.Kind.ANSWERED
                                ? CaseWords.applicant(page, it.applicant())
                                : page.t("cases.process.itself"))
                .orElse("");
    }

    private static Duration distance(Entry entry, Instant moment) {
        return Duration.between(Objects.requireNonNull(entry.at()), moment).abs();
    }
}
