package org.allmende.cases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Step;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was typed into steps that are not accepted yet, exactly as it was typed, by step and input. Nobody but its author
 * ever sees it.
 */
public final class Unfinished {

    public static final Unfinished NONE = new Unfinished(Map.of());

    /** Far more than any question takes; a limit all the same, since nobody has checked what comes in here. */
    private static final int LONGEST = 50_000;

    private static final int MOST = 200;

    private static final TypeReference<Map<String, Map<String, List<String>>>> TYPE = new TypeReference<>() {};

    private final Map<String, Map<String, List<String>>> steps;

    private Unfinished(Map<String, Map<String, List<String>>> steps) {
        this.steps = Collections.unmodifiableMap(steps);
    }

    /** Reads what {@link #json} wrote. */
    public static Unfinished parse(String json) {
        return new Unfinished(JsonMapper.shared().readValue(json, TYPE));
    }

    public String json() {
        return JsonMapper.shared().writeValueAsString(steps);
    }

    /** What was typed into this step, by input. */
    public Optional<Map<String, List<String>>> find(Step step) {
        return Optional.ofNullable(steps.get(step.id()));
    }

    /** The first step to be seen that waits for its author. */
    public Optional<Step> firstStep(FormRun run) {
        return run.steps().stream().filter(step -> steps.containsKey(step.id())).findFirst();
    }

    /** The same with what the browser sent for a step; other fields than the step's are left out. */
    public Unfinished with(Step step, Map<String, List<String>> posted) {
        var typed = new LinkedHashMap<String, List<String>>();
        for (var question : step.questions()) {
            question.fields(posted)
                    .forEach((part, texts) -> typed.put(
                            question.input(part),
                            texts.stream()
                                    .limit(MOST)
                                    .map(text -> text.substring(0, Math.min(LONGEST, text.length())))
                                    .toList()));
        }
        var changed = new LinkedHashMap<>(steps);
        changed.put(step.id(), typed);
        return new Unfinished(changed);
    }

    public Unfinished without(Step step) {
        var changed = new LinkedHashMap<>(steps);
        changed.remove(step.id());
        return new Unfinished(changed);
    }
}
