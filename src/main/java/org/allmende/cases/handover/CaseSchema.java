package org.allmende.cases.handover;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.allmende.cases.CaseState;
import org.allmende.cases.Entry;
import org.allmende.platform.files.FileState;
import org.allmende.services.Outcome;
import org.allmende.services.ServicePackage;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.ChoicesType;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.Form;
import org.allmende.services.form.Option;
import org.allmende.services.form.Question;
import org.allmende.services.form.QuestionType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (draft 2020-12) of {@code antrag.json}, one for each version of a service: made from its form, so that an
 * office's software knows every path, type and choice before the first application comes.
 */
@Component
public class CaseSchema {

    private final CaseJson json;

    CaseSchema(CaseJson json) {
        this.json = json;
    }

    public ObjectNode of(ServicePackage pack) {
        var schema = CaseJson.JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", json.schemaAddress(pack));
        schema.put("title", pack.description().title().de());
        var parts = object(Map.of());
        var properties = (ObjectNode) parts.required("properties");
        properties.set("$schema", constant(json.schemaAddress(pack)));
        properties.set("case", about(pack));
        properties.set("tenant", strings("slug", "name", "ags", "ars"));
        properties.set("office", office());
        properties.set("applicant", applicant(pack.form()));
        properties.set("answers", answers(pack.form()));
        properties.set("fee", fee());
        properties.set("decision", decision(pack.outcome()));
        properties.set("steps", steps());
        properties.set("history", list(entry()));
        properties.set("files", list(file()));
        schema.setAll(parts);
        schema.set("required", names(properties));
        return schema;
    }

    private static ObjectNode about(ServicePackage pack) {
        var about = strings("title", "portal", "language");
        var properties = (ObjectNode) about.required("properties");
        properties.set("number", type("string").put("pattern", "^[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"));
        properties.set("service", constant(pack.name()));
        properties.set("version", constant(pack.version().toString()));
        properties.set(
                "leika", pack.identity().leika().map(CaseSchema::constant).orElseGet(() -> type("null")));
        properties.set("state", oneOf((Object[]) CaseState.values()));
        properties.set("received", type("string").put("format", "date-time"));
        properties.set("due", orNull("string").put("format", "date"));
        properties.set("closed", orNull("string").put("format", "date-time"));
        properties.set("answersSha256", type("string").put("pattern", "^[0-9a-f]{64}$"));
        return requireAll(about);
    }

    private static ObjectNode office() {
        var office = strings("id");
        var properties = (ObjectNode) office.required("properties");
        properties.set("kind", orNull("string"));
        properties.set("name", orNull("string"));
        return requireAll(office);
    }

    private static ObjectNode applicant(Form form) {
        var applicant = object(Map.of());
        var properties = (ObjectNode) applicant.required("properties");
        for (var role : Form.Role.values()) {
            form.findPath(role)
                    .flatMap(form::findQuestion)
                    .ifPresent(question -> properties.set(CaseJson.roleName(role), value(question.type())));
        }
        return applicant;
    }

    /** What is not asked of everybody, and what is voluntary, may be missing. */
    private static ObjectNode answers(Form form) {
        var answers = object(Map.of());
        var properties = (ObjectNode) answers.required("properties");
        var always = CaseJson.JSON.createArrayNode();
        for (var step : form.steps()) {
            for (var question : step.questions()) {
                if (question.asks()) {
                    properties.set(question.path(), answer(question));
                    if (step.when() == null && isAlwaysAnswered(question)) {
                        always.add(question.path());
                    }
                }
            }
        }
        return answers.set("required", always);
    }

    private static boolean isAlwaysAnswered(Question question) {
        return question.when() == null && question.required().text().equals("true");
    }

    private static ObjectNode answer(Question question) {
        var answer = strings("label", "text");
        answer.put("title", question.label().de());
        var properties = (ObjectNode) answer.required("properties");
        properties.set("type", constant(question.type().word()));
        properties.set("value", value(question.type()));
        return requireAll(answer);
    }

    private static ObjectNode value(QuestionType type) {
        return switch (type) {
            case ChoiceType choice -> choices(choice.options());
            case ChoicesType choices -> list(choices(choices.options()));
            case FilesType files -> {
                var named = strings("name");
                ((ObjectNode) named.required("properties")).set("path", orNull("string"));
                yield list(requireAll(named)).put("maxItems", files.most());
            }
            default -> like(type.sample().feel());
        };
    }

    /** What an answer of this kind looks like, from an answer with every part filled. */
    private static ObjectNode like(Object sample) {
        return switch (sample) {
            case Boolean yes -> type("boolean");
            case BigDecimal number -> type("number");
            case LocalDate day -> type("string").put("format", "date");
            case List<?> several -> several.isEmpty() ? type("array") : list(like(several.getFirst()));
            case Map<?, ?> parts -> {
                var object = object(Map.of());
                var properties = (ObjectNode) object.required("properties");
                parts.forEach((name, part) -> properties.set(String.valueOf(name), orMissing(part)));
                yield object;
            }
            default -> type("string");
        };
    }

    private static ObjectNode orMissing(Object part) {
        var choices = CaseJson.JSON.createArrayNode().add(like(part)).add(type("null"));
        return CaseJson.JSON.createObjectNode().set("anyOf", choices);
    }

