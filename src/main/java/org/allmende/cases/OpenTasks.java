package org.allmende.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.cases.bpmn.Engine;
import org.allmende.cases.bpmn.Position;
import org.allmende.services.Services;
import org.allmende.services.bpmn.Node;
import org.allmende.services.bpmn.ProcessModel;
import org.allmende.services.bpmn.ProcessWalk;
import org.springframework.stereotype.Component;

/**
 * What a service's process wants done before somebody can decide: enquiries at other authorities, a second pair of eyes. Such
 * tasks are done outside of this house and ticked off here.
 */
@Component
public class OpenTasks {

    private static final String OUTSIDE = "aufgabe_";

    private final Engine engine;
    private final Services services;

    OpenTasks(Engine engine, Services services) {
        this.engine = engine;
        this.services = services;
    }

    /**
     * Where a case stands that is not decided yet.
     *
     * @param canAsk whether the citizen can be asked now
     * @param canDecide whether nothing stands in the way of a decision
     * @param tasks what can be ticked off now: the review, where such tasks follow it, and these tasks themselves
     */
    public record Standing(boolean canAsk, boolean canDecide, List<Node> tasks) {}

    /** Works in the running transaction of the case's tenant. */
    public Standing of(Case it) {
        var service = services.get(it.tenant(), it.service(), it.version());
        var model = service.pack().process();
        var ways = Processes.ways(service, it);
        var waiting = engine.findPosition(it.id())
                .map(Position::current)
                .orElseGet(() -> Set.copyOf(new ProcessWalk(model, ways).waiting()));
        boolean atReview = waiting.contains(Processes.REVIEW);
        boolean reviewDecides = atReview && decidesAfterReview(model, ways);
        var tasks = model.listTasks().stream()
                .filter(node -> waiting.contains(node.id()))
                .filter(node -> node.id().startsWith(OUTSIDE) || (node.id().equals(Processes.REVIEW) && !reviewDecides))
                .toList();
        return new Standing(
                atReview, tasks.isEmpty() && (reviewDecides || waiting.contains(Processes.DECISION)), tasks);
    }

    /** Whether a complete application is decided without any task between. */
    private static boolean decidesAfterReview(ProcessModel model, Map<String, Object> ways) {
        var walk = new ProcessWalk(model, ways);
        if (!walk.waiting().contains(Processes.REVIEW)) {
            return true;
        }
        walk.done(Processes.REVIEW, Map.of(ProcessModel.COMPLETE, true));
        return walk.waiting().contains(Processes.DECISION);
    }

    Optional<Node> find(Case it, String task) {
        return of(it).tasks().stream().filter(node -> node.id().equals(task)).findFirst();
    }
}
