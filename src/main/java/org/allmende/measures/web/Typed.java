package org.allmende.measures.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.html.Page;

/**
 * What was typed into a form, and what is wrong with it; both by the name of the field. Public because templates read it.
 *
 * @param chosen what was ticked, by the name of the boxes
 */
public record Typed(Map<String, String> values, Map<String, List<String>> chosen, Map<String, String> errors) {

    private static final BigDecimal LARGEST = new BigDecimal("1e9");

    static Typed of(Map<String, String> values, Map<String, List<String>> chosen) {
        var clean = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> clean.put(name, value.replace("\0", "").strip()));
        return new Typed(clean, chosen, new LinkedHashMap<>());
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public List<String> all(String name) {
        return chosen.getOrDefault(name, List.of());
    }

    /** A text that must be there and be no longer than this. */
    String text(Page page, String name, int longest, String missing) {
        var text = value(name);
        if (text.isEmpty()) {
            errors.put(name, page.t(missing));
        } else if (text.length() > longest) {
            errors.put(name, page.t("measures.error.long", longest));
        }
        return text;
    }

    /** A number as people write it: 12,5 or 12.5. */
    Optional<BigDecimal> number(Page page, String name) {
        var text = value(name).replace(',', '.').replace("−", "-");
        if (text.matches("-?\\d{1,9}(\\.\\d{1,6})?")) {
            var number = new BigDecimal(text);
            if (number.abs().compareTo(LARGEST) <= 0) {
                return Optional.of(number);
            }
        }
        errors.put(name, page.t("measures.error.number"));
        return Optional.empty();
    }

    /** A number between two others, these included. */
    BigDecimal between(Page page, String name, double lowest, double highest) {
        var number = number(page, name);
        if (number.isPresent()
                && (number.get().doubleValue() < lowest || number.get().doubleValue() > highest)) {
            errors.put(name, page.t("measures.error.between", lowest, highest));
        }
        return number.orElse(BigDecimal.ZERO);
    }
}
