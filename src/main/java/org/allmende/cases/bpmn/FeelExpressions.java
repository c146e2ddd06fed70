package org.allmende.cases.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowable.common.engine.api.delegate.Expression;
import org.flowable.common.engine.api.delegate.FlowableFunctionDelegate;
import org.flowable.common.engine.api.variable.VariableContainer;
import org.flowable.common.engine.impl.el.ExpressionManager;
import org.flowable.common.engine.impl.el.FixedValue;
import org.flowable.common.engine.impl.el.FlowableAstFunctionCreator;
import org.flowable.common.engine.impl.el.FlowableFunctionResolverFactory;
import org.flowable.common.engine.impl.javax.el.ELContext;

/**
 * Takes the place of Flowable's own expression language, which could reach Java classes and beans: what {@link FeelFlows}
 * has marked is a condition in FEEL, everything else is the text that it is.
 */
final class FeelExpressions implements ExpressionManager {

    /** Begins a condition; no name and no text of an XML file can begin so. */
    static final String MARK = "\0";

    @Override
    public Expression createExpression(String text) {
        return text.startsWith(MARK) ? new Condition(text.substring(MARK.length())) : new FixedValue(text);
    }

    private record Condition(String text) implements Expression {

        @Override
        public Object getValue(VariableContainer flags) {
            var values = new HashMap<String, Object>();
            flags.getVariableNames().forEach(name -> values.put(name, flags.getVariable(name)));
            return Conditions.holds(Conditions.read(text), values);
        }

        @Override
        public void setValue(Object value, VariableContainer flags) {
            throw new UnsupportedOperationException("A condition only reads");
        }

        @Override
        public String getExpressionText() {
            return text;
        }
    }

    @Override
    public ELContext getElContext(VariableContainer flags) {
        throw new UnsupportedOperationException("There is no expression language but FEEL");
    }

    @Override
    public Map<Object, Object> getBeans() {
        return Map.of();
    }

    @Override
    public void setBeans(Map<Object, Object> beans) {}

    @Override
    public List<FlowableFunctionDelegate> getFunctionDelegates() {
        return List.of();
    }

    @Override
    public void setFunctionDelegates(List<FlowableFunctionDelegate> functions) {}

    @Override
    public List<FlowableAstFunctionCreator> getAstFunctionCreators() {
        return List.of();
    }

    @Override
    public void setAstFunctionCreators(List<FlowableAstFunctionCreator> functions) {}

    @Override
    public FlowableFunctionResolverFactory getFunctionResolverFactory() {
        throw new UnsupportedOperationException("There is no expression language but FEEL");
    }

    @Override
    public void setFunctionResolverFactory(FlowableFunctionResolverFactory factory) {}
}
