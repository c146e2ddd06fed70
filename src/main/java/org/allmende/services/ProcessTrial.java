package org.allmende.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.bpmn.ProcessModel;
import org.allmende.services.bpmn.ProcessWalk;

/**
 * Which way a sample applicant takes through a process that is being changed, and took before.
 *
 * @param file of the sample
 * @param name what the sample is about
 * @param before the tasks on the way through the published process
 * @param now the tasks on the way through the draft
 * @param passed everything on that way by id, tasks, gateways, events and flows
 * @param acts what the office does on that way, with the flags that it sets
 * @param stuck why the way does not lead to an end; empty when it does
 */
public record ProcessTrial(
        String file,
        String name,
        List<String> before,
        List<String> now,
        List<String> passed,
        List<Sample.Act> acts,
        Optional<String> stuck) {

    private static final int MOST_ACTS = 200;

    public boolean isChanged() {
        return !before.equals(now);
    }

    /** One for each sample whose applicant sends an application. */
    static List<ProcessTrial> list(ServicePackage service, ProcessModel draft) {
        var trials = new ArrayList<ProcessTrial>();
        for (var sample : service.samples()) {
            var sent = SampleRunner.send(service, sample);
            if (sample.office().isEmpty() || sent.isEmpty()) {
                continue;
            }
            var run = sent.get();
            var before = new Trial(service.process(), service.process().ways(run::scope), sample);
            var now = new Trial(draft, draft.ways(run::scope), sample);
            trials.add(new ProcessTrial(
                    sample.file(),
                    sample.name(),
                    before.walk.visited(),
                    now.walk.visited(),
                    now.walk.passed(),
                    now.acts,
                    now.stuck));
        }
        return trials;
    }

    /** What the sample's office does is done where it is asked for; a task that the sample does not know is just done. */
    private static final class Trial {

        private final ProcessWalk walk;
        private final List<Sample.Act> script;
        private final List<Sample.Act> acts = new ArrayList<>();
        private Optional<String> stuck = Optional.empty();

        private Trial(ProcessModel model, Map<String, Object> ways, Sample sample) {
            walk = new ProcessWalk(model, ways);
            script = new ArrayList<>(sample.office());
            try {
                while (!walk.ended() && acts.size() < MOST_ACTS) {
                    var act = next();
                    walk.done(act.task(), act.flags());
                    acts.add(act);
                }
                if (!walk.ended()) {
                    stuck = Optional.of("Der Vorgang kommt nach %d Schritten an kein Ende.".formatted(MOST_ACTS));
                }
            } catch (ProcessWalk.NoWay noWay) {
                stuck = Optional.of(String.valueOf(noWay.getMessage()));
            }
        }

        private Sample.Act next() {
            var waiting = walk.waiting();
            var known =
                    script.stream().filter(act -> waiting.contains(act.task())).findFirst();
            known.ifPresent(script::remove);
            return known.orElseGet(() -> new Sample.Act(waiting.getFirst(), usual(waiting.getFirst())));
        }

        private static Map<String, Object> usual(String task) {
            return task.equals("pruefen") ? Map.of(ProcessModel.COMPLETE, true) : Map.of();
        }
    }
}