    private static ObjectNode choices(List<Option> options) {
        var choices = CaseJson.JSON.createArrayNode();
        options.forEach(option ->
                choices.add(constant(option.id()).put("title", option.label().de())));
        return CaseJson.JSON.createObjectNode().set("oneOf", choices);
    }

    private static ObjectNode fee() {
        var line = strings("id", "label");
        var properties = (ObjectNode) line.required("properties");
        properties.set("quantity", type("number"));
        properties.set("eachCents", type("integer"));
        properties.set("sumCents", type("integer"));
        return requireAll(object(
                Map.of("currency", constant("EUR"), "totalCents", orNull("integer"), "lines", list(requireAll(line)))));
    }

    private static ObjectNode decision(Outcome outcome) {
        var ids = CaseJson.JSON.createArrayNode();
        outcome.decisions().forEach(decision -> ids.add(decision.id()));
        return orNothing(requireAll(object(Map.of(
                "id", type("string").set("enum", ids),
                "label", type("string"),
                "grants", type("boolean"),
                "decided", type("string").put("format", "date-time")))));
    }

    private static ObjectNode entry() {
        return requireAll(object(Map.of(
                "at", type("string").put("format", "date-time"),
                "kind", oneOf((Object[]) Entry.Kind.values()),
                "by", type("string"),
                "text", orNull("string"))));
    }

    /** Steps beside the process; of an opinion the citizen's own copy has neither text nor files. */
    private static ObjectNode steps() {
        var opinion = step("body question asked askedBy due", "withdrawn verdict replied", Map.of());
        var said = (ObjectNode) opinion.required("properties");
        said.set("text", orNull("string"));
        said.set("by", orNull("string"));
        said.set("files", list(type("string")));
        var integer = type("integer");
        var texts = list(type("string"));
        var handedOn = step("office number reason", "law", Map.of());
        var arrived = step("office number reason received", "law", Map.of());
        return requireAll(object(Map.of(
                "opinions",
                list(opinion),
                "visits",
                list(step(
                        "at place who hint by",
                        "cancelled record recorded",
                        Map.of("minutes", integer, "files", texts))),
                "partialNotices",
                list(step(
                        "outcome covers reason by",
                        "confirmedBy issued posted",
                        Map.of("number", integer, "questions", texts))),
                "newNotices",
                list(step("outcome reason by", "confirmedBy issued", Map.of("notice", integer, "feeCents", integer))),
                "corrections",
                list(step("law wrong correct reason by", "confirmedBy issued", Map.of("number", integer))),
                "from",
                orNothing(arrived),
                "to",
                orNothing(handedOn))));
    }

    private static ObjectNode orNothing(ObjectNode what) {
        var choices = CaseJson.JSON.createArrayNode().add(what).add(type("null"));
        return CaseJson.JSON.createObjectNode().set("anyOf", choices);
    }

    /** All of these and nothing else: texts, those of {@code maybe} or null. */
    private static ObjectNode step(String texts, String maybe, Map<String, ObjectNode> others) {
        var step = object(others);
        var properties = (ObjectNode) step.required("properties");
        for (var name : texts.split(" ", -1)) {
            properties.set(name, type("string"));
        }
        for (var name : maybe.split(" ", -1)) {
            properties.set(name, orNull("string"));
        }
        return requireAll(step);
    }

    private static ObjectNode file() {
        var file = strings("name", "mediaType");
        var properties = (ObjectNode) file.required("properties");
        properties.set("path", orNull("string"));
        properties.set("kind", oneOf("application", "notice", "letter", "attachment", "opinion", "visit"));
        properties.set("question", orNull("string"));
        properties.set("bytes", type("integer"));
        properties.set("sha256", type("string").put("pattern", "^[0-9a-f]{64}$"));
        properties.set("state", oneOf((Object[]) FileState.values()));
        return requireAll(file);
    }

    private static ObjectNode strings(String... names) {
        var object = object(Map.of());
        var properties = (ObjectNode) object.required("properties");
        Arrays.stream(names).forEach(name -> properties.set(name, type("string")));
        return requireAll(object);
    }

    /** Nothing but these. */
    private static ObjectNode object(Map<String, ObjectNode> properties) {
        var object = type("object").put("additionalProperties", false);
        var inner = object.putObject("properties");
        properties.forEach(inner::set);
        return object;
    }

    private static ObjectNode requireAll(ObjectNode object) {
        return object.set("required", names((ObjectNode) object.required("properties")));
    }

    private static ArrayNode names(ObjectNode properties) {
        var names = CaseJson.JSON.createArrayNode();
        properties.propertyNames().forEach(names::add);
        return names;
    }

    private static ObjectNode list(ObjectNode items) {
        return type("array").set("items", items);
    }

    private static ObjectNode oneOf(Object... values) {
        var names = CaseJson.JSON.createArrayNode();
        Arrays.stream(values).map(Object::toString).forEach(names::add);
        return CaseJson.JSON.createObjectNode().set("enum", names);
    }

    private static ObjectNode constant(String value) {
        return CaseJson.JSON.createObjectNode().put("const", value);
    }

    private static ObjectNode type(String type) {
        return CaseJson.JSON.createObjectNode().put("type", type);
    }

    private static ObjectNode orNull(String type) {
        var types = CaseJson.JSON.createArrayNode().add(type).add("null");
        return CaseJson.JSON.createObjectNode().set("type", types);
    }
}
