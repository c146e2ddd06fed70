package org.allmende.geo.web;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import org.allmende.geo.Feature;
import org.allmende.geo.Here;
import org.allmende.geo.Plan;
import org.allmende.geo.print.Excerpt;
import org.allmende.platform.html.Page;
import org.allmende.platform.pdf.DrawnPages;
import org.allmende.platform.pdf.DrawnPages.Style;
import org.allmende.region.Region;

/** The text that goes with the drawing. */
record PrintedWords(Page page, Region region, Excerpt excerpt, AskedDay asked, DrawnPages pages) {

    /** Those that have a number on the map. */
    static final int MOST_PLANS = 99;

    private static final int MOST_SENTENCES = 12;
    private static final int LONGEST_SENTENCE = 600;

    void write() throws IOException {
        var text = new FlowingText(pages, page.t("geo.print.page"));
        text.heading("H2", page.t("geo.print.plans"), Style.bold(14));
        text.paragraph(
                excerpt.plans().isEmpty()
                        ? page.t("geo.print.none")
                        : page.t("geo.print.plans.about", excerpt.plans().size()));
        int number = 0;
        for (var plan : excerpt.plans().entrySet()) {
            number++;
            if (number <= MOST_PLANS) {
                plan(text, number, plan.getKey(), plan.getValue());
            }
        }
        if (number > MOST_PLANS) {
            text.paragraph(page.t("geo.print.more", number - MOST_PLANS));
        }
        text.paragraph(page.t("geo.here.advice"));
    }

    private void plan(FlowingText text, int number, Plan plan, List<Feature> seen) throws IOException {
        var row = PlanRow.of(page, plan, asked.day(), plan.path());
        text.heading("H3", "%d. %s".formatted(number, row.name()), Style.bold(11));
        text.paragraph("%s, %s: %s%s"
                .formatted(
                        row.kind(),
                        region.find(plan.tenant()).map(town -> town.name()).orElse(plan.tenant()),
                        row.standing(),
                        row.since().isEmpty() ? "." : " " + row.since() + "."));
        var counts = new TreeMap<String, Integer>();
        var sentences = new LinkedHashSet<String>();
        var types = new TypeWords(page);
        var words = new HereWords(page);
        for (var feature : seen) {
            if (!feature.type().matches("[A-Z]{2}_(Plan|Bereich)")) {
                counts.merge(types.name(feature.type()), 1, Integer::sum);
            }
            var said = Here.of(feature).stream()
                    .map(words::sentence)
                    .map(one -> one.clause().isEmpty()
                            ? "%s: %s".formatted(one.subject(), one.text())
                            : "%s: %s (%s)".formatted(one.subject(), one.text(), one.clause()))
                    .toList();
            if (!said.isEmpty()) {
                sentences.add(cut(String.join(" ", said)));
            }
        }
        if (!counts.isEmpty()) {
            text.paragraph(page.t(
                    "geo.print.seen",
                    String.join(
                            ", ",
                            counts.entrySet().stream()
                                    .map(one -> page.t("geo.print.count", one.getKey(), one.getValue()))
                                    .toList())));
        }
        text.list(sentences.stream().limit(MOST_SENTENCES).toList());
        if (sentences.size() > MOST_SENTENCES) {
            text.paragraph(page.t("geo.print.sentences", sentences.size() - MOST_SENTENCES));
        }
        text.paragraph(page.url(plan.path()));
    }

    private static String cut(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + " …";
    }
}
