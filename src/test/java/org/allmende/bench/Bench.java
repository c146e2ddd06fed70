package org.allmende.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code ./allmende bench NAME} runs: one measurement, mostly against a server process of its own, printed as lines of
 * {@code name value unit}, the headline first. See docs/benchmarks.md.
 */
public final class Bench {

    private static final List<String> NAMES = List.of(
            "start",
            "page",
            "submit",
            "office",
            "notices",
            "form",
            "catalogue",
            "xplan",
            "here",
            "oaf",
            "mvt",
            "wms",
            "sta-single",
            "sta-bulk",
            "sta-latest",
            "sta-range",
            "mqtt",
            "aggregate",
            "import",
            "live",
            "rules");

    private Bench() {}

    /** One line of the result. */
    record Line(String name, double value, String unit) {

        @Override
        public String toString() {
            var digits = value == Math.rint(value) || value >= 1000 ? 0 : value >= 100 ? 1 : 2;
            return "%s %s %s".formatted(name, String.format(Locale.ROOT, "%." + digits + "f", value), unit);
        }
    }

    public static void main(String[] arguments) {
        if (arguments.length == 0 || !NAMES.contains(arguments[0])) {
            System.err.println("Which one? " + String.join(" | ", NAMES));
            System.exit(2);
        }
        var options = Options.of(List.of(arguments).subList(1, arguments.length));
        var command = System.getProperty("allmende.server", "").lines().toList();
        var lines = switch (arguments[0]) {
            case "start" -> StartBench.run(command, options);
            case "page" -> PageBench.run(command, options);
            case "submit" -> SubmitBench.run(command, options);
            case "form" -> FormBench.run(options);
            case "notices" -> NoticesBench.run(command, options);
            case "xplan" -> XplanBench.run(options);
            case "here" -> HereBench.run(options);
            case "oaf", "mvt", "wms" -> MapBench.run(arguments[0], command, options);
            case "live" -> LiveBench.run(command, options);
            case "catalogue" -> CatalogueBench.run(command, options);
            case "sta-single", "sta-bulk", "sta-latest", "sta-range", "mqtt", "aggregate", "import" ->
                SensingBench.run(arguments[0], command, options);
            case "rules" -> RulesBench.run(command, options);
            default -> OfficeBench.run(command, options);
        };
        lines.forEach(System.out::println);
        System.exit(0);
    }

    static void say(String what) {
        System.err.println("  " + what);
    }

    /** {@code --name value} pairs; each benchmark knows its own. */
    record Options(Map<String, Double> values) {

        static Options of(List<String> words) {
            var values = new TreeMap<String, Double>();
            for (int i = 0; i + 1 < words.size(); i += 2) {
                values.put(words.get(i).replaceFirst("^--", ""), Double.valueOf(words.get(i + 1)));
            }
            return new Options(values);
        }

        double get(String name, double otherwise) {
            return values.getOrDefault(name, otherwise);
        }
    }
}
