package org.allmende.services.bpmn;

import java.util.Map;
import java.util.Set;

/** The elements and attributes of BPMN 2.0 that a package may contain. Whatever is new is not on it. */
final class WhiteList {

    /** Who does a task of the lead, in BPMN's element for those who do something (BPMN 2.0.2 §10.3.2.1). */
    static final String LEAD = "lead";

    static final String FEEL = "https://www.omg.org/spec/DMN/20191111/FEEL/";

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    static final Map<String, Set<String>> ELEMENTS = Map.ofEntries(
            Map.entry(BPMN + " definitions", Set.of("id", "name", "targetNamespace", "exporter", "exporterVersion")),
            Map.entry(BPMN + " process", Set.of("id", "name", "isExecutable")),
            Map.entry(BPMN + " documentation", Set.of("id")),
            Map.entry(BPMN + " startEvent", Set.of("id", "name")),
            Map.entry(BPMN + " endEvent", Set.of("id", "name")),
            Map.entry(BPMN + " userTask", Set.of("id", "name")),
            Map.entry(BPMN + " performer", Set.of("id", "name")),
            Map.entry(BPMN + " exclusiveGateway", Set.of("id", "name", "default", "gatewayDirection")),
            Map.entry(BPMN + " parallelGateway", Set.of("id", "name", "gatewayDirection")),
            Map.entry(BPMN + " sequenceFlow", Set.of("id", "name", "sourceRef", "targetRef")),
            Map.entry(BPMN + " conditionExpression", Set.of("id", "language", XSI + " type")),
            Map.entry(BPMN + " incoming", Set.of()),
            Map.entry(BPMN + " outgoing", Set.of()),
            Map.entry(BPMN + " textAnnotation", Set.of("id")),
            Map.entry(BPMN + " text", Set.of()),
            Map.entry(BPMN + " association", Set.of("id", "sourceRef", "targetRef", "associationDirection")),
            Map.entry(BPMNDI + " BPMNDiagram", Set.of("id", "name", "resolution")),
            Map.entry(BPMNDI + " BPMNPlane", Set.of("id", "bpmnElement")),
            Map.entry(
                    BPMNDI + " BPMNShape",
                    Set.of("id", "bpmnElement", "isMarkerVisible", "isHorizontal", "isExpanded")),
            Map.entry(BPMNDI + " BPMNEdge", Set.of("id", "bpmnElement")),
            Map.entry(BPMNDI + " BPMNLabel", Set.of("id", "labelStyle")),
            Map.entry(BPMNDI + " BPMNLabelStyle", Set.of("id")),
            Map.entry(
                    DC + " Font", Set.of("id", "name", "size", "isBold", "isItalic", "isUnderline", "isStrikeThrough")),
            Map.entry(DC + " Bounds", Set.of("x", "y", "width", "height")),
            Map.entry(DI + " waypoint", Set.of("x", "y")));

    /** Attributes that many editors write, with the value that means nothing new. */
    static final Map<String, Set<String>> USUAL = Map.ofEntries(
            Map.entry("isForCompensation", Set.of("false")),
            Map.entry("startQuantity", Set.of("1")),
            Map.entry("completionQuantity", Set.of("1")),
            Map.entry("isInterrupting", Set.of("true")),
            Map.entry("parallelMultiple", Set.of("false")),
            Map.entry("isClosed", Set.of("false")),
            Map.entry("processType", Set.of("None")),
            Map.entry("isImmediate", Set.of("true", "false")),
            Map.entry("implementation", Set.of("##unspecified")),
            Map.entry("expressionLanguage", Set.of("http://www.w3.org/1999/XPath", FEEL)),
            Map.entry("typeLanguage", Set.of("http://www.w3.org/2001/XMLSchema")));

    /** What is inside belongs to the thing that is refused, and is not told once more. */
    static final Set<String> WHOLE = Set.of(
            "extensionElements",
            "scriptTask",
            "ioSpecification",
            "dataInputAssociation",
            "dataOutputAssociation",
            "multiInstanceLoopCharacteristics",
            "standardLoopCharacteristics",
            "lane",
            "participant",
            "category",
            "potentialOwner",
            "humanPerformer",
            "dataObject",
            "dataObjectReference",
            "dataStore",
            "dataStoreReference");

    private WhiteList() {}
}
