package org.allmende.geo.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import org.allmende.geo.xplan.Finding;
import org.allmende.geo.xplan.Rule;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;

/** Says in a sentence what was found in a plan. */
final class FindingWords {

    private final Page page;

    FindingWords(Page page) {
        this.page = page;
    }

    ReportPage.Row row(Finding finding) {
        return new ReportPage.Row(
                weight(finding),
                finding.isError() ? "danger" : "warning",
                finding.rule().number(),
                sentence(finding),
                finding.line() == 0 ? "" : String.valueOf(finding.line()),
                finding.id(),
                place(finding));
    }

    String weight(Finding finding) {
        return page.t(finding.isError() ? "geo.report.error" : "geo.report.warning");
    }

    /** East and north in EPSG:25832; empty when it is nowhere. */
    static String place(Finding finding) {
        var spot = finding.spot();
        return spot == null ? "" : String.format(Locale.GERMANY, "%.3f / %.3f", spot.x(), spot.y());
    }

    String sentence(Finding finding) {
        var with = finding.arguments();
        return page.t(
                "geo.rule." + finding.rule().key(),
                with.isEmpty() ? "" : finding.rule() == Rule.GAP ? number(with.get(0)) : word(with.get(0)),
                with.size() < 2 ? "" : with.get(1),
                with.size() < 3 ? "" : with.get(2));
    }

    /** As people here write it: {@code 4.731,68}. */
    private String number(String argument) {
        return NumberFormat.getNumberInstance(Messages.locale(page.lang())).format(new BigDecimal(argument));
    }

    /** Why a geometry is no good, in words; everything else is a name and stays as it is. */
    private String word(String argument) {
        return switch (argument) {
            case "outer" -> page.t("geo.word.outer");
            case "inner" -> page.t("geo.word.inner");
            case "short" -> page.t("geo.word.short");
            case "open" -> page.t("geo.word.open");
            case "apart" -> page.t("geo.word.apart");
            case "empty" -> page.t("geo.word.empty");
            default -> argument;
        };
    }
}
