package org.allmende.cases.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNumber;
import org.allmende.cases.CaseState;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Question;
import org.allmende.services.form.Value;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the citizen's click to the office's own software, over real lines. */
class HandoverTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TENANT = "steffenberg";
    private static final String OTHER = "angelburg";
    private static final String PAGE = "/arbeitsplatz/uebergabe";

    /** A receiver as its administrator has noted it down. */
    private record Added(String id, String secret, String token) {}

    private static Added add(String tenant, String name, String address, String event, String service) {
        var fields = new LinkedHashMap<>(Map.of("name", name, "adresse", address, "ereignis", event));
        fields.put("leistung", service);
        var page = COUNTY.staff(tenant, Role.ADMIN).post(PAGE, fields);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        var keys = page.html().select("section:has(#schluessel) code.key");
        var id = COUNTY.owner()
                .sql("select id::text from cases.receiver where tenant = :tenant and name = :name")
                .param("tenant", tenant)
                .param("name", name)
                .query(String.class)
                .single();
        return new Added(id, keys.get(0).text(), keys.get(1).text());
    }

    private static String apply(String tenant, String file) {
        var sent = new Citizen(COUNTY.visitor())
                .answering("ort", tenant)
                .answering("file", file)
                .send(tenant, "eheurkunde");
        return sent.address().getPath().replaceFirst(".*/vorgang/([^/]+)/.*", "$1");
    }

    private static Answer fetch(String number, String token) {
        var visitor = COUNTY.visitor();
        return visitor.send(visitor.plainRequest("/api/v1/cases/%s/handover.zip".formatted(number))
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    private static Answer confirm(String number, String token, String reference) {
        var visitor = COUNTY.visitor();
        return visitor.send(visitor.plainRequest("/api/v1/cases/%s/handover/receipt".formatted(number))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"reference\": \"%s\"}".formatted(reference))));
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /** Makes due now what is still to be told, and tells it; gives the delivery's state and attempts. */
    private static String tell(Added receiver) {
        COUNTY.owner()
                .sql(
                        "update cases.delivery set next_attempt = now() - interval '1 s' where receiver = :id and state = 'WAITING'")
                .param("id", UUID.fromString(receiver.id()))
                .update();
        COUNTY.bean(Dispatch.class).deliverDue(TENANT);
        return state(receiver);
    }

    private static String state(Added receiver) {
        return COUNTY.owner()
                .sql("select state || ' ' || attempts from cases.delivery where receiver = :id")
                .param("id", UUID.fromString(receiver.id()))
                .query(String.class)
                .single();
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) {
        for (int patience = 0; patience < 300 && !condition.getAsBoolean(); patience++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(condition.getAsBoolean()).as("in half a minute").isTrue();
    }

    @Test
    void anApplicationReachesTheOfficesOwnSoftware() throws Exception {
        try (var software = new Fachverfahren()) {
            var receiver = add(TENANT, "Register", software.address(), "case.submitted", "eheurkunde");
            var number = apply(TENANT, "../../Müller & Söhne ".repeat(8) + ".png");
            waitFor(() -> !software.heard().isEmpty());

            var heard = software.heard().getFirst();
            assertThat(heard.isSignedWith(receiver.secret())).isTrue();
            assertThat(heard.body()).contains(number, "case.submitted").doesNotContain("buerger.example");
            var forged = new Fachverfahren.Heard(
                    heard.id(),
                    heard.timestamp(),
                    heard.signature(),
                    heard.body().replace(number, "GLA-0000-0000"));
            assertThat(forged.isSignedWith(receiver.secret())).isFalse();

            var answer = fetch(number, receiver.token());
            assertThat(answer.header("content-type")).isEqualTo("application/zip");
            var files = unzip(answer.body());
            assertThat(files.keySet()).contains("antrag.json", "antrag.pdf").hasSizeGreaterThan(2);
            assertThat(files.keySet()).allMatch(path -> path.matches("(anlagen/)?[A-Za-z0-9_-]{1,63}\\.[a-z]+"));
            assertThat(new String(files.get("antrag.pdf"), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF");
            var json = JSON.readTree(files.get("antrag.json"));
            expectHashes(json, files);
            expectConforms("eheurkunde", "1.0.0", new String(files.get("antrag.json"), StandardCharsets.UTF_8));

            assertThat(confirm(number, receiver.token(), "4711").status()).isEqualTo(200);
            assertThat(confirm(number, receiver.token(), "4711").text()).contains("4711");
            assertThat(history(number)).as("it is noted once").isEqualTo(1);
        }
    }

    private static long history(String number) {
        return COUNTY.owner().sql("""
                select count(*)
                  from cases.entry e
                  join cases.case c on c.tenant = e.tenant and c.id = e.case_id
                 where c.number = :number and e.kind = 'HANDED_OVER'
                """).param("number", number).query(Long.class).single();
    }

    private static void expectHashes(JsonNode json, Map<String, byte[]> files) throws Exception {
        for (var file : json.required("files")) {
            var content = files.get(file.required("path").stringValue());
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            assertThat(hash).isEqualTo(file.required("sha256").stringValue());
        }
    }

    private static void expectConforms(String service, String version, String text) {
        var address = "/api/v1/services/%s/%s/schema.json".formatted(service, version);
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(COUNTY.visitor().get(address).text());
        assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
        assertThat(schema.validate(text.replace("\"currency\" : \"EUR\"", "\"currency\" : 1"), InputFormat.JSON))
                .as("the schema notices what is wrong")
                .isNotEmpty();
    }

    @Test
    void anAnswerToEveryQuestionOfEveryPackageConforms() {
        var tried = 0;
        for (var pack : COUNTY.bean(Services.class).listPackages()) {
            var values = new LinkedHashMap<String, Value>();
            pack.form().steps().stream()
                    .flatMap(step -> step.questions().stream())
                    .filter(Question::asks)
                    .forEach(question ->
                            values.put(question.path(), question.type().sample()));
            var answers = Answers.of(values);
            var service = COUNTY.bean(Services.class)
                    .get(TENANT, pack.name(), pack.version().toString());
            if (!service.run(answers, LocalDate.of(2026, 1, 15)).ended()) {
                var json = COUNTY.bean(Tenancy.class)
                        .as(
                                TENANT,
                                () -> COUNTY.bean(CaseJson.class)
                                        .of(sample(pack, answers), List.of(), Handover.Scope.OFFICE));
                expectConforms(pack.name(), pack.version().toString(), json);
                tried++;
            }
        }
        assertThat(tried).as("packages whose form does not end early").isGreaterThan(50);
    }

    private static Case sample(ServicePackage pack, Answers answers) {
        var then = Instant.parse("2026-01-15T10:00:00Z");
        var decision = pack.outcome().decisions().getFirst().id();
        return new Case(
                TENANT,
                new UUID(0, 1),
                CaseNumber.parse("STF-7K4Q-22PM").orElseThrow(),
                new UUID(0, 2),
                "amt",
                pack.name(),
                pack.version().toString(),
                TENANT,
                "de",
                pack.description().title().de(),
                "Probe",
                null,
                answers.json(),
                answers.hash(),
                CaseState.DECIDED,
                then,
                null,
                null,
                null,
                null,
                decision,
                then,
                null,
                null,
                null);
    }

    @Test
    void everyPackageHasASchemaThatIsOne() {
        var schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var meta = schemas.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        for (var pack : COUNTY.bean(Services.class).listPackages()) {
            var schema = COUNTY.bean(CaseSchema.class).of(pack).toString();
            assertThat(meta.validate(schema, InputFormat.JSON))
                    .as(pack.toString())
                    .isEmpty();
        }
    }

    @Test
    void whatIsRefusedTwiceIsToldAThirdTime() throws IOException {
        try (var software = new Fachverfahren().answering(500, 302)) {
            var receiver = add(TENANT, "Zögerlich", software.address(), "case.submitted", "eheurkunde");
            apply(TENANT, "probe.png");
            waitFor(() -> !software.heard().isEmpty());
            waitFor(() -> tell(receiver).startsWith("DONE"));
            assertThat(software.heard())
                    .extracting(Fachverfahren.Heard::id)
                    .hasSizeGreaterThan(2)
                    .containsOnly(software.heard().getFirst().id());
        }
    }

    @Test
    void whatCannotBeDeliveredWaitsForTheAdministrator() throws IOException {
        var software = new Fachverfahren();
        var receiver = add(TENANT, "Ausgefallen", software.address(), "case.submitted", "eheurkunde");
        software.close();
        var number = apply(TENANT, "probe.png");
        waitFor(() -> tell(receiver).startsWith("DEAD"));
        var admin = COUNTY.staff(TENANT, Role.ADMIN);
        assertThat(admin.get(PAGE + "/liegengeblieben").html().select("main").text())
                .contains(number, "Ausgefallen", "nicht geantwortet");
        try (var repaired = new Fachverfahren()) {
            COUNTY.owner()
                    .sql("update cases.receiver set url = :url where id = :id")
                    .param("url", repaired.address())
                    .param("id", UUID.fromString(receiver.id()))
                    .update();
            admin.post(PAGE + "/liegengeblieben/alle", Map.of());
            waitFor(() -> state(receiver).startsWith("DONE"));
            assertThat(repaired.heard().getFirst().body()).contains(number);
        }
    }

    @Test
    void whoeverSaysGoneIsSwitchedOff() throws IOException {
        try (var software = new Fachverfahren().answering(410)) {
            var receiver = add(TENANT, "Abgebaut", software.address(), "case.submitted", "eheurkunde");
            var number = apply(TENANT, "probe.png");
            waitFor(() -> state(receiver).equals("DEAD 1"));
            assertThat(fetch(number, receiver.token()).status())
                    .as("its token no longer holds")
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenOpensItsOwnTenantsCasesOnly() throws IOException {
        try (var software = new Fachverfahren()) {
            var own = add(TENANT, "Eigenes", software.address(), "case.closed", "");
            var foreign = add(OTHER, "Fremdes", software.address(), "case.closed", "");
            var number = apply(TENANT, "probe.png");
            assertThat(fetch(number, own.token()).status()).isEqualTo(200);
            assertThat(fetch(number, foreign.token()).status()).isEqualTo(404);
            assertThat(confirm(number, foreign.token(), "1").status()).isEqualTo(404);
            assertThat(fetch(number, own.token() + "x").status()).isEqualTo(401);
            assertThat(fetch(number, own.token().replace(TENANT, OTHER)).status())
                    .isEqualTo(401);
            assertThat(fetch("nichts", own.token()).header("content-type")).startsWith("application/problem+json");
        }
    }
}
