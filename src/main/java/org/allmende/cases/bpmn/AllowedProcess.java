package org.allmende.cases.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.Event;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.HasExecutionListeners;
import org.flowable.bpmn.model.ParallelGateway;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.UserTask;
import org.flowable.engine.impl.bpmn.parser.BpmnParse;
import org.flowable.engine.impl.bpmn.parser.handler.ProcessParseHandler;

/**
 * Looks at a process just before it becomes executable: people's tasks, gateways and flows may be in it, and nothing that
 * would run code, wait for a clock or repeat. Whether a package's process makes sense is checked long before, in {@code
 * services.bpmn}; this is the last gate, and it sees what the engine has understood, not what the file says.
 */
final class AllowedProcess extends ProcessParseHandler {

    private static final Set<Class<?>> ELEMENTS = Set.of(
            StartEvent.class,
            EndEvent.class,
            UserTask.class,
            ExclusiveGateway.class,
            ParallelGateway.class,
            SequenceFlow.class);

    @Override
    protected void executeParse(BpmnParse file, Process process) {
        var reasons = new ArrayList<String>();
        if (file.getBpmnModel().getProcesses().size() > 1) {
            reasons.add("There is more than one process in the file");
        }
        if (listens(process)
                || !process.getEventListeners().isEmpty()
                || !process.getDataObjects().isEmpty()) {
            reasons.add("A process has neither listeners nor data");
        }
        process.getFlowElements().forEach(element -> check(element, reasons));
        if (!reasons.isEmpty()) {
            throw new ProcessRefused(reasons, null);
        }
        super.executeParse(file, process);
    }

    private static void check(FlowElement element, List<String> reasons) {
        if (!ELEMENTS.contains(element.getClass())) {
            reasons.add(
                    "%s is a %s".formatted(element.getId(), element.getClass().getSimpleName()));
            return;
        }
        if (listens(element)
                || (element instanceof UserTask task && !task.getTaskListeners().isEmpty())) {
            reasons.add(element.getId() + " has listeners");
        }
        if (element instanceof Activity activity && activity.getLoopCharacteristics() != null) {
            reasons.add(element.getId() + " repeats");
        }
        if (element instanceof Event event && !event.getEventDefinitions().isEmpty()) {
            reasons.add(element.getId() + " waits for an event");
        }
        if (element instanceof FlowNode node && (node.isAsynchronous() || node.isAsynchronousLeave())) {
            reasons.add(element.getId() + " is asynchronous");
        }
    }

    private static boolean listens(HasExecutionListeners element) {
        return !element.getExecutionListeners().isEmpty();
    }
}
