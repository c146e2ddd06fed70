package org.allmende.sensing.web;

import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.sensing.ObservationRetention.Kept;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.editions.Terms;
import org.allmende.sensing.editions.Terms.Step;
import org.allmende.sensing.quality.Limits;
import org.jspecify.annotations.Nullable;

/** What staff type about a datastream: who sees it and how, what is odd, how long it is kept. Names of fields are German. */
final class SeriesEntry {

    static final List<Integer> DELAYS = List.of(0, 1, 6, 24, 168, 720);
    static final List<Integer> DIGITS = List.of(3, 2, 1);
    static final List<Integer> DAYS = List.of(30, 90, 365, 730, 1825, 3650);

    private static final double LARGEST = 1e12;
    private static final double LONGEST = 24 * 3_650;
    private static final double MICROS = 3_600e6;

    private final Page page;
    private final Map<String, String> typed;
    private final Map<String, String> errors = new LinkedHashMap<>();

    /** What is wanted; the limits as far as they can be read. */
    record Wish(Visibility audience, Terms terms, Limits limits, Kept kept) {}

    SeriesEntry(Page page, Map<String, String> typed) {
        this.page = page;
        this.typed = typed;
    }

    Map<String, String> errors() {
        return errors;
    }

    /** As the form shows what holds. */
    static Map<String, String> write(Page page, Visibility audience, Optional<Terms> terms, Limits limits, Kept kept) {
        var all = new LinkedHashMap<String, String>();
        all.put("sicht", audience.key());
        terms.ifPresent(it -> {
            all.put("verzug", Long.toString(it.delay().toHours()));
            all.put("schritt", it.step().key());
            if (it.least() > 0) {
                all.put("klein", "true");
            }
            all.put("ort", it.digits() == null ? "" : it.digits().toString());
        });
        all.put("unten", number(page, limits.low()));
        all.put("oben", number(page, limits.high()));
        all.put("sprung", number(page, limits.step()));
        all.put("starr", hours(page, limits.stuckMicros()));
        all.put("luecke", hours(page, limits.gapMicros()));
        all.put("verspaetet", hours(page, limits.lateMicros()));
        all.put("einzeln", kept.rawDays() == null ? "" : kept.rawDays().toString());
        all.put("summen", kept.sumDays() == null ? "" : kept.sumDays().toString());
        return all;
    }

    static String number(Page page, double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        var format = NumberFormat.getNumberInstance(Messages.locale(page.lang()));
        format.setGroupingUsed(false);
        format.setMaximumFractionDigits(6);
        return format.format(value);
    }

    private static String hours(Page page, long micros) {
        return micros == Limits.NEVER ? "" : number(page, micros / MICROS);
    }

    Wish read() {
        double low = number("unten", LARGEST);
        double high = number("oben", LARGEST);
        if (low > high) {
            errors.put("oben", page.t("sensing.series.error.order"));
        }
        var limits = new Limits(low, high, positive("sprung"), micros("starr"), micros("luecke"), micros("verspaetet"));
        var audience = Visibility.ofKey(text("sicht")).orElse(Visibility.TENANT);
        var terms = new Terms(
                Duration.ofHours(Objects.requireNonNullElse(choice("verzug", DELAYS), 0)),
                Step.ofKey(text("schritt")).orElse(Step.EACH),
                typed.containsKey("klein") ? Terms.FEW : 0,
                choice("ort", DIGITS));
        return new Wish(audience, terms, limits, kept());
    }

    private Kept kept() {
        var raw = choice("einzeln", DAYS);
        var sums = choice("summen", DAYS);
        if (sums != null && (raw == null || sums < raw)) {
            errors.put("summen", page.t("sensing.series.error.sums"));
            return new Kept(raw, null);
        }
        return new Kept(raw, sums);
    }

    private String text(String name) {
        return ConnectorEntry.plain(typed.get(name));
    }

    private @Nullable Integer choice(String name, List<Integer> options) {
        return options.stream()
                .filter(it -> it.toString().equals(text(name)))
                .findFirst()
                .orElse(null);
    }

    private double positive(String name) {
        double value = number(name, LARGEST);
        if (value <= 0) {
            errors.put(name, page.t("sensing.series.error.positive"));
        }
        return value;
    }

    private long micros(String name) {
        double hours = number(name, LONGEST);
        if (hours <= 0) {
            errors.put(name, page.t("sensing.series.error.positive"));
        }
        return Double.isNaN(hours) ? Limits.NEVER : Math.round(hours * MICROS);
    }

    /** NaN if nothing is typed. */
    private double number(String name, double most) {
        var text = text(name).replace(" ", "").replace("−", "-");
        if (text.isEmpty()) {
            return Double.NaN;
        }
        var at = new ParsePosition(0);
        var format = NumberFormat.getNumberInstance(Messages.locale(page.lang()));
        format.setGroupingUsed(false);
        var value = format.parse(text, at);
        if (value == null || at.getIndex() < text.length() || !(Math.abs(value.doubleValue()) <= most)) {
            errors.put(name, page.t("sensing.series.error.number"));
            return Double.NaN;
        }
        return value.doubleValue();
    }
}
