package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.allmende.DemoCounty;
import org.allmende.cases.Figure.Kind;
import org.allmende.cases.Months.Month;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** The months of Kirchhain's Standesamt, as the demo has told them. */
class MonthsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "kirchhain";
    private static final YearMonth NOW = YearMonth.from(LocalDate.now(GermanDates.BERLIN));

    private static Month thisMonth() {
        var months = COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Months.class).list(NOW.minusMonths(11), NOW))
                .get("eheurkunde");
        assertThat(months).hasSize(12);
        assertThat(months.stream().map(Month::month)).isSorted();
        return months.getLast();
    }

    @Test
    void whatIsOpenNowIsWhatCameAndWasNotDecided() {
        assertThat(thisMonth().open())
                .isEqualTo(COUNTY.owner()
                        .sql(
                                "select count(*) from cases.case where tenant = :tenant and service = 'eheurkunde' and decided is null")
                        .param("tenant", TOWN)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void aCaseThatIsDeletedIsStillCounted() {
        // of a copy, since the demo's own stories are told to their end elsewhere
        var decided =
                COUNTY.owner().sql("""
                        insert into cases.case
                        select (jsonb_populate_record(it, jsonb_build_object(
                                    'id', gen_random_uuid(), 'draft', gen_random_uuid(), 'number', 'KIR-MMMM-ZZZZ'))).*
                          from cases.case it
                         where it.tenant = :tenant and it.decided is not null
                         order by it.decided desc
                         limit 1
                        returning id
                        """).param("tenant", TOWN).query(UUID.class).single();
        var before = thisMonth();
        COUNTY.bean(Tenancy.class).run(TOWN, () -> COUNTY.bean(Figures.class).keepCase(decided));
        COUNTY.owner()
                .sql("delete from cases.case where id = :id")
                .param("id", decided)
                .update();
        assertThat(thisMonth().open()).isEqualTo(before.open());
        assertThat(thisMonth().tally().count(Kind.DECIDED))
                .isEqualTo(before.tally().count(Kind.DECIDED));
    }

    @Test
    void theTableNamesOfficeServiceAndMonthAndNobody() {
        var csv = COUNTY.staff(TOWN, Role.LEAD)
                .get("/arbeitsplatz/zahlen/monate.csv")
                .text();
        assertThat(csv).contains("\"Standesamt").contains("\"" + NOW + "\"").contains("Noch offen am Monatsende");
        COUNTY.owner()
                .sql("select distinct applicant from cases.case where tenant = :tenant and applicant <> ''")
                .param("tenant", TOWN)
                .query(String.class)
                .list()
                .forEach(name -> assertThat(csv).doesNotContain(name));
        assertThat(COUNTY.staff(TOWN, Role.LEAD)
                        .get("/arbeitsplatz/zahlen/monate?leistung=eheurkunde")
                        .html()
                        .select("tbody tr"))
                .hasSize(12);
    }
}
