package org.allmende.cases.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProcessRulesTest {

    private static final String START = "<startEvent id='s'/>";
    private static final String TASK = "<userTask id='t' name='Prüfung'/>";

    @Test
    void theSampleIsAllowed() {
        assertThat(ProcessRules.checked(Processes.eheurkunde())).startsWith("<definitions");
    }

    @Test
    void theDeclaredEncodingIsForgottenWithTheDeclaration() {
        var bpmn = Processes.of(START + TASK);
        assertThat(ProcessRules.checked("\uFEFF<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + bpmn))
                .isEqualTo(bpmn.strip());
    }

    @Test
    void onlyPeopleGatewaysAndFlowsAreAllowed() {
        assertRefused(START + "<scriptTask id='x' scriptFormat='groovy'><script>1</script></scriptTask>")
                .isEqualTo("<scriptTask> is not allowed; <script> is not allowed");
        assertRefused(START + "<serviceTask id='x'/>").isEqualTo("<serviceTask> is not allowed");
        assertRefused("<startEvent id='s'><timerEventDefinition/></startEvent>")
                .isEqualTo("<timerEventDefinition> is not allowed");
        assertRefused(START + "<userTask id='t'><multiInstanceLoopCharacteristics/></userTask>")
                .isEqualTo("<multiInstanceLoopCharacteristics> is not allowed");
        assertRefused(START + "<userTask id='t'><extensionElements><flowable:taskListener/></extensionElements></userTask>")
                .isEqualTo("<extensionElements> is not allowed; <taskListener> is not allowed");
        assertRefused(START + "<userTask id='t' flowable:assignee='kern'/>")
                .isEqualTo("The attribute flowable:assignee is not allowed");
    }

    @Test
    void noOtherExpressionsThanFeel() {
        assertRefused(START + "<userTask id='t' name='${execution}'/>")
                .isEqualTo("The only expressions are FEEL: ${execution}");
        assertRefused(START + "<userTask id='t'><documentation>a &#36;{b} c</documentation></userTask>")
                .isEqualTo("The only expressions are FEEL: a ${b} c");
        assertRefused(START + "<userTask id='t' name='=now()'/>")
                .isEqualTo("A name does not begin with an equals sign: =now()");
        assertRefused(START + TASK + flow("s", "t", "<conditionExpression>yes</conditionExpression>"))
                .isEqualTo("A condition says that it is FEEL, or begins with an equals sign: yes");
        assertRefused(START + TASK + flow("s", "t", "<conditionExpression language='groovy'>= yes</conditionExpression>"))
                .isEqualTo("A condition is written in FEEL, not in groovy");
    }

    @Test
    void noFileReachesOutside() {
        var bpmn = Processes.of(START + "<userTask id='t' name='&x;'/>");
        assertThatThrownBy(() -> ProcessRules.checked(
                        "<!DOCTYPE definitions [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + bpmn))
                .isInstanceOf(ProcessRefused.class);
        assertThatThrownBy(() -> ProcessRules.checked("<!DOCTYPE definitions>" + Processes.of(START + TASK)))
                .hasMessageContaining("A document type is not allowed");
        assertThatThrownBy(() -> ProcessRules.checked("no XML")).hasMessageContaining("This is no XML");
    }

    @Test
    void aStepEnds() {
        assertRefused(START + "<exclusiveGateway id='a'/><exclusiveGateway id='b'/>" + flow("s", "a", "")
                        + flow("a", "b", "") + flow("b", "a", ""))
                .startsWith("A circle has no task in it: ");
        assertRefused(START + IntStream.range(0, 100).mapToObj("<userTask id='t%d'/>"::formatted).collect(Collectors.joining()))
                .isEqualTo("There are more than 100 tasks, gateways and events");
        assertRefused(START + TASK + flow("s", "t", "") + flow("s", "t", ""))
                .isEqualTo("Only gateways have several ways out, not s");
        assertRefused(START + TASK + "<parallelGateway id='g'/>" + flow("g", "t", "").repeat(6))
                .isEqualTo("g has more than 5 ways out");
    }

    @Test
    void everyFlowLeadsSomewhere() {
        assertRefused(START + flow("s", "nowhere", ""))
                .isEqualTo("A flow leads from s to nowhere, which are not both there");
    }

    @Test
    void thereIsOneProcessWithOneStart() {
        assertRefused(START + START.replace("'s'", "'s2'")).isEqualTo("There is one start event");
        assertRefused("</process><process id='q'>" + START).isEqualTo("There is one process in a file, not 2");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(String elements) {
        try {
            ProcessRules.checked(Processes.of(elements));
        } catch (ProcessRefused refused) {
            return assertThat(String.join("; ", refused.reasons()));
        }
        throw new AssertionError("not refused: " + elements);
    }

    private static String flow(String from, String to, String condition) {
        return "<sequenceFlow id='f' sourceRef='%s' targetRef='%s'>%s</sequenceFlow>".formatted(from, to, condition);
    }
}
