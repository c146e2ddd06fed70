package org.allmende.geo.web;

import java.util.List;
import org.allmende.geo.Plan;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.PlanStatements;
import org.jspecify.annotations.Nullable;

/**
 * A released plan, in words and drawn.
 *
 * @param facts what the file says of itself: label and words
 * @param contents how many objects of which kind
 * @param file where its file as it came is to be had, with name and size
 * @param objects where its objects are to be had for other programs
 * @param papers the PDF files of the archive
 * @param history how far it was since when
 * @param comparison path of the comparison with the version before; empty for the first
 * @param versions all of the same plan, the oldest first; empty when there is only this one
 * @param here where to ask what holds in its middle
 * @param subscribe where e-mails about plans near that are ordered; empty when it has no middle
 * @param statement the button that leads to where statements are given; null when it is not laid open, or none are taken online
 * @param print path of the form that makes a map of it to print
 */
public record PlanPage(
        String town,
        String townMap,
        PlanRow plan,
        String description,
        List<Fact> facts,
        List<Count> contents,
        Paper file,
        String objects,
        List<Paper> papers,
        String here,
        String subscribe,
        String print,
        Drawing drawing,
        List<Legend> legend,
        List<Phase> history,
        List<Version> versions,
        String comparison,
        @Nullable Statement statement) {

    public record Statement(String label, String href) {

        /** Null when another day is asked for, the plan is not laid open today, or none are taken online. */
        static @Nullable Statement of(Page page, Plan plan, AskedDay asked, PlanStatements statements) {
            return asked.other() || !plan.laidOpenOn(asked.day())
                    ? null
                    : plan.life()
                            .until(asked.day())
                            .flatMap(until -> statements
                                    .findPath(plan.tenant(), plan.id().toString())
                                    .map(path -> new Statement(
                                            page.t("geo.plan.statement", GermanDates.date(until, page.lang())), path)))
                            .orElse(null);
        }
    }

    /**
     * @param state of the point: {@code done}, {@code now}, {@code next}
     * @param when words; empty when nobody says since when
     */
    public record Phase(String state, String title, String when, String datetime) {}

    /**
     * @param text its standing, and since when
     * @param here whether it is the one that is shown
     */
    public record Version(String name, String href, String text, boolean here) {}

    public record Fact(String label, String words) {}

    public record Count(String type, int number) {}

    public record Paper(String name, String href, String size) {}

    public record Legend(String name, String fill, String stroke) {}
}
