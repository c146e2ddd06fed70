package org.allmende.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.Findings;
import org.allmende.Sources;
import org.allmende.platform.html.Messages;
import org.junit.jupiter.api.Test;

/** The audit log is read by people who know no code: each act that is noted has words. */
class AuditWordsTest {

    private static final Pattern ACT = Pattern.compile("(?:[a-z]+[a-z-]*\\.)+[a-z]+[a-z-]*");

    private static final Pattern MAP = Pattern.compile("^Map\\.of\\(");

    /** Where the name of an act stands: the call, and the place of the argument. */
    private record Place(Pattern call, int argument) {

        private Place(String call, int argument) {
            this(Pattern.compile("\\b" + call + "\\("), argument);
        }
    }

    /** The log itself, and those who are told the name of an act and note it. */
    private static final List<Place> PLACES = List.of(
            new Place("audit\\.record", 0),
            new Place("act", 2),
            new Place("note", 1),
            new Place("audited", 1),
            new Place("Words", 4),
            new Place("Words", 5));

    /** How an act is handed on that was named in another place. */
    private static final Set<String> NAMED_ELSEWHERE = Set.of("action", "kind.words().audited()");

    @Test
    void everyActThatIsNotedHasWordsInBothLanguages() {
        var messages = new Messages();
        var findings = new Findings();
        var acts = new TreeSet<String>();
        for (var file : Sources.in("src/main/java", ".java")) {
            for (var place : PLACES) {
                for (var argument : arguments(file.text(), place)) {
                    var named = MessageUse.literals(argument).stream()
                            .filter(text -> ACT.matcher(text).matches())
                            .toList();
                    acts.addAll(named);
                    findings.addIf(
                            place.equals(PLACES.getFirst())
                                    && named.isEmpty()
                                    && !argument.contains(" + ")
                                    && !NAMED_ELSEWHERE.contains(argument),
                            "%s notes '%s'",
                            file.path(),
                            argument);
                }
            }
        }
        for (var language : Messages.LANGUAGES) {
            var keys = messages.keys(language);
            for (var act : acts) {
                // what ends with a hyphen here, or is the beginning of others, is put together where it is noted
                findings.addIf(
                        keys.stream()
                                .noneMatch(key -> key.equals("operations.action." + act)
                                        || key.startsWith("operations.action." + act.replaceFirst("-$", "") + "-")),
                        "%s in '%s'",
                        act,
                        language);
            }
        }
        findings.expectNone("the auditor reads the names of acts as code writes them");
        assertThat(acts).as("acts found").hasSizeGreaterThan(100);
    }

    @Test
    void everyDetailThatIsNotedHasAWordInBothLanguages() {
        var messages = new Messages();
        var findings = new Findings();
        var details = new TreeSet<String>();
        for (var file : Sources.in("src/main/java", ".java")) {
            for (var argument : arguments(file.text(), new Place("audit\\.record", 2))) {
                var map = MAP.matcher(argument);
                if (map.find()) {
                    var pairs = MessageUse.arguments(argument, map.end());
                    for (int i = 0; i + 1 < pairs.size(); i += 2) {
                        details.addAll(MessageUse.literals(pairs.get(i)));
                    }
                }
            }
        }
        for (var language : Messages.LANGUAGES) {
            var keys = messages.keys(language);
            for (var detail : details) {
                findings.addIf(!keys.contains("operations.detail." + detail), "%s in '%s'", detail, language);
            }
        }
        findings.expectNone("the auditor reads the names of details as code writes them");
        assertThat(details).as("details found").hasSizeGreaterThan(25);
    }

    private static List<String> arguments(String source, Place place) {
        return place.call()
                .matcher(source)
                .results()
                .map(call -> MessageUse.arguments(source, call.end()))
                .filter(arguments -> arguments.size() > place.argument())
                .map(arguments -> arguments.get(place.argument()).strip())
                .toList();
    }
}
