package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.allmende.Browser;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.services.Packages;
import org.allmende.services.Services;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The matrix of services and tenants, and what one click does in it. */
class AdoptionListPagesTest {

    private static final String LIST = "/arbeitsplatz/leistungen";
    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Visitor CENTER = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER);
    private static final Visitor ADMIN = COUNTY.staff("steffenberg", Role.ADMIN);

    @Test
    void theKompetenzcenterSeesEveryTenantAndAnAdministratorOnlyTheOwn() {
        var all = CENTER.get(LIST).html();
        assertThat(all.select(".cross thead th").size()).isGreaterThan(23);
        assertThat(all.select(".cross thead th").eachText()).contains("Steffenberg", "Lohra");
        assertThat(all.select(".cross [scope=row]").size()).isEqualTo(25);
        assertThat(all.select(".cross").text()).contains("Das zuständige Amt fehlt.");

        var own = ADMIN.get(LIST + "?thema=familie").html();
        assertThat(own.select(".cross td a").eachAttr("href"))
                .contains(LIST + "/eheurkunde/steffenberg")
                .allMatch(href -> href.endsWith("/steffenberg"));
    }

    @Test
    void servicesAreFoundByFieldByWordAndByWhatIsStillToDo() {
        forget("fundsache-melden", "breidenbach");

        var field = CENTER.get(LIST + "?thema=familie").html();
        assertThat(field.select(".group").eachText())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Familie und Urkunden");
        assertThat(services(CENTER.get(LIST + "?q=Heiratsurkunde").html())).contains("Eheurkunde");
        var open = CENTER.get(LIST + "?stand=offen").html();
        assertThat(services(open)).contains("Gefundenes melden").doesNotContain("Hund ummelden");
        assertThat(CENTER.get(LIST + "?q=Quietscheentchen&thema=bauen").text())
                .contains("Dazu gibt es keine Leistung.");
    }

    @Test
    void oneClickOffersAServiceWithTheContactOfItsOffice() {
        forget("hund-umzug", "steffenberg");
        assertThat(COUNTY.visitor().get("/steffenberg/leistungen/hund-umzug").text())
                .doesNotContain("/beginnen");

        var answer = ADMIN.post(LIST, Map.of("eine", "hund-umzug/steffenberg", "thema", "finanzen"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(ADMIN.follow(answer).html().select(".toast").text()).contains("1 Leistung angeboten");
        assertThat(COUNTY.visitor().get("/steffenberg/leistungen/hund-umzug").status())
                .isEqualTo(200);
        assertThat(audited("hund-umzug/steffenberg")).containsExactly("service.adopted");
    }

    @Test
    void aRowIsOfferedToAllAndAColumnAsFarAsNothingIsMissing() {
        for (var tenant : List.of("angelburg", "fronhausen", "wetter")) {
            forget("hund-abmelden", tenant);
        }
        forget("eheurkunde", "fronhausen");
        forget("hund-umzug", "fronhausen");

        var row = CENTER.follow(CENTER.post(LIST, Map.of("leistung", "hund-abmelden")));
        assertThat(row.html().select(".toast").text()).contains("3 Mal angeboten");
        assertThat(COUNTY.visitor().get("/wetter/leistungen/hund-abmelden").status())
                .isEqualTo(200);

        var column = CENTER.post(LIST, Map.of("gemeinde", "fronhausen", "stand", "offen"));
        assertThat(column.html().select(".kern-alert").text())
                .contains("1 angeboten, 1 nicht")
                .contains("Eheurkunde, Fronhausen: Es fehlen Angaben.");
        assertThat(COUNTY.visitor().get("/fronhausen/leistungen/hund-umzug").status())
                .isEqualTo(200);
        assertThat(COUNTY.visitor().get("/fronhausen/leistungen/eheurkunde").text())
                .doesNotContain("/beginnen");

        var form = CENTER.post(LIST, Map.of("eine", "eheurkunde/fronhausen"));
        assertThat(form.location()).endsWith(LIST + "/eheurkunde/fronhausen");
        offerAgain("eheurkunde", "fronhausen");
    }

    @Test
    void anAdministratorCannotOfferForAnotherTenant() {
        forget("infostand", "muenchhausen");

        assertThat(ADMIN.post(LIST, Map.of("eine", "infostand/muenchhausen")).status())
                .isEqualTo(403);
        assertThat(ADMIN.post(LIST, Map.of("gemeinde", "muenchhausen")).status())
                .isEqualTo(403);
        assertThat(ADMIN.post(LIST, Map.of("leistung", "infostand")).status())
                .as("for all whom an administrator sees: the own tenant, which offers it already")
                .isEqualTo(303);
        assertThat(COUNTY.visitor().get("/muenchhausen/leistungen/infostand").text())
                .doesNotContain("/beginnen");
        assertThat(CENTER.post(LIST, Map.of("eine", "infostand/muenchhausen")).status())
                .isEqualTo(303);
    }

    @Test
    void whatATownHasEndedIsNotOfferedAgainInPassing() {
        assertThat(CENTER.post(LIST + "/hund-umzug/rauschenberg/ende", Map.of()).status())
                .isEqualTo(303);

        var all = CENTER.post(LIST, Map.of("leistung", "hund-umzug"));
        assertThat(all.html().select(".kern-alert").text()).contains("Rauschenberg: Die Gemeinde hat sie beendet.");
        assertThat(COUNTY.visitor().get("/rauschenberg/leistungen/hund-umzug").text())
                .doesNotContain("/beginnen");
        offerAgain("hund-umzug", "rauschenberg");
    }

    @Test
    void lawThatDoesNotHoldHereIsNamedAndHasNoButton() {
        var files = COUNTY.bean(Packages.class).files("eheurkunde", version("eheurkunde"));
        files.replaceAll((path, content) -> new String(content, StandardCharsets.UTF_8)
                .replace("eheurkunde", "rheinische-eheurkunde")
                .replace("level: Bund", "level: NW")
                .getBytes(StandardCharsets.UTF_8));
        COUNTY.bean(Packages.class).publish(files);
        COUNTY.bean(Services.class).reload();
        try {
            var page = CENTER.get(LIST + "?stand=unmoeglich").html();
            var row = page.select(".cross tr:has(td)");
            assertThat(row.text()).contains("Sie beruht auf Recht, das hier nicht gilt: Hessen.");
            assertThat(row.select("button, a")).isEmpty();
            assertThat(CENTER.post(LIST, Map.of("leistung", "rheinische-eheurkunde"))
                            .status())
                    .isEqualTo(303);
            assertThat(COUNTY.visitor()
                            .get("/lohra/leistungen/rheinische-eheurkunde")
                            .status())
                    .isEqualTo(404);
        } finally {
            COUNTY.owner()
                    .sql("delete from services.package_version where name = 'rheinische-eheurkunde'")
                    .update();
            COUNTY.owner()
                    .sql("delete from services.search_term where service = 'rheinische-eheurkunde'")
                    .update();
            COUNTY.bean(Services.class).reload();
        }
    }

    @Test
    void headAndFirstColumnStayWhileThePhoneReadsAListWithoutScrollingSideways() {
        try (var tab = Browser.open(COUNTY, CENTER, Browser.Look.DESKTOP)) {
            tab.go(LIST);
            tab.page().evaluate("document.querySelector('.crosswrap').scrollTo(300, 600)");
            assertThat(tab.page().evaluate("""
                    (() => {
                      const wrap = document.querySelector('.crosswrap').getBoundingClientRect();
                      const head = document.querySelector('.cross thead th:nth-child(9)').getBoundingClientRect();
                      const first = [...document.querySelectorAll('.cross [scope=row]')].at(-1).getBoundingClientRect();
                      return Math.abs(head.top - wrap.top) < 3 && Math.abs(first.left - wrap.left) < 3;
                    })()""")).isEqualTo(true);
        }
        try (var tab = Browser.open(COUNTY, CENTER, Browser.Look.SMALL_PHONE)) {
            tab.go(LIST);
            assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= 320"))
                    .isEqualTo(true);
        }
    }

    private static List<String> services(Document page) {
        return page.select(".cross .what").stream()
                .map(what -> what.ownText().strip())
                .toList();
    }

    private static List<String> audited(String subject) {
        return COUNTY.owner()
                .sql("select action from platform.audit_entry where subject = :subject order by seq")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    private static String version(String service) {
        return COUNTY.owner()
                .sql("select max(version) from services.package_version where name = :name")
                .param("name", service)
                .query(String.class)
                .single();
    }

    /** As if the tenant had never offered it. */
    private static void forget(String service, String tenant) {
        COUNTY.owner()
                .sql("delete from services.adoption where package = :package and tenant = :tenant")
                .param("package", service)
                .param("tenant", tenant)
                .update();
        COUNTY.bean(Services.class).reload();
    }

    private static void offerAgain(String service, String tenant) {
        var path = "%s/%s/%s".formatted(LIST, service, tenant);
        var form = org.allmende.Form.listOf(CENTER.get(path).html()).stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        assertThat(CENTER.post(form).status()).isEqualTo(303);
    }
}
