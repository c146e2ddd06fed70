package org.allmende.cases.handover;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.Entries;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.services.Service;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Value;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A case as {@code antrag.json}: what was answered, by the form's own paths, and what became of it. {@link CaseSchema}
 * describes it for each version of a service. Internal notes are not in it.
 */
@Component
class CaseJson {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Services services;
    private final Regions regions;
    private final Entries entries;
    private final StepsJson steps;
    private final Configuration configuration;

    CaseJson(Services services, Regions regions, Entries entries, StepsJson steps, Configuration configuration) {
        this.services = services;
        this.regions = regions;
        this.entries = entries;
        this.steps = steps;
        this.configuration = configuration;
    }

    /** Indented; in the running transaction of the case's tenant. */
    String of(Case it, List<Handover.Part> parts, Handover.Scope scope) {
        var service = services.get(it.tenant(), it.service(), it.version());
        var run = service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()));
        var region = regions.current();
        var document = JSON.createObjectNode();
        document.put("$schema", schemaAddress(service.pack()));
        document.set("case", about(it, service.pack()));
        document.set("tenant", tenant(region.get(it.tenant())));
        document.set("office", office(region.findOffice(it.tenant(), it.office()), it.office()));
        document.set("applicant", applicant(run));
        document.set("answers", answers(run, parts));
        document.set("fee", fee(it, service, run));
        document.set("decision", decision(it, service.pack()));
        document.set("steps", steps.of(it, parts, scope));
        document.set("history", history(it));
        document.set("files", files(parts));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }

    String schemaAddress(ServicePackage pack) {
        return configuration
                .publicUrl()
                .resolve("/api/v1/services/%s/%s/schema.json".formatted(pack.name(), pack.version()))
                .toString();
    }

    private static ObjectNode about(Case it, ServicePackage pack) {
        return JSON.createObjectNode()
                .put("number", it.number().toString())
                .put("service", it.service())
                .put("version", it.version())
                .put("leika", pack.identity().leika().orElse(null))
                .put("title", it.title())
                .put("state", it.state().name())
                .put("portal", it.portal())
                .put("language", it.lang())
                .put("received", it.submitted().toString())
                .put("due", text(it.due()))
                .put("closed", text(it.closed()))
                .put("answersSha256", it.answersHash());
    }

    private static ObjectNode tenant(Tenant it) {
        return JSON.createObjectNode()
                .put("slug", it.slug().value())
                .put("name", it.name())
                .put("ags", it.ags())
                .put("ars", it.ars());
    }

    private static ObjectNode office(Optional<Office> found, String id) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("kind", found.map(Office::kind).orElse(null))
                .put("name", found.map(Office::name).orElse(null));
    }

    private static ObjectNode applicant(FormRun run) {
        var applicant = JSON.createObjectNode();
        for (var role : Form.Role.values()) {
            run.find(role).ifPresent(value -> applicant.set(roleName(role), node(value.feel())));
        }
        return applicant;
    }

    /** {@code GIVEN_NAMES} is {@code givenNames}. */
    static String roleName(Form.Role role) {
        var words = role.name().toLowerCase(java.util.Locale.ROOT).split("_");
        return words.length == 1
                ? words[0]
                : words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
    }

    private static ObjectNode answers(FormRun run, List<Handover.Part> parts) {
        var answers = JSON.createObjectNode();
        for (var step : run.steps()) {
            for (var question : run.questions(step)) {
                run.findAnswer(question)
                        .ifPresent(value -> answers.putObject(question.path())
                                .put("label", question.label().de())
                                .put("type", question.type().word())
                                .put("text", run.show(question, "de"))
                                .set(
                                        "value",
                                        value instanceof Value.Files kept ? names(kept, parts) : node(value.feel())));
            }
        }
        return answers;
    }

    /** The files of an answer, each with its place in the ZIP. */
    private static ArrayNode names(Value.Files kept, List<Handover.Part> parts) {
        var names = JSON.createArrayNode();
        kept.files()
                .forEach(file -> names.add(
                        JSON.createObjectNode().put("name", file.name()).put("path", path(parts, file.id()))));
        return names;
    }

    private static @Nullable String path(List<Handover.Part> parts, UUID file) {
        for (var part : parts) {
            if (part.file().equals(file)) {
                return part.path();
            }
        }
        return null;
    }

    /** An answer as expressions see it; what JSON has no kind for is written as FEEL and ISO 8601 write it. */
    private static JsonNode node(@Nullable Object feel) {
        if (feel == null) {
            return JSON.getNodeFactory().nullNode();
        }
        return switch (feel) {
            case String text -> JSON.getNodeFactory().stringNode(text);
            case Boolean yes -> JSON.getNodeFactory().booleanNode(yes);
            case BigDecimal number -> JSON.getNodeFactory().numberNode(number);
            case List<?> several -> {
                var array = JSON.createArrayNode();
                several.forEach(one -> array.add(node(one)));
                yield array;
            }
            case Map<?, ?> parts -> {
                var object = JSON.createObjectNode();
                parts.forEach((name, one) -> object.set(String.valueOf(name), node(one)));
                yield object;
            }
            default -> JSON.getNodeFactory().stringNode(String.valueOf(feel));
        };
    }

    private static ObjectNode fee(Case it, Service service, FormRun run) {
        var fee = JSON.createObjectNode().put("currency", "EUR").put("totalCents", it.feeCents());
        var lines = fee.putArray("lines");
        service.fee(run)
                .lines()
                .forEach(line -> lines.add(JSON.createObjectNode()
                        .put("id", line.id())
                        .put("label", line.label().de())
                        .put("quantity", line.quantity())
                        .put("eachCents", line.each().cents())
                        .put("sumCents", line.sum().cents())));
        return fee;
    }

    private static @Nullable ObjectNode decision(Case it, ServicePackage pack) {
        return pack.outcome()
                .findDecision(String.valueOf(it.outcome()))
                .map(decision -> JSON.createObjectNode()
                        .put("id", decision.id())
                        .put("label", decision.label().de())
                        .put("grants", decision.grants())
                        .put("decided", text(it.decided())))
                .orElse(null);
    }

    private ArrayNode history(Case it) {
        var history = JSON.createArrayNode();
        for (var entry : entries.list(it.id())) {
            if (!entry.kind().isForTheDesk()) {
                history.add(JSON.createObjectNode()
                        .put("at", entry.at().toString())
                        .put("kind", entry.kind().name())
                        .put("by", entry.actorName())
                        .put("text", entry.text()));
            }
        }
        return history;
    }

    private static ArrayNode files(List<Handover.Part> parts) {
        var files = JSON.createArrayNode();
        parts.forEach(part -> files.add(JSON.createObjectNode()
                .put("path", part.path())
                .put("kind", part.kind())
                .put("question", part.question())
                .put("name", part.name())
                .put("mediaType", part.mediaType())
                .put("bytes", part.bytes())
                .put("sha256", part.sha256())
                .put("state", part.state().name())));
        return files;
    }

    private static @Nullable String text(@Nullable Object time) {
        return time == null ? null : time.toString();
    }
}
