package org.allmende.measures;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.platform.feel.Feel;
import org.allmende.platform.feel.NotFeel;

/** Says what is wrong with the FEEL of a rule, in sentences that say what to do. */
public final class RuleCheck {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,30}");
    private static final Set<String> TAKEN = taken();

    private RuleCheck() {}

    private static Set<String> taken() {
        var all = new LinkedHashSet<String>();
        all.add("jetzt");
        all.addAll(Watch.OF_A_STATION);
        all.addAll(Watch.OF_THE_STATION);
        return Set.copyOf(all);
    }

    /** Whether a further datastream can go by this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches()
                && !TAKEN.contains(name)
                && !Feel.functions().contains(name);
    }

    /** Problems of {@code feuert} and {@code endet}, by these fields; empty when there is none. */
    public static Map<String, List<String>> problems(Definition it) {
        var problems = new LinkedHashMap<String, List<String>>();
        check("feuert", it.fires(), it.others().keySet(), problems);
        check("endet", it.ends(), it.others().keySet(), problems);
        return problems;
    }

    private static void check(String field, String text, Set<String> others, Map<String, List<String>> problems) {
        try {
            var expression = Feel.parse(text);
            var sample = Watch.sample(others);
            var found = expression.problems(sample);
            if (!found.isEmpty()) {
                problems.put(field, found);
            } else if (!(expression.value(sample) instanceof Boolean)) {
                problems.put(
                        field,
                        List.of(
                                "Das ergibt kein Ja oder Nein. Schreiben Sie einen Vergleich, zum Beispiel: wert >= 300"));
            }
        } catch (NotFeel wrong) {
            problems.put(field, List.of(String.valueOf(wrong.getMessage())));
        }
    }
}
