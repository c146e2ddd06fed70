package org.allmende.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** Whoever reads the audit log reads of cases by their number and of people by their name. */
class AuditLogTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "muenchhausen";

    @Test
    void theLogNamesCasesAndColleagues() {
        var number = new Citizen(COUNTY.visitor())
                .answering("ort", TOWN)
                .send(TOWN, "eheurkunde")
                .address()
                .getPath()
                .replaceFirst(".*/vorgang/([^/]+)/.*", "$1");
        var id = COUNTY.owner()
                .sql("select id::text from cases.case where number = ?")
                .param(number)
                .query(String.class)
                .single();
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        var clerk =
                COUNTY.bean(Accounts.class).findByLogin("probe-lead." + TOWN).orElseThrow();
        lead.post(
                "/arbeitsplatz/vorgaenge/" + id + "/uebergeben",
                Map.of("an", clerk.id().toString()));

        var row = COUNTY.staff(TOWN, Role.AUDITOR)
                .get("/arbeitsplatz/protokoll")
                .html()
                .select("tr:contains(" + id + ")")
                .first();
        assertThat(row).isNotNull();
        assertThat(row.text())
                .contains(number, id, clerk.name())
                .doesNotContain(clerk.id().toString());

        assertThat(COUNTY.staff("wetter", Role.AUDITOR)
                        .get("/arbeitsplatz/protokoll")
                        .text())
                .doesNotContain(number);
    }
}
