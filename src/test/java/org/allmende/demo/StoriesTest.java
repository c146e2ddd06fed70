package org.allmende.demo;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.WorkingDays;
import org.allmende.region.Region;
import org.allmende.region.RegionMap;
import org.allmende.region.RegionPack;
import org.allmende.region.Tenant;
import org.allmende.region.pack.Packs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoriesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW =
            TODAY.atTime(10, 30).atZone(GermanDates.BERLIN).toInstant();
    private static final int WITHIN = 10;

    private static final Region MARBURG = region("marburg-biedenkopf");
    static final List<Story> STORIES = stories(MARBURG, NOW).list();

    @Test
    void thereAreFourHundredAndEachIsToldApart() {
        assertThat(STORIES).hasSize(400);
        assertThat(STORIES.stream().map(Story::key)).doesNotHaveDuplicates();
        assertThat(STORIES.stream().map(Story::code)).doesNotHaveDuplicates();
        assertThat(STORIES.stream().map(Story::tenant).distinct()).hasSize(22);
    }

    @Test
    void tomorrowTheSamePeopleHaveTheSameStories() {
        var tomorrow = stories(MARBURG, NOW.plusSeconds(86_400)).list();
        assertThat(tomorrow.stream().map(Story::key))
                .containsExactlyElementsOf(STORIES.stream().map(Story::key).toList());
        assertThat(tomorrow.stream().map(StoriesTest::names))
                .containsExactlyElementsOf(
                        STORIES.stream().map(StoriesTest::names).toList());
    }

    private static List<String> names(Story story) {
        return Stream.of("person/vornamen", "person/familienname", "erste_person/familienname")
                .map(path -> String.valueOf(story.answers().get(path)))
                .toList();
    }

    @Test
    void everyStoryRunsForwardAndEndsBeforeNow() {
        assertThat(STORIES).allSatisfy(story -> {
            var moments = IntStream.range(0, story.steps()).mapToObj(story::at).toList();
            assertThat(moments).as(story.key()).isSorted().allMatch(moment -> moment.isBefore(NOW));
        });
    }

    @Test
    void theOfficeWorksOnWorkingDaysAndInTheDaytime() {
        var working = new WorkingDays(MARBURG.lead().ags());
        assertThat(STORIES.stream().flatMap(story -> story.acts().stream()).filter(act -> !(act instanceof Act.Answer)))
                .hasSizeGreaterThan(400)
                .allSatisfy(act -> {
                    var moment = act.at().atZone(GermanDates.BERLIN);
                    assertThat(working.isWorkingDay(moment.toLocalDate()))
                            .as("%s", act)
                            .isTrue();
                    assertThat(moment.getHour()).as("%s", act).isBetween(8, 17);
                });
    }

    @Test
    void everyStateOccursManyTimes() {
        var ends = STORIES.stream().collect(groupingBy(StoriesTest::end));
        assertThat(ends.keySet())
                .containsExactlyInAnyOrder("new", "Claim", "Note", "Ask", "Answer", "granted", "refused", "Send");
        assertThat(ends.values()).allSatisfy(some -> assertThat(some.size()).isGreaterThan(10));
    }

    private static String end(Story story) {
        if (story.acts().isEmpty()) {
            return "new";
        }
        return switch (story.acts().getLast()) {
            case Act.Decide decide -> decide.reason().isEmpty() ? "granted" : "refused";
            case Act act -> act.getClass().getSimpleName();
        };
    }

    @Test
    void someAreOverdueAndNotAll() {
        var working = new WorkingDays(MARBURG.lead().ags());
        var untouched = STORIES.stream().filter(story -> story.acts().isEmpty()).toList();
        var overdue = untouched.stream()
                .filter(story ->
                        working.after(GermanDates.dayOf(story.sent()), WITHIN).isBefore(TODAY))
                .count();
        assertThat(overdue).isBetween(10L, untouched.size() / 2L);
    }

    @Test
    void nobodyCanBeWrittenToOrCalled() {
        assertThat(STORIES).allSatisfy(story -> {
            assertThat(text(story, "kontakt/email")).matches("|[a-z-]+\\.[a-z-]+@post\\.example");
            assertThat(text(story, "kontakt/telefon")).matches("|00000 \\d{6}");
        });
    }

    private static String text(Story story, String path) {
        var value = story.answers().get(path);
        return value == null ? "" : String.valueOf(value.feel());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fulda-suedkreis", "suedwestfalen", "Landkreis Fulda", "Kassel, documenta-Stadt"})
    void everyRegionHasItsOwn(String wanted) {
        assertThat(stories(region(wanted), NOW).list())
                .hasSize(400)
                .allSatisfy(story -> assertThat(story.steps()).isPositive());
    }

    @Test
    void whereNobodyOffersTheServiceNothingHappens() {
        assertThat(new Stories(
                                MARBURG,
                                new Days(NOW, new WorkingDays(MARBURG.lead().ags())),
                                WITHIN,
                                tenant -> false)
                        .list())
                .isEmpty();
    }

    private static Stories stories(Region region, Instant now) {
        return new Stories(region, new Days(now, new WorkingDays(region.lead().ags())), WITHIN, tenant -> true);
    }

    private static Region region(String wanted) {
        return region(Packs.get(wanted, TODAY));
    }

    private static Region region(RegionPack pack) {
        // in the order of their names, as the database gives them
        var tenants = new TreeMap<String, Tenant>();
        pack.tenants().forEach(tenant -> tenants.put(tenant.slug().value(), tenant));
        return new Region(
                1,
                pack.name(),
                pack.land(),
                tenants.values().stream()
                        .filter(tenant -> tenant.slug().equals(pack.lead()))
                        .findFirst()
                        .orElseThrow(),
                tenants,
                pack.offices().stream()
                        .collect(groupingBy(office -> office.tenant().value())),
                Map.of(),
                Map.of(),
                RegionMap.of(Map.of()),
                List.of(),
                List.of());
    }

    @Test
    void aCodeIsOneThatCitizensCouldType() {
        assertThat(Story.codeOf(UUID.randomUUID().toString()).inGroups())
                .matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
    }
}
