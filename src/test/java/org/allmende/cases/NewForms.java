package org.allmende.cases;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.services.Adoption;
import org.allmende.services.Adoptions;
import org.allmende.services.Land;
import org.allmende.services.Packages;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;

/** Two made-up newer versions of the Eheurkunde, and a municipality that adopts them under its open drafts. */
final class NewForms {

    static final String SERVICE = "eheurkunde";

    private static final String SMALL = "1.101.0";
    private static final String LARGE = "2.0.0";

    private static final String NAME_AT_BIRTH = """
            - id: geburtsname
              type: name
              required: "false"
              label: {de: "Geburtsname, wenn er anders war", en: "Name at birth, if it was different"}
              called: {de: den Geburtsnamen, en: the name at birth}
            """;

    private static final String URGENT = """
            - id: eilig
              type: yesno
              label: {de: "Eilt es?", en: "Is it urgent?"}
              called: {de: ob es eilt, en: whether it is urgent}
            """;

    private final DemoCounty county;
    private final String tenant;
    private final Adoption before;

    NewForms(DemoCounty county, String tenant) {
        this.county = county;
        this.tenant = tenant;
        this.before = county.bean(Adoptions.class).find(tenant, SERVICE).orElseThrow();
    }

    /** A question is gone, an option has another name, one more question has to be answered. */
    ServicePackage small() {
        var form = text("form.yaml");
        form = replaced(form, indented(NAME_AT_BIRTH), "");
        form = replaced(form, "{id: erbe, ", "{id: nachlass, ");
        form = replaced(
                form,
                "called: {de: die Zahl der Exemplare, en: the number of copies}\n",
                "called: {de: die Zahl der Exemplare, en: the number of copies}\n" + indented(URGENT));
        return publish(SMALL, form);
    }

    /** An answer is a number instead of a text, a question and a step are gone, two steps change places; what was gone is back. */
    ServicePackage large() {
        var form = text("form.yaml");
        form = replaced(
                form, "type: text\n        longest: 40\n", "type: number\n        least: 1\n        most: 9999\n");
        form = without(form, "  - id: abstammung\n", "  - id: interesse\n");
        form = without(form, "      - id: telefon\n", "\n  - id: ausweis\n");
        form = replaced(form, "  phone: kontakt/telefon\n", "");
        var purpose = form.substring(form.indexOf("  - id: zweck\n"), form.indexOf("  - id: person\n"));
        form = replaced(form, purpose, "");
        form = replaced(form, "  - id: wunsch\n", purpose + "  - id: wunsch\n");
        form = replaced(
                form,
                "called: {de: die Zahl der Exemplare, en: the number of copies}\n",
                "called: {de: die Zahl der Exemplare, en: the number of copies}\n" + indented(URGENT));
        return publish(LARGE, form);
    }

    void adopt(ServicePackage pack) {
        county.bean(Adoptions.class).adopt(tenant, pack, Land.HE, before.parameters());
        county.bean(Services.class).reload();
    }

    void end() {
        county.bean(Adoptions.class).end(tenant, SERVICE);
        county.bean(Services.class).reload();
    }

    /** As it was before the test. */
    void back() {
        var services = county.bean(Services.class);
        adopt(services.get(tenant, SERVICE, before.version().toString()).pack());
        var owner = county.owner();
        for (var table : List.of("cases.case", "cases.draft")) {
            owner.sql("delete from %s where service = :service and version in (:small, :large)".formatted(table))
                    .param("service", SERVICE)
                    .param("small", SMALL)
                    .param("large", LARGE)
                    .update();
        }
        owner.sql("delete from services.package_version where name = :service and version in (:small, :large)")
                .param("service", SERVICE)
                .param("small", SMALL)
                .param("large", LARGE)
                .update();
        services.reload();
    }

    private ServicePackage publish(String version, String form) {
        var files = new LinkedHashMap<>(files());
        // applicants who answer what the new form no longer asks
        files.keySet().removeIf(name -> name.startsWith("tests/") && !name.contains("/04-") && !name.contains("/05-"));
        files.put("form.yaml", form.getBytes(StandardCharsets.UTF_8));
        files.put(
                "service.yaml",
                replaced(text("service.yaml"), "version: 1.0.0", "version: " + version)
                        .getBytes(StandardCharsets.UTF_8));
        return county.bean(Packages.class).publish(files);
    }

    private Map<String, byte[]> files() {
        return county.bean(Packages.class).files(SERVICE, "1.0.0");
    }

    private String text(String file) {
        return new String(files().getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    }

    private static String indented(String text) {
        return text.indent(6);
    }

    private static String replaced(String text, String piece, String instead) {
        int at = text.indexOf(piece);
        if (at < 0) {
            throw new IllegalArgumentException("no " + piece);
        }
        return text.substring(0, at) + instead + text.substring(at + piece.length());
    }

    private static String without(String text, String from, String to) {
        int begin = text.indexOf(from);
        return text.substring(0, begin) + text.substring(text.indexOf(to, begin));
    }
}
