package org.allmende.sensing.sta;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads expressions: precedence as OData 4.0 has it (part 2, §5.1.1.9). */
final class ExprParser {

    private static final int DEEPEST = 60;
    private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";
    private static final String MOMENT = DATE + "T\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})";

    private static final Pattern INTERVAL = Pattern.compile(MOMENT + "/" + MOMENT);
    private static final Pattern TIME = Pattern.compile(MOMENT);
    private static final Pattern DAY = Pattern.compile(DATE + "(?![\\dT])");
    private static final Pattern CLOCK = Pattern.compile("\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final Pattern PREFIXED = Pattern.compile("(geography|geometry|duration)'((?:[^']|'')*)'");
    private static final Pattern STRING = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NAME =
            Pattern.compile("[@\\p{L}_][\\p{L}\\p{N}_.@-]*(?:/[@\\p{L}_$][\\p{L}\\p{N}_.@$-]*)*");
    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    private final String text;
    private int at;
    private int depth;

    private ExprParser(String text) {
        this.text = text;
    }

    static Expr parse(String text) {
        var parser = new ExprParser(text);
        var expression = parser.or();
        parser.space();
        if (parser.at < text.length()) {
            throw parser.unexpected();
        }
        return expression;
    }

    private Refusal unexpected() {
        return at >= text.length()
                ? Refusal.bad("The expression ends too early: %s", text)
                : Refusal.bad("The expression cannot be read from here on: %s", text.substring(at));
    }

    private Expr or() {
        if (++depth > DEEPEST) {
            throw Refusal.bad("The expression is nested too deeply.");
        }
        var left = and();
        while (word("or")) {
            left = new Expr.Binary("or", left, and());
        }
        depth--;
        return left;
    }

    private Expr and() {
        var left = not();
        while (word("and")) {
            left = new Expr.Binary("and", left, not());
        }
        return left;
    }

    private Expr not() {
        if (word("not")) {
            if (++depth > DEEPEST) {
                throw Refusal.bad("The expression is nested too deeply.");
            }
            var of = not();
            depth--;
            return new Expr.Unary("not", of);
        }
        return comparison();
    }

    private Expr comparison() {
        var left = sum();
        for (var operator : COMPARISONS) {
            if (word(operator)) {
                return new Expr.Binary(operator, left, sum());
            }
        }
        return left;
    }

    private Expr sum() {
        var left = product();
        for (var operator = either("add", "sub"); operator != null; operator = either("add", "sub")) {
            left = new Expr.Binary(operator, left, product());
        }
        return left;
    }

    private Expr product() {
        var left = sign();
        for (var operator = either("mul", "div", "mod"); operator != null; operator = either("mul", "div", "mod")) {
            left = new Expr.Binary(operator, left, sign());
        }
        return left;
    }

    private Expr sign() {
        space();
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
            if (++depth > DEEPEST) {
                throw Refusal.bad("The expression is nested too deeply.");
            }
            var of = sign();
            depth--;
            return new Expr.Unary("-", of);
        }
        return primary();
    }

    private Expr primary() {
        space();
        if (symbol('(')) {
            var inner = or();
            expect(')');
            return inner;
        }
        var prefixed = match(PREFIXED);
        if (prefixed != null) {
            var kind = prefixed.group(1).equals("duration") ? Kind.DURATION : Kind.GEOMETRY;
            return new Expr.Literal(kind, unquoted(prefixed.group(2)));
        }
        var string = match(STRING);
        if (string != null) {
            return new Expr.Literal(Kind.TEXT, unquoted(string.group(1)));
        }
        var literal = literal();
        return literal != null ? literal : named();
    }

    private Expr.@Nullable Literal literal() {
        for (var form : List.of(INTERVAL, TIME, DAY, CLOCK, NUMBER)) {
            var found = match(form);
            if (found != null) {
                var kind = form == INTERVAL
                        ? Kind.INTERVAL
                        : form == TIME ? Kind.TIME : form == NUMBER ? Kind.NUMBER : Kind.TEXT;
                return new Expr.Literal(kind, found.group());
            }
        }
        return null;
    }

    private Expr named() {
        var found = match(NAME);
        if (found == null) {
            throw unexpected();
        }
        var name = found.group();
        if (symbol('(')) {
            return new Expr.Call(name, arguments());
        }
        return switch (name) {
            case "true", "false" -> new Expr.Literal(Kind.BOOL, name);
            case "null" -> new Expr.Literal(Kind.NULL, name);
            default -> new Expr.Path(List.of(name.split("/")));
        };
    }

    private List<Expr> arguments() {
        var all = new ArrayList<Expr>();
        space();
        if (symbol(')')) {
            return all;
        }
        do {
            all.add(or());
            space();
        } while (symbol(','));
        expect(')');
        return all;
    }

    private static String unquoted(String quoted) {
        return quoted.replace("''", "'");
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean symbol(char symbol) {
        if (at < text.length() && text.charAt(at) == symbol) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char symbol) {
        space();
        if (!symbol(symbol)) {
            throw unexpected();
        }
    }

    private @Nullable Matcher match(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }

    private @Nullable String either(String... words) {
        for (var one : words) {
            if (word(one)) {
                return one;
            }
        }
        return null;
    }

    /** An operator: a word with something else after it. */
    private boolean word(String word) {
        space();
        int end = at + word.length();
        if (!text.startsWith(word, at) || (end < text.length() && isOfName(text.charAt(end)))) {
            return false;
        }
        at = end;
        return true;
    }

    private static boolean isOfName(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '/';
    }
}
