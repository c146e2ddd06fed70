package org.allmende.cases.bpmn;

import org.allmende.services.bpmn.Flow;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.engine.impl.bpmn.parser.BpmnParse;
import org.flowable.engine.impl.bpmn.parser.handler.SequenceFlowParseHandler;

/** Marks each flow's condition as FEEL when a process is read, whatever language it declares, and tries to read it. */
final class FeelFlows extends SequenceFlowParseHandler {

    @Override
    protected void executeParse(BpmnParse process, SequenceFlow flow) {
        super.executeParse(process, flow);
        var condition = flow.getConditionExpression();
        if (condition == null || condition.isBlank()) {
            return;
        }
        // an answer never comes this far: whether such a condition holds was found out when the case started
        var reads = Conditions.read(condition).names();
        flow.setConditionExpression(
                FeelExpressions.MARK + (Flow.readsAnswers(reads) ? Flow.flag(flow.getId()) : condition.strip()));
        // a declared language would be handed to Java's script engines
        flow.setConditionLanguage(null);
    }
}
