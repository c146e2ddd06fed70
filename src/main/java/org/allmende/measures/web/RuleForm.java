package org.allmende.measures.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allmende.measures.Definition;
import org.allmende.measures.Definition.Kind;
import org.allmende.measures.Measure;
import org.allmende.measures.RuleCheck;
import org.allmende.platform.html.Page;
import org.allmende.platform.mail.Message;
import org.allmende.platform.outbound.Addresses;
import org.allmende.sensing.DeviceCommands;
import org.allmende.sensing.TaskingCapability;
import org.jspecify.annotations.Nullable;

/** Makes a rule of what was typed: the forms for the usual rules write the FEEL. */
final class RuleForm {

    static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NOTICE = 400;
    private static final int MOST_STATIONS = 300;
    private static final double LONGEST_WINDOW = 72;

    /** In minutes. */
    private static final double LONGEST_LIGHT = 720;

    private static final Pattern CLOCK = Pattern.compile("([01]?\\d|2[0-4])(?::([0-5]\\d))?");
    private static final Pattern PLACE =
            Pattern.compile("(-?\\d{1,2}(?:\\.\\d{1,9})?)\\s*[,; ]\\s*(-?\\d{1,3}(?:\\.\\d{1,9})?)");

    private final Page page;
    private final Typed typed;
    private final Kind kind;
    private final Addresses addresses;

    private record Feel(String fires, String ends, double hours, Definition.@Nullable Place place) {}

    RuleForm(Page page, Typed typed, Kind kind, Addresses addresses) {
        this.page = page;
        this.typed = typed;
        this.kind = kind;
        this.addresses = addresses;
    }

    /** What was typed as a rule; it counts only if {@link Typed#errors} is empty afterwards. */
    Definition read(Set<Integer> visible, Set<UUID> rosters, List<TaskingCapability.Choice> choices) {
        typed.text(page, "name", LONGEST_NAME, "measures.error.name");
        var stations = stations(visible);
        var others = others(visible);
        var feel = feel();
        var it = new Definition(
                kind,
                form(),
                stations,
                others,
                feel.hours(),
                feel.place(),
                feel.fires(),
                feel.ends(),
                measures(rosters, choices));
        if (typed.errors().isEmpty()) {
            RuleCheck.problems(it)
                    .forEach((field, problems) ->
                            typed.errors().put(kind == Kind.FREE ? field : "name", String.join(" ", problems)));
        }
        return it;
    }

    private Map<String, String> form() {
        var kept = new LinkedHashMap<>(typed.values());
        kept.remove("station");
        kept.remove("fremde");
        return kept;
    }

