package org.allmende.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A jte template taken apart: its markup with a {@link #HOLE} where code puts something in, line by line as in the file,
 * and the code that fills the holes.
 */
final class Jte {

    static final char HOLE = '\uE000';

    private static final Pattern LINE = Pattern.compile("@(?:import|param)\\b[^\\n]*");
    private static final Pattern BRANCH = Pattern.compile("@(?:if|elseif|for)\\s*\\(");
    private static final Pattern KEYWORD = Pattern.compile("@(?:else|endif|endfor|raw|endraw)\\b");
    private static final Pattern CALL = Pattern.compile("@(?:template|layout)\\.[\\w.]+\\s*\\(");

    private final String source;
    private final StringBuilder markup = new StringBuilder();
    private final List<Code> outputs = new ArrayList<>();
    private final List<Code> calls = new ArrayList<>();
    private int at;

    /** A piece of Java in the template; {@code place} is the index of its hole in the markup, or where it would be. */
    record Code(String text, int place) {}

    private Jte(String source) {
        this.source = source;
    }

    static Jte parse(String source) {
        var jte = new Jte(source);
        jte.readMarkup('\0');
        return jte;
    }

    String markup() {
        return markup.toString();
    }

    /** What <code>${…}</code> puts into the page. */
    List<Code> outputs() {
        return outputs;
    }

    /** The arguments of calls of other templates, without the content blocks in them. */
    List<Code> calls() {
        return calls;
    }

    int lineOf(int place) {
        return 1
                + (int) markup.substring(0, place)
                        .chars()
                        .filter(letter -> letter == '\n')
                        .count();
    }

    /** Whether a place lies between tags, where people read, and not inside one. */
    boolean isText(int place) {
        return markup.lastIndexOf("<", place - 1) <= markup.lastIndexOf(">", place - 1);
    }

    private void readMarkup(char end) {
        while (at < source.length()) {
            if (source.charAt(at) == end) {
                return;
            }
            if (skips("<%--")) {
                skipTo("--%>");
            } else if (skips("!{")) {
                readCode('}');
            } else if (skips("${") || skips("$unsafe{")) {
                outputs.add(new Code(readCode('}'), markup.length()));
                markup.append(HOLE);
            } else if (source.charAt(at) != '@' || !readDirective()) {
                markup.append(source.charAt(at++));
            }
        }
    }

    private boolean readDirective() {
        if (matches(LINE) || matches(KEYWORD)) {
            return true;
        }
        if (matches(BRANCH)) {
            readCode(')');
            return true;
        }
        if (matches(CALL)) {
            var place = markup.length();
            calls.add(new Code(readCode(')'), place));
            return true;
        }
        return false;
    }

    /** Reads Java up to the bracket that closes it, and the content blocks in it as markup. */
    private String readCode(char end) {
        var code = new StringBuilder();
        int depth = 0;
        while (at < source.length()) {
            char letter = source.charAt(at);
            if (letter == end && depth == 0) {
                at++;
                return code.toString();
            }
            if (letter == '"' || letter == '\'') {
                code.append(readLiteral(letter));
                continue;
            }
            if (skips("@`")) {
                readMarkup('`');
                at++;
                continue;
            }
            depth += "({[".indexOf(letter) >= 0 ? 1 : ")}]".indexOf(letter) >= 0 ? -1 : 0;
            code.append(letter);
            keepLine(letter);
            at++;
        }
        return code.toString();
    }

    private String readLiteral(char quote) {
        int begin = at++;
        while (at < source.length() && source.charAt(at) != quote) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        return source.substring(begin, Math.min(at, source.length()));
    }

    private boolean skips(String opening) {
        if (!source.startsWith(opening, at)) {
            return false;
        }
        at += opening.length();
        return true;
    }

    private boolean matches(Pattern pattern) {
        var matcher = pattern.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        return true;
    }

    private void skipTo(String closing) {
        int end = source.indexOf(closing, at);
        int next = end < 0 ? source.length() : end + closing.length();
        source.substring(at, next).chars().forEach(letter -> keepLine((char) letter));
        at = next;
    }

    private void keepLine(char letter) {
        if (letter == '\n') {
            markup.append('\n');
        }
    }
}
