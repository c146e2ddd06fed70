package org.allmende.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Collectors;
import org.allmende.DemoCounty;
import org.allmende.Route;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    private static JsonNode document() {
        return new JsonMapper()
                .readTree(COUNTY.visitor().get("/api/openapi.json").text());
    }

    @Test
    void theDocumentHasEveryRouteAndNoOther() {
        var routes = Route.listAll(COUNTY).stream()
                .filter(route -> route.pattern().startsWith(OpenApi.ROOT))
                .map(Route::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        var described = new TreeSet<String>();
        document()
                .required("paths")
                .forEachEntry((path, methods) -> methods.propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        assertThat(described).isEqualTo(routes).hasSizeGreaterThan(5);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var document = document();
        var references = document.findValuesAsString("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
        assertThat(document.required("openapi").stringValue()).isEqualTo("3.1.1");
    }

    @Test
    void whatNeedsATokenSaysSo() {
        var open = Route.listAll(COUNTY).stream()
                .filter(route -> route.pattern().startsWith(OpenApi.ROOT) && route.needsToken())
                .filter(route -> document()
                        .required("paths")
                        .required(route.pattern())
                        .required(route.method().toLowerCase(java.util.Locale.ROOT))
                        .path("security")
                        .isEmpty())
                .toList();
        assertThat(open).isEmpty();
    }

    @Test
    void theCatalogueNamesWhoOffersWhat() {
        var services = new JsonMapper()
                .readTree(COUNTY.visitor().get("/api/v1/services").text());
        assertThat(services.required("services")
                        .valueStream()
                        .filter(one -> one.required("name").stringValue().equals("eheurkunde")))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.required("tenants").valueStream().map(JsonNode::stringValue))
                                .contains("gladenbach"));
        assertThat(COUNTY.visitor().get("/api/v1/tenants").text()).contains("06534");
    }

    @Test
    void anErrorSaysWhatToDo() {
        var answer = COUNTY.visitor().get("/api/v1/services/gibt-es-nicht");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.text()).contains("Prüfen Sie die Schreibweise", "/api#unknown");
    }
}
