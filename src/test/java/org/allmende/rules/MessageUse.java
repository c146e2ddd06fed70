package org.allmende.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.Sources;

/**
 * Where a template or a class asks for a text.
 *
 * @param key the name of the text; {@code *} stands for a part that is known only at run time
 * @param arguments how many values it gives to it
 */
record MessageUse(String where, String key, int arguments) {

    private static final Pattern ASKS = Pattern.compile("(?:\\bt|\\.text)\\(");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern PREFIX = Pattern.compile("\"([a-z]+\\.(?:[\\w-]+\\.)*)\"\\s*\\+");
    private static final String KEY = Sources.paths("src/main/resources/messages").stream()
            .map(path -> path.replaceFirst(".*/(\\w+)\\..*", "$1"))
            .distinct()
            .collect(Collectors.joining("|", "(?:", ")\\.[\\w.*-]*"));

    static List<MessageUse> in(Sources.File file) {
        var uses = new ArrayList<MessageUse>();
        var asks = ASKS.matcher(file.text());
        while (asks.find()) {
            var arguments = arguments(file.text(), asks.end());
            int language = asks.group().equals(".text(") ? 1 : 0;
            if (arguments.size() > language) {
                var where = "%s:%d".formatted(file.path(), file.lineOf(asks.start()));
                for (var key : keys(arguments.get(language))) {
                    uses.add(new MessageUse(where, key, arguments.size() - language - 1));
                }
            }
        }
        return uses;
    }

    boolean matches(String other) {
        return key.contains("*")
                ? Pattern.matches(Pattern.quote(key).replace("*", "\\E[\\w.-]+\\Q"), other)
                : key.equals(other);
    }

    /** All strings in a source that could be a key. */
    static List<String> literals(String source) {
        return LITERAL.matcher(source).results().map(found -> found.group(1)).toList();
    }

    /** Beginnings of keys that a source puts together elsewhere than in the call. */
    static List<String> prefixes(String source) {
        return PREFIX.matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(text -> text.matches(KEY))
                .toList();
    }

    /** Keys in the first argument: a string, a choice of strings, or strings with something between them. */
    private static List<String> keys(String argument) {
        var put = argument.contains("+") && !argument.contains("?") ? List.of(together(argument)) : literals(argument);
        return put.stream()
                .filter(text -> text.matches(KEY))
                .map(text -> text.endsWith(".") ? text + "*" : text)
                .toList();
    }

    private static String together(String argument) {
        var key = new StringBuilder();
        for (var part : split(argument, '+')) {
            var literal = LITERAL.matcher(part.strip());
            key.append(literal.matches() ? literal.group(1) : "*");
        }
        return key.toString();
    }

    /** What stands between a bracket that is opened there and the one that closes it, comma by comma. */
    static List<String> arguments(String source, int begin) {
        int depth = 0;
        for (int at = begin; at < source.length(); at++) {
            char letter = source.charAt(at);
            if (letter == '"') {
                at = endOfLiteral(source, at);
            } else if (letter == '(') {
                depth++;
            } else if (letter == ')' && depth-- == 0) {
                var inside = source.substring(begin, at);
                return inside.isBlank() ? List.of() : split(inside, ',');
            }
        }
        return List.of();
    }

    private static List<String> split(String code, char separator) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        for (int at = 0; at < code.length(); at++) {
            char letter = code.charAt(at);
            if (letter == '"') {
                at = endOfLiteral(code, at);
            } else if ("({[".indexOf(letter) >= 0) {
                depth++;
            } else if (")}]".indexOf(letter) >= 0) {
                depth--;
            } else if (letter == separator && depth == 0) {
                parts.add(code.substring(begin, at));
                begin = at + 1;
            }
        }
        parts.add(code.substring(begin));
        return parts;
    }

    private static int endOfLiteral(String code, int quote) {
        int at = quote + 1;
        while (at < code.length() && code.charAt(at) != '"') {
            at += code.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
