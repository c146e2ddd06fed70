package org.allmende.platform.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.allmende.platform.html.Page;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the interface (OpenAPI 3.1.1), made from the routes themselves, so that it cannot say anything else. */
@Component
public class OpenApi {

    /** All operations lie below it; a new number when one of them changes its meaning. */
    public static final String ROOT = "/api/v1/";

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectProvider<RequestMappingHandlerMapping> routes;
    private final List<Webhook> webhooks;
    private final String version;

    OpenApi(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> routes,
            List<Webhook> webhooks,
            ObjectProvider<BuildProperties> build) {
        this.routes = routes;
        this.webhooks = webhooks;
        this.version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("0");
    }

    /** All operations, in the order of their paths. */
    public List<Operation> operations() {
        return routes.getObject().getHandlerMethods().entrySet().stream()
                .filter(route ->
                        route.getKey().getPatternValues().iterator().next().startsWith(ROOT))
                .map(route -> Operation.of(route.getKey(), route.getValue()))
                .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::method))
                .toList();
    }

    public List<Webhook> webhooks() {
        return webhooks;
    }

    /** The document, in the page's language. */
    public ObjectNode document(Page page) {
        var shape = new Shape();
        shape.of(Problem.class);
        var document = object().put("openapi", "3.1.1");
        document.set(
                "info",
                object().put("title", page.t("platform.api.title"))
                        .put("version", version)
                        .put("description", page.t("platform.api.lead")));
        document.putArray("servers").add(object().put("url", page.url("/").replaceFirst("/$", "")));
        document.set("paths", paths(page, shape));
        document.set("webhooks", webhooks(page, shape));
        var components = document.putObject("components");
        var schemas = components.putObject("schemas");
        shape.components().forEach(schemas::set);
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", page.t("platform.api.token"));
        return document;
    }

    private ObjectNode paths(Page page, Shape shape) {
        var paths = object();
        for (var operation : operations()) {
            paths.withObjectProperty(operation.path())
                    .set(operation.method().toLowerCase(Locale.ROOT), describe(page, shape, operation));
        }
        return paths;
    }

    private static ObjectNode describe(Page page, Shape shape, Operation operation) {
        var described = object().put("operationId", operation.id())
                .put("summary", page.t(operation.name()))
                .put("description", page.t(operation.text()));
        described.putArray("tags").add(operation.path().substring(ROOT.length()).replaceFirst("/.*", ""));
        if (operation.token()) {
            described.putArray("security").add(object().set("token", JSON.createArrayNode()));
        }
        if (!operation.parameters().isEmpty()) {
            var parameters = described.putArray("parameters");
            for (var parameter : operation.parameters()) {
                parameters.add(object().put("name", parameter.name())
                        .put("in", "path")
                        .put("required", true)
                        .put("description", page.t("platform.api.parameter." + parameter.name()))
                        .put("example", parameter.example())
                        .set("schema", object().put("type", "string")));
            }
        }
        var body = operation.body();
        if (body != null) {
            described.set("requestBody", content(MediaType.APPLICATION_JSON_VALUE, shape.of(body.type())));
        }
        var responses = described.putObject("responses");
        responses.set(
                "200",
                content(
                                operation.mediaType(),
                                operation.answer() == void.class ? object() : shape.of(operation.answer()))
                        .put("description", page.t("platform.api.good")));
        responses.set(
                "default",
                content(MediaType.APPLICATION_PROBLEM_JSON_VALUE, shape.of(Problem.class))
                        .put("description", page.t("platform.api.bad")));
        return described;
    }

    private ObjectNode webhooks(Page page, Shape shape) {
        var described = object();
        for (var webhook : webhooks) {
            var post = described.putObject(webhook.type()).putObject("post");
            post.put("operationId", webhook.type())
                    .put("summary", page.t(webhook.name()))
                    .put("description", page.t(webhook.text()));
            post.set("requestBody", content(MediaType.APPLICATION_JSON_VALUE, shape.of(webhook.body())));
            post.putObject("responses").putObject("2XX").put("description", page.t("platform.api.taken"));
        }
        return described;
    }

    private static ObjectNode content(String mediaType, ObjectNode schema) {
        return object().set("content", object().set(mediaType, object().set("schema", schema)));
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
