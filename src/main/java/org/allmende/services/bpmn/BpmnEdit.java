package org.allmende.services.bpmn;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.platform.feel.Feel;
import org.w3c.dom.Element;

/**
 * Changes a process step by step, without a drawing in front of one: names, order, conditions, who does what. Where steps come
 * or go, the drawing is made anew.
 */
public final class BpmnEdit {

    /** So begins the id of a task outside this house. */
    public static final String OTHER_TASK = "aufgabe_";

    private final BpmnDocument file;

    private BpmnEdit(BpmnDocument file) {
        this.file = file;
    }

    /**
     * A node as it is edited.
     *
     * @param kind its tag in BPMN
     */
    public record Step(String id, String kind, String name, String documentation, boolean lead) {

        public boolean isTask() {
            return kind.equals("userTask");
        }

        public boolean isFork() {
            return kind.equals("exclusiveGateway");
        }
    }

    /** An arrow as it is edited. */
    public record Way(String id, String name, String source, String target, String condition, boolean otherwise) {}

    /** @throws IllegalArgumentException when it is no XML, or made to harm */
    public static BpmnEdit of(String xml) {
        return new BpmnEdit(BpmnDocument.parse(xml));
    }

    public String xml() {
        return file.xml();
    }

    /** In the order in which a case comes to them. */
    public List<Step> steps() {
        var order = new BpmnLayout(file).order();
        return file.nodes().stream()
                .sorted(Comparator.comparingInt(node -> order.indexOf(node.getAttribute("id"))))
                .map(node -> new Step(
                        node.getAttribute("id"),
                        node.getLocalName(),
                        node.getAttribute("name"),
                        BpmnDocument.child(node, "documentation")
                                .map(Element::getTextContent)
                                .orElse("")
                                .strip(),
                        BpmnDocument.child(node, "performer").isPresent()))
                .toList();
    }

    public List<Way> ways() {
        var defaults =
                file.nodes().stream().map(node -> node.getAttribute("default")).collect(Collectors.toSet());
        return file.flows().stream()
                .map(flow -> new Way(
                        flow.getAttribute("id"),
                        flow.getAttribute("name"),
                        flow.getAttribute("sourceRef"),
                        flow.getAttribute("targetRef"),
                        BpmnDocument.child(flow, "conditionExpression")
                                .map(Element::getTextContent)
                                .orElse("")
                                .strip(),
                        defaults.contains(flow.getAttribute("id"))))
                .toList();
    }

    public void rename(String id, String name) {
        file.find(id).ifPresent(element -> {
            if (name.isBlank()) {
                element.removeAttribute("name");
            } else {
                element.setAttribute("name", name.strip());
            }
        });
    }

    /** What the clerk is told at a task. */
    public void document(String id, String text) {
        file.find(id).ifPresent(node -> {
            BpmnDocument.child(node, "documentation").ifPresent(BpmnDocument::remove);
            if (!text.isBlank()) {
                var documentation = file.create("documentation");
                documentation.setTextContent(text.strip());
                node.insertBefore(documentation, node.getFirstChild());
            }
        });
    }

    /** Whether the lead does a task, and not any clerk. */
    public void assign(String id, boolean lead) {
        file.find(id).filter(node -> node.getLocalName().equals("userTask")).ifPresent(node -> {
            BpmnDocument.child(node, "performer").ifPresent(BpmnDocument::remove);
            if (lead) {
                var performer = file.create("performer");
                performer.setAttribute("id", unused(id + "_wer"));
                performer.setAttribute("name", WhiteList.LEAD);
                // the schema wants it behind what flows in and out
                node.appendChild(performer);
            }
        });
    }

    /** When a way is taken; empty for always. */
    public void condition(String flow, String feel) {
        file.find(flow)
                .filter(element -> element.getLocalName().equals("sequenceFlow"))
                .ifPresent(element -> {
                    BpmnDocument.child(element, "conditionExpression").ifPresent(BpmnDocument::remove);
                    if (!feel.isBlank()) {
                        element.appendChild(expression(feel.strip()));
                    }
                });
    }

    private Element expression(String feel) {
        var expression = file.create("conditionExpression");
        var prefix = expression.getPrefix();
        expression.setAttributeNS(
                BpmnDocument.XSI, "xsi:type", prefix == null ? "tFormalExpression" : prefix + ":tFormalExpression");
        expression.setAttribute("language", WhiteList.FEEL);
        expression.setTextContent(feel.startsWith("=") ? feel : "= " + feel);
        return expression;
    }

    /** Which way is taken at a fork when no condition holds; empty for none. */
    public void otherwise(String fork, String flow) {
        file.find(fork).ifPresent(gateway -> {
            if (flow.isEmpty()) {
                gateway.removeAttribute("default");
            } else {
                gateway.setAttribute("default", flow);
                condition(flow, "");
            }
        });
    }

