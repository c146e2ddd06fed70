package org.allmende.cases.bpmn;

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
        Conditions.read(condition);
        flow.setConditionExpression(FeelExpressions.MARK + condition.strip());
        // a declared language would be handed to Java's script engines
        flow.setConditionLanguage(null);
    }
}