    private List<Integer> stations(Set<Integer> visible) {
        var all = typed.all("station").stream()
                .filter(it -> it.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(visible::contains)
                .distinct()
                .limit(MOST_STATIONS)
                .toList();
        if (all.isEmpty()) {
            typed.errors().put("station", page.t("measures.error.station"));
        }
        return all;
    }

    private Map<String, Integer> others(Set<Integer> visible) {
        var all = new LinkedHashMap<String, Integer>();
        if (kind != Kind.FREE) {
            return all;
        }
        for (var number : List.of("1", "2")) {
            var name = typed.value("weiterer-name" + number);
            var station = typed.value("weitere" + number);
            if (name.isEmpty() && station.isEmpty()) {
                continue;
            }
            if (!RuleCheck.isName(name)) {
                typed.errors().put("weiterer-name" + number, page.t("measures.error.other.name"));
            } else if (!station.matches("\\d{1,9}") || !visible.contains(Integer.valueOf(station))) {
                typed.errors().put("weitere" + number, page.t("measures.error.other"));
            } else if (all.put(name, Integer.valueOf(station)) != null) {
                typed.errors().put("weiterer-name" + number, page.t("measures.error.other.twice"));
            }
        }
        return all;
    }

    private Feel feel() {
        return switch (kind) {
            case THRESHOLD -> {
                var limits = limits();
                yield new Feel("wert " + limits.reached, "not(wert " + limits.kept + ")", 1, null);
            }
            case STAGE -> {
                int stage = typed.between(page, "stufe", 1, 9).intValue();
                var rest = typed.between(page, "ruhe", 0.25, LONGEST_WINDOW);
                yield new Feel("stufe >= " + stage, "hoechststufe < " + stage, rest.doubleValue(), null);
            }
            case TREND -> {
                var change = typed.between(page, "um", 0.000001, 1e9);
                var hours = typed.between(page, "stunden", 0.25, LONGEST_WINDOW);
                var half = change.divide(BigDecimal.TWO).toPlainString();
                yield isDown()
                        ? new Feel(
                                "anstieg <= -" + change.toPlainString(),
                                "anstieg > -" + half,
                                hours.doubleValue(),
                                null)
                        : new Feel(
                                "anstieg >= " + change.toPlainString(), "anstieg < " + half, hours.doubleValue(), null);
            }
            case ABSENCE -> {
                var minutes = typed.between(page, "minuten", 1, 10_080).toPlainString();
                yield new Feel("alter >= " + minutes, "alter < " + minutes, 1, null);
            }
            case SCHEDULE -> {
                var limits = limits();
                var when = when();
                yield new Feel(
                        "wert %s and %s".formatted(limits.reached, when),
                        "not(wert %s and %s)".formatted(limits.kept, when),
                        1,
                        null);
            }
            case PLACE -> {
                var limits = limits();
                var metres = typed.between(page, "umkreis", 10, 200_000).toPlainString();
                yield new Feel(
                        "entfernung <= %s and wert %s".formatted(metres, limits.reached),
                        "not(wert %s)".formatted(limits.kept),
                        1,
                        place());
            }
            case FREE ->
                new Feel(
                        typed.value("feuert"),
                        typed.value("endet"),
                        typed.between(page, "stunden", 0.25, LONGEST_WINDOW).doubleValue(),
                        typed.value("mitte").isEmpty() ? null : place());
        };
    }

    private boolean isDown() {
        return typed.value("richtung").equals("ab");
    }

    /** {@code reached}: when a limit is reached; {@code kept}: when that is not over yet. */
    private record Limits(String reached, String kept) {}

    private Limits limits() {
        var limit = typed.number(page, "grenze").orElse(BigDecimal.ZERO);
        var back = typed.value("entwarnung").isEmpty()
                ? limit
                : typed.number(page, "entwarnung").orElse(limit);
        int order = back.compareTo(limit);
        if (isDown() ? order < 0 : order > 0) {
            typed.errors().put("entwarnung", page.t("measures.error.back"));
        }
        var sign = isDown() ? "<=" : ">=";
        return new Limits(sign + " " + limit.toPlainString(), sign + " " + back.toPlainString());
    }

    private String when() {
        double from = clock("von");
        double until = clock("bis");
        var begin = "jetzt.stunde >= "
                + BigDecimal.valueOf(from).stripTrailingZeros().toPlainString();
        var end = "jetzt.stunde < "
                + BigDecimal.valueOf(until).stripTrailingZeros().toPlainString();
        if (from == until) {
            typed.errors().put("bis", page.t("measures.error.clock.same"));
        }
        var hours = from < until ? begin + " and " + end : "(" + begin + " or " + end + ")";
        return switch (typed.value("tage")) {
            case "werktage" -> hours + " and jetzt.wochentag <= 5";
            case "wochenende" -> hours + " and jetzt.wochentag >= 6";
            default -> hours;
        };
    }

    private double clock(String name) {
        var matcher = CLOCK.matcher(typed.value(name));
        if (!matcher.matches()) {
            typed.errors().put(name, page.t("measures.error.clock"));
            return 0;
        }
        var minutes = matcher.group(2);
        double hours = Integer.parseInt(matcher.group(1)) + (minutes == null ? 0 : Integer.parseInt(minutes) / 60.0);
        return Math.round(Math.min(24, hours) * 10_000) / 10_000.0;
    }

    private Definition.@Nullable Place place() {
        var matcher = PLACE.matcher(typed.value("mitte"));
        if (!matcher.matches()) {
            typed.errors().put("mitte", page.t("measures.error.place"));
            return null;
        }
        return new Definition.Place(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    }

    private List<Measure> measures(Set<UUID> rosters, List<TaskingCapability.Choice> choices) {
        var all = new ArrayList<Measure>();
        if (!typed.value("schalten").isEmpty()) {
            actuator(choices).ifPresent(all::add);
        }
        var roster = typed.value("dienst");
        var to = typed.value("mail");
        if (typed.value("runde").equals("true")) {
            all.add(new Measure.Round());
        }
        webhook().ifPresent(all::add);
        command().ifPresent(all::add);
        if (!typed.value("hinweis").isEmpty()) {
            all.add(new Measure.Public(typed.text(page, "hinweis", LONGEST_NOTICE, "measures.error.text")));
        }
        if (roster.isEmpty() && to.isEmpty()) {
            return all;
        }
        var title = typed.text(page, "titel", LONGEST_NAME, "measures.error.title");
        var text = typed.text(page, "text", LONGEST_TEXT, "measures.error.text");
        if (!roster.isEmpty()) {
            var known =
                    rosters.stream().filter(it -> it.toString().equals(roster)).findFirst();
            if (known.isEmpty()) {
                typed.errors().put("dienst", page.t("measures.error.roster"));
            }
            known.ifPresent(it -> all.add(new Measure.Task(it, title, text)));
        }
        if (!to.isEmpty()) {
            if (Message.isAddress(to)) {
                all.add(new Measure.Letter(to, title, text));
            } else {
                typed.errors().put("mail", page.t("measures.error.mail"));
            }
        }
        return all;
    }

    private Optional<Measure> webhook() {
        var url = typed.value("webhook");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        addresses
                .problem(url)
                .ifPresent(it -> typed.errors()
                        .put(
                                "webhook",
                                page.t(
                                        switch (it) {
                                            case NONE_SUCH -> "measures.error.hook";
                                            case NOT_HTTPS -> "measures.error.hook.plain";
                                            case CLOSED -> "measures.error.hook.closed";
                                        })));
        return Optional.of(new Measure.Webhook(url));
    }

    private Optional<Measure> command() {
        var topic = typed.value("thema");
        if (topic.isEmpty()) {
            return Optional.empty();
        }
        if (!DeviceCommands.isTopic(topic)) {
            typed.errors().put("thema", page.t("measures.error.topic"));
        }
        var payload = typed.text(page, "nachricht", LONGEST_TEXT, "measures.error.payload");
        return Optional.of(new Measure.Command(topic, payload));
    }

    private Optional<Measure> actuator(List<TaskingCapability.Choice> choices) {
        var then = choice(choices, "schalten");
        if (typed.value("zurueck").isEmpty()) {
            return then.map(it -> new Measure.Actuator(it.capability(), it.parameters(), null, 0));
        }
        var back = choice(choices, "zurueck");
        int minutes = typed.between(page, "schaltminuten", 1, LONGEST_LIGHT).intValue();
        if (then.isPresent()
                && back.isPresent()
                && then.get().capability() != back.get().capability()) {
            typed.errors().put("zurueck", page.t("measures.error.back.other"));
        }
        return then.flatMap(it ->
                back.map(other -> new Measure.Actuator(it.capability(), it.parameters(), other.parameters(), minutes)));
    }

    private Optional<TaskingCapability.Choice> choice(List<TaskingCapability.Choice> choices, String name) {
        var chosen = choices.stream()
                .filter(it -> it.key().equals(typed.value(name)))
                .findFirst();
        if (chosen.isEmpty()) {
            typed.errors().put(name, page.t("measures.error.switch"));
        }
        return chosen;
    }
}
