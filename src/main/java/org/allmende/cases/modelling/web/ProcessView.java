package org.allmende.cases.modelling.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.cases.bpmn.Position;
import org.allmende.cases.bpmn.ProcessDrawing;
import org.allmende.platform.html.Markup;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.services.Adoption;
import org.allmende.services.ProcessDrafts;
import org.allmende.services.ProcessTrial;
import org.allmende.services.ProcessWorkshop;
import org.allmende.services.ServicePackage;
import org.allmende.services.bpmn.BpmnCheck;
import org.allmende.services.bpmn.BpmnEdit;
import org.allmende.services.bpmn.Finding;
import org.allmende.services.bpmn.ProcessModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Puts a process that is being changed on its pages. */
@Component
class ProcessView {

    private final ProcessWorkshop workshop;
    private final Accounts accounts;
    private final Regions regions;

    ProcessView(ProcessWorkshop workshop, Accounts accounts, Regions regions) {
        this.workshop = workshop;
        this.accounts = accounts;
        this.regions = regions;
    }

    /**
     * A process as it is kept.
     *
     * @param base the newest published version
     * @param draft null as long as nothing was changed
     * @param typed what was typed and not kept yet, null for nothing
     */
    record Stored(
            ServicePackage base,
            ProcessDrafts.@Nullable Draft draft,
            int revision,
            @Nullable String typed) {

        Stored(ServicePackage base, ProcessDrafts.@Nullable Draft draft, int revision) {
            this(base, draft, revision, null);
        }

        Stored with(String xml) {
            return new Stored(base, draft, revision, xml);
        }

        String xml() {
            if (typed != null) {
                return typed;
            }
            return draft == null ? base.process().xml() : draft.bpmn();
        }
    }

    View drawing(Page page, Stored it, @Nullable String error, @Nullable String done) {
        return show(page, it, new ProcessPage.Drawing(), error, done);
    }

    View steps(Page page, Stored it, @Nullable List<Finding> findings, @Nullable String error) {
        var edit = BpmnEdit.of(it.xml());
        var steps = edit.steps();
        var ways = edit.ways();
        var names = new LinkedHashMap<String, String>();
        steps.forEach(step -> names.put(step.id(), step.name().isEmpty() ? kind(page, step) : step.name()));
        var rows = new ArrayList<ProcessPage.Row>();
        var previous = "";
        for (var step : steps) {
            var leaving = ways.stream()
                    .filter(way -> way.source().equals(step.id()))
                    .map(way -> new ProcessPage.Way(way, names.getOrDefault(way.target(), way.target())))
                    .toList();
            rows.add(new ProcessPage.Row(
                    step,
                    kind(page, step),
                    step.isFork() && leaving.size() > 1 ? leaving : List.of(),
                    step.isTask() ? previous : "",
                    step.isTask() && leaving.size() == 1));
            previous = step.isTask() ? step.id() : previous;
        }
        var places = new LinkedHashMap<String, String>();
        for (var way : ways) {
            places.put(
                    way.id(),
                    page.t(
                                    "cases.draft.between",
                                    names.getOrDefault(way.source(), way.source()),
                                    names.getOrDefault(way.target(), way.target()))
                            + (way.name().isEmpty() ? "" : " (" + way.name() + ")"));
        }
        return show(page, it, new ProcessPage.Steps(rows, places, findings), error, null);
    }

    private String kind(Page page, BpmnEdit.Step step) {
        return page.t("cases.draft.kind." + step.kind());
    }

    View trials(Page page, Stored it, int shown, @Nullable String error, @Nullable String done) {
        var check = workshop.check(it.base(), it.xml());
        int one = shown < 0 || shown >= check.trials().size() ? 0 : shown;
        var names = check.model().map(ProcessView::names).orElse(Map.of());
        var before = names(it.base().process());
        var trials = check.trials().stream()
                .map(trial -> new ProcessPage.Trial(
                        trial.name(),
                        way(trial.before(), before),
                        trial.isChanged() ? way(trial.now(), names) : "",
                        trial.stuck().orElse(null)))
                .toList();
        var tenants = new LinkedHashMap<String, String>();
        workshop.listOffering(it.base().name()).stream()
                .map(Adoption::tenant)
                .sorted()
                .forEach(slug -> tenants.put(slug, regions.current().get(slug).shortName()));
        return show(
                page,
                it,
                new ProcessPage.Trials(
                        check.findings(),
                        trials,
                        one,
                        check.trials().isEmpty()
                                ? null
                                : drawing(page, it.xml(), check.trials().get(one)),
                        tenants,
                        it.draft() != null),
                error,
                done);
    }

    private static Map<String, String> names(ProcessModel model) {
        return model.listTasks().stream().collect(Collectors.toMap(node -> node.id(), node -> node.name()));
    }

    private static String way(List<String> tasks, Map<String, String> names) {
        return tasks.stream().map(task -> names.getOrDefault(task, task)).collect(Collectors.joining(" → "));
    }

    private static Markup drawing(Page page, String xml, ProcessTrial trial) {
        var way = way(trial.now(), Map.of());
        return new Markup(ProcessDrawing.of(xml)
                .svg(Position.through(trial.passed()), page.t("cases.draft.way", trial.name()), way, Map.of()));
    }

    View states(Page page, Stored it, List<ProcessDrafts.Draft> drafts, @Nullable String error) {
        var states = drafts.stream()
                .map(draft -> new ProcessPage.State(
                        draft.revision(),
                        when(draft.at()),
                        accounts.getAccount(draft.author()).name()))
                .toList();
        return show(page, it, new ProcessPage.States(states), error, null);
    }

    private View show(Page page, Stored it, ProcessPage.Sheet sheet, @Nullable String error, @Nullable String done) {
        var draft = it.draft();
        return page.show(
                "cases/draft",
                new ProcessPage(
                        it.base().name(),
                        it.base().description().title().in(page.lang()),
                        it.base().version().toString(),
                        it.revision(),
                        it.xml(),
                        draft == null
                                ? ""
                                : page.t(
                                        "cases.draft.by",
                                        accounts.getAccount(draft.author()).name(),
                                        when(draft.at())),
                        draft != null && !draft.base().equals(it.base().version()),
                        library(page),
                        conditions(page, it.base()),
                        sheet,
                        error,
                        done));
    }

    private static String when(Instant at) {
        return GermanDates.moment(at);
    }

    /** What the platform offers at a task. */
    private static Map<String, String> library(Page page) {
        var library = new LinkedHashMap<String, String>();
        library.put(BpmnEdit.OTHER_TASK, page.t("cases.draft.task.other"));
        BpmnCheck.TASKS.forEach(task -> library.put(task, page.t("cases.draft.task", task)));
        return library;
    }

    /** What a fork can ask without knowing any answer. */
    private static Map<String, String> conditions(Page page, ServicePackage pack) {
        var conditions = new LinkedHashMap<String, String>();
        conditions.put("= complete", page.t("cases.draft.complete"));
        conditions.put("= not(complete)", page.t("cases.draft.incomplete"));
        pack.outcome()
                .decisions()
                .forEach(decision -> conditions.put(
                        "= decision = \"%s\"".formatted(decision.id()),
                        page.t("cases.draft.decided", decision.label().in(page.lang()))));
        return conditions;
    }
}
