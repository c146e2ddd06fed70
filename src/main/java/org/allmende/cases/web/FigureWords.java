package org.allmende.cases.web;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.Optional;
import org.allmende.cases.Figure.Kind;
import org.allmende.cases.Tally;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;

/** Figures as people read them; what stands for too few people says so. */
record FigureWords(Page page) {

    /** More than the longest class of working times. */
    private static final int LONGER = 999;

    String few() {
        return page.t("cases.figures.few");
    }

    String count(Optional<Integer> count) {
        return count.map(this::number).orElseGet(this::few);
    }

    String percent(Optional<Integer> percent) {
        return percent.map(it -> page.t("cases.figures.percent", it)).orElseGet(this::few);
    }

    String days(Optional<Integer> days) {
        return days.map(it -> page.t("cases.figures.days", it)).orElseGet(this::few);
    }

    String minutes(Optional<Integer> minutes) {
        return minutes.map(
                        it -> it == LONGER ? page.t("cases.figures.minutes.more") : page.t("cases.figures.minutes", it))
                .orElseGet(this::few);
    }

    /** {@code 4,3 von 5 Sternen} */
    String stars(Tally tally) {
        return tally.mean(Kind.STARS)
                .map(it -> page.t("cases.figures.stars", decimal(it)))
                .orElseGet(this::few);
    }

    String period(LocalDate from, LocalDate to) {
        return page.t("cases.figures.period", GermanDates.date(from, page.lang()), GermanDates.date(to, page.lang()));
    }

    private String number(int number) {
        return NumberFormat.getIntegerInstance(Messages.locale(page.lang())).format(number);
    }

    private String decimal(double number) {
        var format = NumberFormat.getNumberInstance(Messages.locale(page.lang()));
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }
}
