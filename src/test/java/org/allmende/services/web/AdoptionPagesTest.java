package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** Adopting, changing and ending a service, seen from outside. */
class AdoptionPagesTest {

    private static final String LIST = "/arbeitsplatz/leistungen";
    private static final String OWN = LIST + "/eheurkunde/wohratal";
    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Visitor CENTER = COUNTY.staff("marburg-biedenkopf", Role.COMPETENCE_CENTER);
    private static final Visitor ADMIN = COUNTY.staff("wohratal", Role.ADMIN);

    @Test
    void nobodyButTheKompetenzcenterChangesAnotherTenant() {
        assertThat(ADMIN.get(LIST + "/eheurkunde/lohra").status()).isEqualTo(403);
        assertThat(ADMIN.post(LIST + "/eheurkunde/lohra/ende", Map.of()).status())
                .isEqualTo(403);
        assertThat(COUNTY.visitor().get("/lohra/leistungen/eheurkunde").status())
                .isEqualTo(200);
    }

    @Test
    void whatDoesNotFitComesBackWithASentenceAndAsItWasTyped() {
        var typed = parameters();
        typed.put("angabe.gebuehr_erste", "zwölf");
        var page = ADMIN.post(OWN, typed).html();
        assertThat(page.select(".errsum a").eachAttr("href")).containsExactly("#angabe.gebuehr_erste");
        assertThat(page.select("[name=angabe.gebuehr_erste]").val()).isEqualTo("zwölf");
    }

    @Test
    void thePortalFollowsAtOnce() {
        assertThat(ADMIN.post(OWN + "/ende", Map.of()).status()).isEqualTo(303);
        assertThat(COUNTY.visitor().get("/wohratal/leistungen/eheurkunde").text())
                .contains("noch nicht online")
                .doesNotContain("/beginnen");
        assertThat(CENTER.get(OWN).html().select(".split").text()).contains("beendet");

        assertThat(ADMIN.post(OWN, parameters()).status()).isEqualTo(303);
        assertThat(COUNTY.visitor().get("/wohratal/leistungen/eheurkunde").status())
                .isEqualTo(200);
        assertThat(COUNTY.owner().sql("""
                                select action from platform.audit_entry
                                 where subject = 'eheurkunde/wohratal' and tenant = 'wohratal' order by seq
                                """).query(String.class).list())
                .containsExactly("service.ended", "service.adopted");
    }

    @Test
    void aTenantWithoutTheOfficeCannotAdopt() {
        var page =
                CENTER.post(LIST + "/eheurkunde/kreisjobcenter", parameters()).html();
        assertThat(page.text()).contains("Das zuständige Amt fehlt.");
        assertThat(COUNTY.visitor().get("/kreisjobcenter/leistungen/eheurkunde").status())
                .isEqualTo(404);
    }

    private static Map<String, String> parameters() {
        return new HashMap<>(Map.of(
                "angabe.gebuehr_erste", "13,50",
                "angabe.gericht", "Amtsgericht Marburg",
                "angabe.telefon", "00000 00-10",
                "angabe.email", "standesamt@wohratal.example"));
    }
}
