package org.allmende.platform.api.web;

import java.util.Map;
import org.allmende.platform.api.OpenApi;
import org.allmende.platform.api.Operation;
import org.allmende.platform.api.Problem;
import org.allmende.platform.api.Webhook;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.node.ObjectNode;

/** What other software can ask this server for, to read and to try. */
@Controller
class ApiPages {

    private final OpenApi api;

    ApiPages(OpenApi api) {
        this.api = api;
    }

    @Public
    @GetMapping("/api")
    View show(Page page) {
        return page.show(
                "platform/api",
                new ApiPage(
                        api.operations().stream().map(one -> item(page, one)).toList(),
                        api.webhooks().stream().map(one -> item(page, one)).toList(),
                        Problem.KINDS.stream()
                                .map(kind -> ApiPage.Item.of(
                                        kind,
                                        "",
                                        page.t("platform.problem." + kind),
                                        page.t("platform.problem." + kind + ".text")))
                                .toList()));
    }

    @Public
    @GetMapping(path = "/api/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ObjectNode> document(Page page) {
        return ResponseEntity.ok(api.document(page));
    }

    /** Leads a form of the page to the address that is put together from its fields, without any script. */
    @Public
    @GetMapping("/api/ausprobieren")
    View tryOut(@RequestParam(defaultValue = "") String was, @RequestParam Map<String, String> values) {
        var operation = api.operations().stream()
                .filter(one -> one.id().equals(was) && one.canBeTried())
                .findFirst()
                .orElseThrow(NotFound::new);
        for (var parameter : operation.parameters()) {
            if (values.getOrDefault(parameter.name(), "").isBlank()) {
                return SeeOther.at("/api#" + operation.id());
            }
        }
        return SeeOther.at(operation.at(name ->
                UriUtils.encode(values.getOrDefault(name, "").strip(), java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static ApiPage.Item item(Page page, Operation it) {
        return new ApiPage.Item(
                it.id(),
                it.method(),
                it.path(),
                page.t(it.name()),
                page.t(it.text()),
                it.token(),
                it.canBeTried(),
                it.parameters().stream()
                        .map(parameter -> new ApiPage.Field(
                                it.id() + "-" + parameter.name(),
                                parameter.name(),
                                page.t("platform.api.parameter." + parameter.name()),
                                parameter.example()))
                        .toList(),
                it.command(page.url("/").replaceFirst("/$", "")));
    }

    private static ApiPage.Item item(Page page, Webhook it) {
        return ApiPage.Item.of(it.type(), it.type(), page.t(it.name()), page.t(it.text()));
    }
}
