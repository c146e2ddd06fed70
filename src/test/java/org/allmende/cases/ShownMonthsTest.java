package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** A tenant shows its monthly figures to everybody if it wants to, and nobody can be told from them. */
class ShownMonthsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String PATH = "/arbeitsplatz/zahlen/veroeffentlichung";
    private static final YearMonth LAST =
            YearMonth.from(LocalDate.now(GermanDates.BERLIN)).minusMonths(1);

    private final ShownMonths months = COUNTY.bean(ShownMonths.class);

    @Test
    void onlyALeadShowsThemAndTakesThemBack() {
        var town = "amoeneburg";
        var lead = COUNTY.staff(town, Role.LEAD);
        var everybody = COUNTY.visitor();
        assertThat(everybody.get("/" + town + "/zahlen").status()).isEqualTo(404);
        assertThat(everybody.get("/" + town + "/zahlen.csv").status()).isEqualTo(404);
        assertThat(everybody.get("/" + town + "/").html().select("a[href$=/zahlen]"))
                .isEmpty();
        assertThat(COUNTY.staff(town, Role.CLERK)
                        .post(PATH, Map.of("zeigen", "ja"))
                        .status())
                .isEqualTo(403);

        assertThat(lead.get(PATH).html().select("main").text()).contains("nicht veröffentlicht", "Das sehen alle");
        lead.post(PATH, Map.of("zeigen", "ja"));
        lead.post(PATH, Map.of("zeigen", "ja"));

        assertThat(everybody.get("/" + town + "/").html().select("a[href=/" + town + "/zahlen]"))
                .hasSize(1);
        assertThat(everybody.get("/" + town + "/zahlen").html().select("main").text())
                .contains("Vielfache von 5 gerundet");
        assertThat(everybody.get("/angelburg/zahlen").status())
                .as("another town has not said so")
                .isEqualTo(404);
        assertThat(COUNTY.owner()
                        .sql(
                                "select count(*) from platform.audit_entry where tenant = :town and action = 'figures.shown'")
                        .param("town", town)
                        .query(Integer.class)
                        .single())
                .isOne();

        lead.post(PATH, Map.of("zeigen", "nein"));

        assertThat(everybody.get("/" + town + "/zahlen").status()).isEqualTo(404);
    }

    @Test
    void numbersAreRoundedAndSmallOnesNotTold() {
        var town = "lahntal";
        count(town, LAST, "RECEIVED", "", 4);
        count(town, LAST.minusMonths(1), "RECEIVED", "", 13);
        count(town, LAST.minusMonths(1), "DECIDED", "3", 7);
        count(town, LAST.plusMonths(1), "RECEIVED", "", 50);

        var told = months.list(town).get("hundesteuer-probe");

        assertThat(told).hasSize(12);
        assertThat(told.getFirst().month())
                .as("the month that is not over is not shown")
                .isEqualTo(LAST);
        assertThat(told.getFirst().received()).isEmpty();
        assertThat(told.getFirst().open()).as("6 and 4").contains(10);
        assertThat(told.get(1).received()).contains(15);
        assertThat(told.get(1).decided()).contains(5);
        assertThat(told.get(1).days()).contains(3);
        assertThat(told.get(1).open()).as("13 without 7").contains(5);
        assertThat(told.get(2).received()).isEqualTo(Optional.of(0));
    }

    @Test
    void everybodyReadsTheTablesAndNoName() {
        var town = "kirchhain";
        Visitor lead = COUNTY.staff(town, Role.LEAD);
        lead.post(PATH, Map.of("zeigen", "ja"));
        var everybody = COUNTY.visitor();

        var page = everybody
                .get("/" + town + "/zahlen?monat=" + LAST.minusMonths(2))
                .html();
        assertThat(page.select("h2").eachText()).anyMatch(office -> office.startsWith("Standesamt"));
        assertThat(page.select("option[selected]").attr("value"))
                .isEqualTo(LAST.minusMonths(2).toString());
        assertThat(everybody
                        .get("/" + town + "/zahlen?leistung=eheurkunde")
                        .html()
                        .select("tbody tr"))
                .hasSize(12);
        assertThat(everybody
                        .get("/" + town + "/zahlen?monat=9999-99&leistung=%27%22%3C")
                        .html()
                        .select("h1")
                        .text())
                .contains("Zahlen der Ämter");
        var csv = everybody.get("/" + town + "/zahlen.csv").text();
        assertThat(csv).contains("\"Standesamt", "\"" + LAST + "\"").doesNotContain("\"" + LAST.plusMonths(1) + "\"");
        COUNTY.owner()
                .sql("select distinct applicant from cases.case where tenant = :tenant and applicant <> ''")
                .param("tenant", town)
                .query(String.class)
                .list()
                .forEach(name -> assertThat(csv + page.text()).doesNotContain(name));
        lead.post(PATH, Map.of("zeigen", "nein"));
    }

    private static void count(String town, YearMonth month, String kind, String detail, int count) {
        COUNTY.owner()
                .sql("""
                insert into cases.figure (tenant, service, version, day, kind, detail, count)
                values (:town, 'hundesteuer-probe', '1.0.0', :day, :kind, :detail, :count)
                """)
                .param("town", town)
                .param("day", month.atDay(9))
                .param("kind", kind)
                .param("detail", detail)
                .param("count", count)
                .update();
    }
}
