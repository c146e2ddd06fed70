package org.allmende.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.DemoCounty;
import org.allmende.Inbox;
import org.allmende.geo.crs.Position;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.subscription.Subscribers;
import org.allmende.platform.subscription.Wanted;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class PlanNewsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "angelburg";
    private static final String NEIGHBOUR = "steffenberg";
    private static final LocalDate TODAY = GermanDates.today(COUNTY.bean(Clock.class));

    private final PlanNews news = COUNTY.bean(PlanNews.class);

    private static Inbox somebody() {
        return new Inbox(COUNTY, UUID.randomUUID() + "@musterau.example");
    }

    /** A plan that is being made, drawn by the generator, which nobody has been told of. */
    private Plan prepared(String name) {
        var plan = SamplePlan.of(name)
                .with("<xplan:rechtsstand>4000", "<xplan:rechtsstand>1000")
                .with("<xplan:inkrafttretensDatum>2020-05-04</xplan:inkrafttretensDatum>", "")
                .releasedBy(COUNTY, TOWN);
        news.look(TOWN);
        return plan;
    }

    private static Geometry outline(Plan plan) {
        var atlas = COUNTY.bean(Atlases.class).ever();
        return atlas.outlines(plan).getFirst().geometry();
    }

    /** Of a neighbour, to the east of the plan, this far from it. */
    private static Inbox near(Plan plan, double away, int metres) {
        var reader = somebody();
        var outline = outline(plan);
        var east = java.util.Arrays.stream(outline.getCoordinates())
                .max(java.util.Comparator.comparingDouble(one -> one.x))
                .orElseThrow();
        var place = new Surroundings(new Position(east.x + away, east.y), metres);
        COUNTY.bean(Tenancy.class)
                .run(
                        NEIGHBOUR,
                        () -> COUNTY.bean(Subscribers.class)
                                .ask(
                                        new Wanted(PlanNews.KIND, place.topic(), "Pläne in der Nähe", "/karte"),
                                        reader.address(),
                                        "de"));
        reader.confirm();
        return reader;
    }

    private void say(
            Plan plan, Life.Step.Kind kind, LocalDate day, @org.jspecify.annotations.Nullable LocalDate until) {
        COUNTY.bean(Tenancy.class)
                .run(
                        TOWN,
                        () -> assertThat(COUNTY.bean(PlanSteps.class).add(plan.id(), kind, day, until))
                                .isTrue());
        COUNTY.bean(Atlases.class).refresh();
        news.look(TOWN);
        news.look(TOWN);
    }

    private static List<String> told(Inbox reader) {
        return reader.subjects().stream().skip(1).toList();
    }

    @Test
    void aPlansWayIsToldToWhoeverIsNearAndToNobodyElse() {
        var plan = prepared("Neuigkeit");
        var near = near(plan, 99.9, 100);
        var far = near(plan, 100.1, 100);
        var farther = near(plan, 4_999, 5_000);

        say(plan, Life.Step.Kind.LAID_OPEN, TODAY, TODAY.plusDays(40));
        var open = "Plan liegt aus: Probe Neuigkeit";
        assertThat(told(near)).containsExactly(open);
        assertThat(near.letters().getLast().body())
                .contains("Bebauungsplan Nr. 12 Probe Neuigkeit", "Angelburg", "etwa 100 Meter", plan.path())
                .contains(GermanDates.date(TODAY.plusDays(40), "de"));
        assertThat(told(farther)).containsExactly(open);

        say(plan, Life.Step.Kind.DECIDED, TODAY, null);
        say(plan, Life.Step.Kind.IN_FORCE, TODAY, null);
        say(plan, Life.Step.Kind.REPEALED, TODAY, null);
        assertThat(told(near))
                .containsExactly(open, "Plan ist in Kraft: Probe Neuigkeit", "Plan ist aufgehoben: Probe Neuigkeit");
        assertThat(told(far)).as("ten centimetres too far").isEmpty();
    }

    @Test
    void whatDiesOnTheWayIsToldAfterwardsAndOnce() {
        var plan = prepared("Absturz");
        var near = near(plan, 10, 250);
        COUNTY.owner()
                .sql("alter table platform.mail add constraint broken check (subject not like '%Absturz%')")
                .update();
        try {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> say(plan, Life.Step.Kind.IN_FORCE, TODAY, null));
        } finally {
            COUNTY.owner()
                    .sql("alter table platform.mail drop constraint broken")
                    .update();
        }
        assertThat(told(near)).isEmpty();
        news.look(TOWN);
        news.look(TOWN);
        assertThat(told(near)).containsExactly("Plan ist in Kraft: Probe Absturz");
    }

    @Test
    void anOldPlanThatIsBroughtIsNoNews() {
        var before = prepared("Vorläufer");
        var near = near(before, 10, 5_000);
        SamplePlan.of("Vorläufer").with("Probe Vorläufer", "Probe Altplan").releasedBy(COUNTY, TOWN);
        news.look(TOWN);
        assertThat(told(near)).as("in force since 2020").isEmpty();
    }

    @Test
    void thePlaceIsOrderedWhereOneAsksWhatHolds() {
        var here = "/karte/hier?lat=50.80000&lon=8.44000";
        var visitor = COUNTY.visitor();
        var form = visitor.get(here).html().select("a[href^=/karte/abonnement]").attr("href");
        assertThat(visitor.get(form).html().select("input[name=umkreis]").eachAttr("value"))
                .containsExactly("100", "250", "500", "1000", "5000");
        var reader = somebody();
        var sent = Map.of("lat", "50.80000", "lon", "8.44000", "umkreis", "250", "email", reader.address());
        assertThat(visitor.post("/karte/abonnement", sent).location()).endsWith("/abonnement");
        assertThat(reader.letters().getFirst().body()).contains("250 Meter um 50,80000");
        assertThat(COUNTY.visitor().get(reader.link()).html().select("a[href='%s']".formatted(here)))
                .hasSize(1);
        assertThat(visitor.get("/karte/abonnement?lat=1.5&lon=1.5").location()).endsWith("/karte");
        var wrong = visitor.post(
                "/karte/abonnement", Map.of("lat", "50.80000", "lon", "8.44000", "umkreis", "251", "email", "x"));
        assertThat(wrong.html().select("[aria-invalid=true], .kern-fieldset--error"))
                .hasSize(2);
    }

    @Test
    void distanceIsMeasuredInMetresOfTheMap() {
        var square = new GeometryFactory().toGeometry(new org.locationtech.jts.geom.Envelope(0, 100, 0, 100));
        var place = new Surroundings(new Position(130, 140), 50);
        assertThat(place.distance(List.of(square))).hasValue(50.0);
        assertThat(new Surroundings(new Position(130, 140.01), 50).distance(List.of(square)))
                .isEmpty();
        assertThat(new Surroundings(new Position(50, 50), 100).distance(List.of(square)))
                .hasValue(0.0);
        assertThat(Surroundings.parse(place.topic())).hasValue(place);
    }
}