    /**
     * Puts a task into a way, and before it a fork if it is needed only sometimes.
     *
     * @param what the task's id where the platform has a screen for it, empty for a task outside this house
     * @param condition when it is needed, in FEEL; empty for always
     * @return the id of the task
     */
    public String insert(String flow, String what, String name, String condition, boolean lead) {
        var way = file.find(flow)
                .filter(element -> element.getLocalName().equals("sequenceFlow"))
                .orElseThrow(() -> new IllegalArgumentException("No way " + flow));
        var task = node("userTask", unused(what.isEmpty() ? OTHER_TASK + code(name, 30) : what), name);
        var id = task.getAttribute("id");
        var target = way.getAttribute("targetRef");
        if (condition.isBlank()) {
            way.setAttribute("targetRef", id);
        } else {
            var fork = node("exclusiveGateway", unused(code(name, 24) + "_noetig"), name + "?");
            way.setAttribute("targetRef", fork.getAttribute("id"));
            var in = flow(fork.getAttribute("id"), id, "ja");
            condition(in, condition);
            fork.setAttribute("default", flow(fork.getAttribute("id"), target, "nein"));
        }
        flow(id, target, "");
        assign(id, lead);
        redraw();
        return id;
    }

    private Element node(String tag, String id, String name) {
        var node = file.create(tag);
        node.setAttribute("id", id);
        node.setAttribute("name", name.strip());
        file.process().insertBefore(node, file.flows().stream().findFirst().orElse(null));
        return node;
    }

    private String flow(String source, String target, String name) {
        var flow = file.create("sequenceFlow");
        flow.setAttribute("id", unused("zu_" + code(target, 24)));
        if (!name.isEmpty()) {
            flow.setAttribute("name", name);
        }
        flow.setAttribute("sourceRef", source);
        flow.setAttribute("targetRef", target);
        file.process().appendChild(flow);
        return flow.getAttribute("id");
    }

    /** Takes a task out: whatever led there leads on. A fork that no longer forks goes with it. */
    public void remove(String task) {
        var next = file.flows().stream()
                .filter(flow -> flow.getAttribute("sourceRef").equals(task))
                .map(flow -> flow.getAttribute("targetRef"))
                .distinct()
                .toList();
        var node = file.find(task);
        if (node.isEmpty()
                || next.size() != 1
                || !BpmnDocument.NODES.contains(node.get().getLocalName())) {
            return;
        }
        takeOut(node.get(), next.getFirst());
        forksWithoutChoice();
        redraw();
    }

    private void takeOut(Element node, String next) {
        var id = node.getAttribute("id");
        for (var flow : file.flows()) {
            if (flow.getAttribute("sourceRef").equals(id)) {
                BpmnDocument.remove(flow);
            } else if (flow.getAttribute("targetRef").equals(id)) {
                flow.setAttribute("targetRef", next);
            }
        }
        BpmnDocument.remove(node);
    }

    private void forksWithoutChoice() {
        for (var gateway : file.elements("exclusiveGateway")) {
            var id = gateway.getAttribute("id");
            var targets = file.flows().stream()
                    .filter(flow -> flow.getAttribute("sourceRef").equals(id))
                    .map(flow -> flow.getAttribute("targetRef"))
                    .collect(Collectors.toSet());
            if (targets.size() == 1 && !targets.contains(id)) {
                takeOut(gateway, targets.iterator().next());
            }
        }
    }

    /** Two tasks change places: each is come to when the other was. */
    public void swap(String one, String other) {
        if (!isTask(one) || !isTask(other)) {
            return;
        }
        for (var flow : file.flows()) {
            swap(flow, "sourceRef", one, other);
            swap(flow, "targetRef", one, other);
        }
        redraw();
    }

    private boolean isTask(String id) {
        return file.find(id)
                .filter(node -> node.getLocalName().equals("userTask"))
                .isPresent();
    }

    private static void swap(Element flow, String end, String one, String other) {
        var at = flow.getAttribute(end);
        if (at.equals(one) || at.equals(other)) {
            flow.setAttribute(end, at.equals(one) ? other : one);
        }
    }

    /** Draws it anew, from left to right; notes of what flows in and out are made to fit. */
    public void redraw() {
        for (var node : file.nodes()) {
            for (var tag : Set.of("incoming", "outgoing")) {
                while (BpmnDocument.child(node, tag).isPresent()) {
                    BpmnDocument.child(node, tag).ifPresent(BpmnDocument::remove);
                }
            }
        }
        new BpmnLayout(file).draw();
    }

    private String unused(String id) {
        var ids = file.ids();
        var free = id;
        for (int number = 2; ids.contains(free); number++) {
            free = id + "_" + number;
        }
        return free;
    }

    /** A short name of small letters, digits and underscores, made of words. */
    private static String code(String words, int longest) {
        var plain = words.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        var code = Normalizer.normalize(plain, Normalizer.Form.NFD)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        var cut = code.substring(0, Math.min(longest, code.length()));
        return cut.isEmpty() || !Character.isLetter(cut.charAt(0)) ? "x" + cut : cut;
    }

    /** Whether a text can be a condition at all; what it reads is not looked at. */
    public static boolean isFeel(String text) {
        try {
            Feel.parse(text);
            return true;
        } catch (org.allmende.platform.feel.NotFeel refused) {
            return false;
        }
    }
}
