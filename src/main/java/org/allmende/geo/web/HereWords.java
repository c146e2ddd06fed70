package org.allmende.geo.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Set;
import org.allmende.geo.Here;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;

/** Says in plain words what a plan says in numbers and codes. */
final class HereWords {

    /** Kinds of building area that have a sentence of their own. */
    private static final Set<String> USES = Set.of(
            "1000", "1100", "1200", "1300", "1400", "1450", "1500", "1550", "1600", "1700", "1800", "2000", "2100");

    private static final Set<String> STYLES = Set.of("1000", "2000", "3000");

    private final Page page;
    private final NumberFormat numbers;

    HereWords(Page page) {
        this.page = page;
        this.numbers = NumberFormat.getNumberInstance(Messages.locale(page.lang()));
        numbers.setMaximumFractionDigits(3);
    }

    HerePage.Sentence sentence(Here.Statement statement) {
        var subject = statement.subject();
        if (subject.equals("layer")) {
            return new HerePage.Sentence(
                    statement.code().isEmpty() ? page.t("geo.here.about.layer") : statement.code(),
                    statement.value().isEmpty() ? page.t("geo.here.layer") : statement.value(),
                    "");
        }
        return new HerePage.Sentence(page.t("geo.here.about." + subject), text(subject, statement), statement.clause());
    }

    private String text(String subject, Here.Statement statement) {
        return switch (subject) {
            case "use" -> use(statement);
            case "grz" -> page.t("geo.here.grz", number(statement.code(), 1), number(statement.code(), 100));
            case "storeys", "storeys-exactly" ->
                page.t("geo.here." + subject, isOne(statement.code()) ? 1 : 2, number(statement.code(), 1));
            case "gr", "gfz", "gf", "bmz", "flats" -> page.t("geo.here." + subject, number(statement.code(), 1));
            case "style" ->
                STYLES.contains(statement.code()) ? page.t("geo.here.style." + statement.code()) : statement.value();
            case "window" -> page.t("geo.here.window." + statement.value());
            case "also" -> new TypeWords(page).name(statement.value());
            default -> statement.value();
        };
    }

    private String use(Here.Statement statement) {
        var name = statement.value();
        return USES.contains(statement.code())
                ? page.t("geo.here.use", name, page.t("geo.here.use." + statement.code()))
                : name;
    }

    private static boolean isOne(String number) {
        return number.equals("1");
    }

    private String number(String text, int times) {
        try {
            return numbers.format(new BigDecimal(text).multiply(BigDecimal.valueOf(times)));
        } catch (NumberFormatException asWritten) {
            return text;
        }
    }
}
