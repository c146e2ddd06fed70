package org.allmende.region.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.region.Regions;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class BankAccountPagesTest {

    private static final String PATH = "/arbeitsplatz/bankverbindung";
    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Map<String, String> ACCOUNT = Map.of(
            "empfaenger", "Gemeindekasse Münchhausen",
            "iban", "de89 3704 0044 0532 0130 00",
            "bic", "cobadeff",
            "bank", "Musterbank");

    @Test
    void withoutAnAccountNobodyDecidesAboutAFeeAndTheAdministratorCanMendIt() throws IOException {
        forgetAccount("muenchhausen");
        var clerk = COUNTY.staff("muenchhausen", Role.CLERK);
        var admin = COUNTY.staff("muenchhausen", Role.ADMIN);
        var desk = "/arbeitsplatz/vorgaenge/" + newCase("muenchhausen");

        var refused = clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt", "reason", "Alles da."));

        assertThat(refused.html().select("[role=alert]").text())
                .contains("Gemeinde Münchhausen")
                .contains("Arbeitsplatz unter „Bankverbindung“");
        assertThat(refused.html().select("[name=reason]").text()).isEqualTo("Alles da.");
        assertThat(admin.get(PATH).html().select("main").text()).contains("Noch ist kein Konto eingetragen");

        assertThat(admin.post(PATH, ACCOUNT).status()).isEqualTo(303);

        assertThat(noticeOf(clerk, desk)).contains("Gemeindekasse Münchhausen", "DE89 3704 0044 0532 0130 00");
        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"))
                        .status())
                .isEqualTo(303);
        assertThat(audited("muenchhausen"))
                .contains("– → Gemeindekasse Münchhausen, DE89370400440532013000, COBADEFF, Musterbank");
    }

    @Test
    void whoHasNoAccountRefusesWithoutAFeeAllTheSame() {
        forgetAccount("weimar");
        var desk = "/arbeitsplatz/vorgaenge/" + newCase("weimar");

        assertThat(COUNTY.staff("weimar", Role.CLERK)
                        .post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Kein Eintrag."))
                        .status())
                .isEqualTo(303);
        assertThat(COUNTY.staff("weimar", Role.ADMIN).post(PATH, ACCOUNT).status())
                .isEqualTo(303);
    }

    @Test
    void whatIsMistypedIsNamedAndStaysInItsField() {
        var admin = COUNTY.staff("rauschenberg", Role.ADMIN);
        var typed = new HashMap<>(ACCOUNT);
        typed.putAll(Map.of("empfaenger", "", "iban", "DE89 3704 0044 0532 0130 01", "bic", "Sparkasse"));
        var page = admin.post(PATH, typed).html();

        assertThat(page.select(".errsum a").eachAttr("href")).containsExactly("#empfaenger", "#iban", "#bic");
        assertThat(page.select("#iban").val()).isEqualTo("DE89 3704 0044 0532 0130 01");
        assertThat(COUNTY.bean(Regions.class)
                        .refresh()
                        .findBankAccount("rauschenberg")
                        .orElseThrow()
                        .recipient())
                .isEqualTo("Stadt Rauschenberg");
    }

    @Test
    void onlyTheTenantsOwnAdministratorsMayDoThis() {
        assertThat(COUNTY.staff("steffenberg", Role.CLERK).get(PATH).status()).isEqualTo(403);
        assertThat(COUNTY.staff(COUNTY.lead(), Role.COMPETENCE_CENTER)
                        .post(PATH, ACCOUNT)
                        .status())
                .isEqualTo(403);
        assertThatThrownBy(() -> COUNTY.bean(Tenancy.class)
                        .run(
                                "gladenbach",
                                () -> COUNTY.bean(JdbcClient.class)
                                        .sql(
                                                "insert into region.bank_account values ('lohra', 'Fremd', 'DE89370400440532013000', '', '')")
                                        .update()))
                .isInstanceOf(DataAccessException.class);
    }

    private static void forgetAccount(String tenant) {
        COUNTY.owner()
                .sql("delete from region.bank_account where tenant = :tenant")
                .param("tenant", tenant)
                .update();
        COUNTY.bean(Regions.class).refresh();
    }

    private static UUID newCase(String tenant) {
        new Citizen(COUNTY.visitor()).answering("ort", tenant).send(tenant, "eheurkunde");
        return COUNTY.owner()
                .sql("select id from cases.case where tenant = :tenant order by submitted desc limit 1")
                .param("tenant", tenant)
                .query(UUID.class)
                .single();
    }

    private static String noticeOf(Visitor clerk, String desk) throws IOException {
        var preview = clerk.post(desk + "/vorschau", Map.of("outcome", "bewilligt"));
        try (var pdf = Loader.loadPDF(preview.body())) {
            return new PDFTextStripper().getText(pdf).replace('\u00a0', ' ');
        }
    }

    private static String audited(String tenant) {
        return COUNTY.owner()
                .sql("""
                select details::text
                  from platform.audit_entry
                 where action = 'tenant.bank-account' and subject = :tenant
                """)
                .param("tenant", tenant)
                .query(String.class)
                .single();
    }
}
