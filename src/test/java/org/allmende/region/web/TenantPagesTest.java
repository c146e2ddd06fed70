package org.allmende.region.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.region.Regions;
import org.allmende.region.Slug;
import org.allmende.region.Topic;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The Kompetenzcenter of the county at work, seen from outside. */
class TenantPagesTest {

    private static final String LIST = "/arbeitsplatz/gemeinden";
    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Visitor CENTER = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER);

    @Test
    void aTenantAddedInTheBrowserIsLiveAtOnce() {
        var answer = CENTER.post(LIST + "/neu", tenant("Gemeinde Perftal", ""));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).contains(LIST + "/perftal");
        var region = COUNTY.bean(Regions.class).current();
        assertThat(region.find("perftal")).isPresent();
        assertThat(region.findOffice("perftal", "standesamt")).isPresent();
        assertThat(region.participates(new Slug("perftal"), Topic.GEODATA, LocalDate.of(2026, 12, 1)))
                .isTrue();
        assertThat(COUNTY.visitor().get("/perftal/").html().text()).contains("Willkommen in Perftal");
        assertThat(CENTER.get(LIST).html().text()).contains("Gemeinde Perftal");
        assertThat(audited("tenant.added", "perftal")).isEqualTo("marburg-biedenkopf");
    }

    @Test
    void nothingTypedIsLostWhenSomethingIsWrong() {
        var typed = tenant("Gemeinde Anmelden", "anmelden");
        typed.put("telefon", "ruf mich an");
        var answer = CENTER.post(LIST + "/neu", typed);

        assertThat(answer.status()).isEqualTo(200);
        var page = answer.html();
        assertThat(page.select(".errsum a").eachAttr("href")).containsExactly("#adresse", "#telefon");
        assertThat(page.select(".errsum").text()).contains("Die Adresse „anmelden“ braucht die Software selbst.");
        assertThat(page.select("#name").val()).isEqualTo("Gemeinde Anmelden");
        assertThat(page.select("#telefon").val()).isEqualTo("ruf mich an");
        assertThat(CENTER.post(LIST + "/neu", tenant("Stadt Gladenbach", ""))
                        .html()
                        .select(".errsum")
                        .text())
                .contains("Die Adresse „gladenbach“ hat schon Stadt Gladenbach.");
    }

    @Test
    void thePreviewNeedsNoScript() {
        var page =
                CENTER.get(LIST + "/neu?name=Gemeinde+Ohmtal&farbe=%237a1f3d").html();
        assertThat(page.select("#vorschau").text()).contains("/ohmtal/").contains("frei");
        assertThat(page.select("#gesicht svg")).hasSize(2);
        assertThat(page.select("#name").val()).isEqualTo("Gemeinde Ohmtal");
    }

    @Test
    void whoTakesNoPartOffersNothingOnline() {
        var begin = "/muenchhausen/leistungen/eheurkunde/beginnen";
        assertThat(COUNTY.visitor().post(begin, Map.of()).status()).isEqualTo(303);

        participation("2026-01-01", "2026-01-31");
        var all = COUNTY.visitor().get("/muenchhausen/leistungen").html();
        assertThat(all.select(".index li")).isNotEmpty();
        assertThat(all.select(".index .kern-badge--success")).isEmpty();
        assertThat(COUNTY.visitor().post(begin, Map.of()).status()).isEqualTo(404);

        participation("2026-01-01", "");
        assertThat(COUNTY.visitor().post(begin, Map.of()).status()).isEqualTo(303);
    }

    private static void participation(String since, String until) {
        var sent = Map.of("online-services.seit", since, "online-services.bis", until);
        assertThat(CENTER.post(LIST + "/muenchhausen/teilnahme", sent).status()).isEqualTo(303);
    }

    @Test
    void anOfficeIsAddedAndChanged() {
        var office = new HashMap<>(Map.of(
                "amt.name", "Bürgerbüro Nord",
                "amt.art", "buergerbuero",
                "amt.anschrift", "Musterweg 2, 35102 Lohra",
                "amt.telefon", "00000 00-30",
                "amt.email", "buergerbuero@lohra.example",
                "amt.zeiten", "Mo–Fr 8:00–12:00"));
        assertThat(CENTER.post(LIST + "/lohra/aemter", office).status()).isEqualTo(303);
        office.putAll(Map.of("amt", "buergerbuero-2", "amt.name", "Bürgerbüro Süd"));
        assertThat(CENTER.post(LIST + "/lohra/aemter", office).status()).isEqualTo(303);

        var region = COUNTY.bean(Regions.class).current();
        assertThat(region.findOffice("lohra", "buergerbuero-2"))
                .as("beside the one that every town has")
                .map(it -> it.name())
                .contains("Bürgerbüro Süd");
        assertThat(region.findOffice("lohra", "buergerbuero-3")).isEmpty();
    }

    @Test
    void onlyTheKompetenzcenterMayDoThis() {
        var clerk = COUNTY.staff("gladenbach", Role.CLERK, Role.ADMIN);
        assertThat(clerk.get(LIST).status()).isEqualTo(403);
        assertThat(clerk.post(LIST + "/neu", tenant("Gemeinde Salzbödetal", "")).status())
                .isEqualTo(403);
    }

    @Test
    void theDatabaseLetsNoTenantWriteAnothersRow() {
        var db = COUNTY.bean(JdbcClient.class);
        var tenancy = COUNTY.bean(Tenancy.class);
        int rows = tenancy.as(
                "gladenbach",
                () -> db.sql("update region.tenant set name = 'Fremd' where slug = 'lohra'")
                        .update());
        assertThat(rows).isZero();
        assertThatThrownBy(() -> tenancy.run("gladenbach", () -> db.sql("""
                        insert into region.participation (tenant, topic, since) values ('lohra', 'geodata', '2020-01-01')
                        """).update()))
                .isInstanceOf(DataAccessException.class);
    }

    private static Map<String, String> tenant(String name, String slug) {
        return new HashMap<>(Map.of(
                "art", "municipality",
                "name", name,
                "adresse", slug,
                "kreis", "marburg-biedenkopf",
                "farbe", "#7a1f3d",
                "anschrift", "Musterweg 1, 35102 Musterstadt",
                "telefon", "00000 00-10",
                "email", "rathaus@perftal.example",
                "standesamt", "true",
                "geodata.seit", "2026-12-01"));
    }

    private static String audited(String action, String subject) {
        return COUNTY.owner()
                .sql("select tenant from platform.audit_entry where action = :action and subject = :subject")
                .param("action", action)
                .param("subject", subject)
                .query(String.class)
                .single();
    }
}
