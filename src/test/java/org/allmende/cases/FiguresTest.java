package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.cases.Figure.Kind;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.Runner;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** From the first click to the sums: what is counted, and that nothing changes when the rows it comes from are deleted. */
class FiguresTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String SERVICE = "eheurkunde";

    /** Two towns that no other test counts in. */
    private static final String TOWN = "angelburg";

    private static final String NEIGHBOUR = "steffenberg";

    private static LocalDate today() {
        return LocalDate.now(GermanDates.BERLIN);
    }

    /** As the store gives it for today, without the suppression of what stands for too few: kind and detail → count. */
    private static Map<String, Integer> today(String tenant) {
        var counted = new java.util.TreeMap<String, Integer>();
        COUNTY.owner()
                .sql("""
                select kind || ' ' || detail as what, sum(count)::int as count
                  from (select tenant, service, day, kind, detail, 1 as count from cases.draft_figure
                         union all
                        select tenant, service, day, kind, detail, count from cases.figure) as all_figures
                 where tenant = :tenant and service = :service and day = :day
                 group by 1
                """)
                .param("tenant", tenant)
                .param("service", SERVICE)
                .param("day", today())
                .query((row, number) -> counted.put(row.getString("what").strip(), row.getInt("count")))
                .list();
        return counted;
    }

    private static int of(Map<String, Integer> counted, String what) {
        return counted.getOrDefault(what, 0);
    }

    @Test
    void aJourneyIsCountedFromItsBeginningToItsEndAndWhenItIsDeleted() {
        var before = today(TOWN);
        var neighbour = today(NEIGHBOUR);
        var broken = new Citizen(COUNTY.visitor()).fillIn(TOWN, SERVICE);
        var sent = new Citizen(COUNTY.visitor()).answering("ort", TOWN).send(TOWN, SERVICE);
        assertThat(sent.address().getPath()).contains("/vorgang/");

        var after = today(TOWN);
        assertThat(of(after, "BEGUN") - of(before, "BEGUN")).isEqualTo(2);
        assertThat(of(after, "SENT") - of(before, "SENT")).isEqualTo(1);
        assertThat(of(after, "CHECKED") - of(before, "CHECKED")).isEqualTo(2);
        assertThat(of(after, "STEP ehe") - of(before, "STEP ehe")).isEqualTo(2);
        assertThat(of(after, "WORKED 2") - of(before, "WORKED 2")).isEqualTo(1);
        assertThat(open(after) - open(before)).isEqualTo(1);
        assertThat(today(NEIGHBOUR)).as("a neighbour's figures").isEqualTo(neighbour);

        var id = UUID.fromString(broken.address().getPath().split("/")[3]);
        COUNTY.owner()
                .sql(
                        "update cases.draft set expires = current_date - 2 where tenant = :tenant and (id = :id or sent_as is not null)")
                .param("tenant", TOWN)
                .param("id", id)
                .update();
        var over = today(TOWN);
        assertThat(left(over) - left(after)).as("ended on the way").isEqualTo(1);
        assertThat(open(over)).isEqualTo(open(after) - 1);

        work("draft deletion");

        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.draft where id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(today(TOWN)).as("the figures after the drafts are deleted").isEqualTo(over);
    }

    private static int left(Map<String, Integer> counted) {
        return sum(counted, "LEFT");
    }

    private static int open(Map<String, Integer> counted) {
        return sum(counted, "OPEN");
    }

    private static int sum(Map<String, Integer> counted, String kind) {
        return counted.entrySet().stream()
                .filter(each -> each.getKey().startsWith(kind))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Test
    void everyApplicationThatWasBegunIsSentOrOpenOrEndedOnTheWay() {
        for (var tenant : List.of("gladenbach", "marburg", TOWN)) {
            var all = COUNTY
                    .owner()
                    .sql("""
                    select kind || ' ' || detail as what, sum(count)::int as count
                      from (select tenant, kind, detail, 1 as count from cases.draft_figure
                             union all
                            select tenant, kind, detail, count from cases.figure) as all_figures
                     where tenant = :tenant
                     group by 1
                    """)
                    .param("tenant", tenant)
                    .query((row, number) -> Map.entry(row.getString("what").strip(), row.getInt("count")))
                    .list()
                    .stream()
                    .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertThat(of(all, "BEGUN"))
                    .as("begun in %s", tenant)
                    .isPositive()
                    .isEqualTo(of(all, "SENT") + left(all) + open(all));
        }
    }

    @Test
    void theDeletionOfACaseLeavesItsDaysInTheSums() {
        var tenant = "gladenbach";
        // as two that are there, which stay, since they are told about elsewhere
        COUNTY.owner().sql("""
                insert into cases.case
                select (jsonb_populate_record(it, jsonb_build_object(
                            'id', gen_random_uuid(), 'draft', gen_random_uuid(), 'delete_after', current_date - 2,
                            'number', 'GLA-' || upper(left(md5(it.id::text), 4)) || '-ZZZZ'))).*
                  from cases.case it
                 where it.tenant = :tenant and it.state = 'DONE'
                 order by it.id
                 limit 2
                """).param("tenant", tenant).update();
        var before = tally(tenant);
        assertThat(before.count(Kind.DECIDED)).get().matches(count -> count >= 5);

        work("case deletion");

        var after = tally(tenant);
        for (var kind : List.of(Kind.RECEIVED, Kind.DECIDED, Kind.IN_TIME)) {
            assertThat(after.count(kind)).as("%s", kind).isEqualTo(before.count(kind));
        }
        assertThat(after.percentile(Kind.DECIDED, 50)).isEqualTo(before.percentile(Kind.DECIDED, 50));
        assertThat(after.percentile(Kind.DECIDED, 90)).isEqualTo(before.percentile(Kind.DECIDED, 90));
    }

    private static Tally tally(String tenant) {
        return COUNTY.bean(Tenancy.class)
                .as(
                        tenant,
                        () -> COUNTY.bean(Figures.class)
                                .list(today().minusDays(400), today(), SERVICE)
                                .getOrDefault(SERVICE, Tally.NOTHING));
    }

    @Test
    void figuresOfOneTenantAreNotReadInAnother() {
        var feedback = COUNTY.bean(Feedback.class);
        var tenancy = COUNTY.bean(Tenancy.class);
        tenancy.run(TOWN, () -> feedback.comment(SERVICE, Feedback.Place.LEISTUNG, "Nur für Angelburg."));
        assertThat(tenancy.as(NEIGHBOUR, () -> feedback.list(SERVICE, today(), today(), 100)))
                .noneMatch(comment -> comment.text().contains("Angelburg"));
        assertThat(tenancy.as(TOWN, () -> feedback.list(SERVICE, today(), today(), 100)))
                .anyMatch(comment -> comment.text().contains("Angelburg"));
    }

    @Test
    void commentsGoAfterAYear() {
        var feedback = COUNTY.bean(Feedback.class);
        var tenancy = COUNTY.bean(Tenancy.class);
        tenancy.run(TOWN, () -> feedback.comment(SERVICE, Feedback.Place.BESCHEID, "Vor langer Zeit."));
        assertThat(age("Vor langer Zeit.", 0)).isEqualTo(1);
        work("comment deletion");
        assertThat(age("Vor langer Zeit.", 0)).as("kept on its last day").isEqualTo(1);
        assertThat(age("Vor langer Zeit.", 1)).isEqualTo(1);
        work("comment deletion");
        assertThat(age("Vor langer Zeit.", 1)).isZero();
    }

    /** So many comments with this text there are; they are now so many days past their last day. */
    private static int age(String text, int days) {
        return COUNTY.owner()
                .sql("update cases.comment set delete_after = current_date - :days where text = :text")
                .param("days", days)
                .param("text", text)
                .update();
    }

    @Test
    void whatStandsForFewerThanFivePeopleIsNotTold() {
        var day = today();
        var four = Tally.of(List.of(
                new Figure(SERVICE, "1.0.0", day, Kind.BEGUN, "", 7),
                new Figure(SERVICE, "1.0.0", day, Kind.SENT, "", 4),
                new Figure(SERVICE, "1.0.0", day, Kind.DECIDED, "3", 4),
                new Figure(SERVICE, "1.0.0", day, Kind.STARS, "1", 4)));
        assertThat(four.count(Kind.BEGUN)).contains(7);
        assertThat(four.count(Kind.SENT)).isEmpty();
        assertThat(four.count(Kind.RECEIVED)).contains(0);
        assertThat(four.percentile(Kind.DECIDED, 50)).isEmpty();
        assertThat(four.mean(Kind.STARS)).isEmpty();
        assertThat(four.percent(Kind.IN_TIME, Kind.DECIDED)).isEmpty();
        assertThat(four.helpfulPercent()).isEmpty();

        var more = four.plus(Tally.of(List.of(
                new Figure(SERVICE, "1.1.0", day, Kind.SENT, "", 1),
                new Figure(SERVICE, "1.1.0", day, Kind.DECIDED, "10", 6),
                new Figure(SERVICE, "1.1.0", day, Kind.STARS, "5", 4))));
        assertThat(more.count(Kind.SENT)).contains(5);
        assertThat(more.percent(Kind.SENT, Kind.BEGUN)).contains(71);
        assertThat(more.percentile(Kind.DECIDED, 40)).contains(3);
        assertThat(more.percentile(Kind.DECIDED, 50)).contains(10);
        assertThat(more.percentile(Kind.DECIDED, 90)).contains(10);
        assertThat(more.mean(Kind.STARS)).isEqualTo(Optional.of(3.0));
    }

    private static void work(String name) {
        COUNTY.context().getBeansOfType(DueWork.class).values().stream()
                .filter(work -> work.name().equals(name))
                .forEach(work -> COUNTY.bean(Runner.class).run(work));
    }
}
