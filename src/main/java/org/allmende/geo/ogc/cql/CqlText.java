package org.allmende.geo.ogc.cql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.geo.ogc.BadQuery;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Reads a condition as text: {@code GFZ > 0.4 AND S_INTERSECTS(geometry, POINT(8.5 50.7))}. Operators bind as in OGC 21-065r2 annex B:
 * or, and, not, comparison, sum, product, power.
 */
final class CqlText {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<number>(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)"
            + "|(?<text>'(?:[^']++|'')*+')"
            + "|(?<quoted>\"[^\"]++\")"
            + "|(?<word>[\\p{L}_:][\\p{L}\\p{N}_.:]*+)"
            + "|(?<sign><=|>=|<>|[=<>+\\-*/%^(),])"
            + "|(?<end>$))");

    private static final Pattern SHAPES =
            Pattern.compile("(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final Filter.Context context;
    private final Matcher matcher;
    private String group = "end";
    private String token = "";
    private int start;
    private int depth;

    CqlText(String text, Filter.Context context) {
        this.text = text;
        this.context = context;
        this.matcher = TOKEN.matcher(text);
    }

    Node parse() {
        next();
        var condition = or();
        if (!group.equals("end")) {
            throw wrong("here the condition should end");
        }
        return truth(condition);
    }

    private Node truth(Node node) {
        if (node.kind() != Node.Kind.TRUTH) {
            throw wrong("a condition is missing before this");
        }
        return node;
    }

    private BadQuery wrong(String what) {
        return new BadQuery("filter: %s (%s)".formatted(what, where()));
    }

    private String where() {
        return "at letter %d".formatted(start + 1);
    }

    private void next() {
        int from = matcher.hasMatch() ? matcher.end() : 0;
        next(from);
    }

    private void next(int from) {
        matcher.region(from, text.length());
        if (!matcher.lookingAt()) {
            start = from
                    + (int) text.substring(from)
                            .chars()
                            .takeWhile(Character::isWhitespace)
                            .count();
            throw wrong("this is not understood");
        }
        for (var name : List.of("number", "text", "quoted", "word", "sign", "end")) {
            if (matcher.group(name) != null) {
                group = name;
                token = matcher.group(name);
                start = matcher.start(name);
                return;
            }
        }
    }

    private boolean isWord(String word) {
        return group.equals("word") && token.equalsIgnoreCase(word);
    }

    private boolean isSign(String sign) {
        return group.equals("sign") && token.equals(sign);
    }

    private boolean takeWord(String word) {
        boolean there = isWord(word);
        if (there) {
            next();
        }
        return there;
    }

    private boolean takeSign(String sign) {
        boolean there = isSign(sign);
        if (there) {
            next();
        }
        return there;
    }

    private void expect(String sign) {
        if (!takeSign(sign)) {
            throw wrong("%s is missing".formatted(sign));
        }
    }

    private Node or() {
        if (++depth > Filter.DEEPEST) {
            throw wrong("at most %d levels".formatted(Filter.DEEPEST));
        }
        var parts = new ArrayList<Node>(List.of(and()));
        while (isWord("OR")) {
            next();
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : context.call(Op.OR, parts, where());
    }

    private Node and() {
        var parts = new ArrayList<Node>(List.of(not()));
        while (isWord("AND")) {
            next();
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : context.call(Op.AND, parts, where());
    }

    private Node not() {
        boolean negated = false;
        while (takeWord("NOT")) {
            negated = !negated;
        }
        var node = comparison();
        return negated ? context.call(Op.NOT, List.of(node), where()) : node;
    }

    private Node comparison() {
        var left = sum();
        if (group.equals("sign")
                && Op.find(token).filter(op -> op.result() == Node.Kind.TRUTH).isPresent()) {
            var op = Op.find(token).orElseThrow();
            next();
            return context.call(op, List.of(left, sum()), where());
        }
        if (takeWord("IS")) {
            boolean negated = takeWord("NOT");
            if (!takeWord("NULL")) {
                throw wrong("NULL is missing");
            }
            return negate(negated, context.call(Op.IS_NULL, List.of(left), where()));
        }
        boolean negated = takeWord("NOT");
        if (takeWord("LIKE")) {
            return negate(negated, context.call(Op.LIKE, List.of(left, sum()), where()));
        }
        if (takeWord("BETWEEN")) {
            var low = sum();
            if (!takeWord("AND")) {
                throw wrong("AND is missing");
            }
            return negate(negated, context.call(Op.BETWEEN, List.of(left, low, sum()), where()));
        }
        if (takeWord("IN")) {
            expect("(");
            var several = new ArrayList<Node>(List.of(sum()));
            while (takeSign(",")) {
                several.add(sum());
            }
            expect(")");
            return negate(negated, context.call(Op.IN, List.of(left, new Node.Several(several)), where()));
        }
        if (negated) {
            throw wrong("LIKE, BETWEEN or IN is missing");
        }
        return left;
    }

    private Node negate(boolean negated, Node node) {
        return negated ? context.call(Op.NOT, List.of(node), where()) : node;
    }

    private Node sum() {
        var left = product();
        while (isSign("+") || isSign("-")) {
            var op = Op.find(token).orElseThrow();
            next();
            left = context.call(op, List.of(left, product()), where());
        }
        return left;
    }

    private Node product() {
        var left = power();
        while (isSign("*") || isSign("/") || isSign("%") || isWord("DIV")) {
            var op = Op.find(token).orElseThrow();
            next();
            left = context.call(op, List.of(left, power()), where());
        }
        return left;
    }

    private Node power() {
        var left = operand();
        if (takeSign("^")) {
            return context.call(Op.POWER, List.of(left, operand()), where());
        }
        return left;
    }

    private Node operand() {
        var word = token;
        return switch (group) {
            case "number" -> {
                next();
                yield new Node.Literal(Double.valueOf(word));
            }
            case "text" -> {
                next();
                yield new Node.Literal(word.substring(1, word.length() - 1).replace("''", "'"));
            }
            case "quoted" -> {
                var property = context.property(word.substring(1, word.length() - 1), where());
                next();
                yield property;
            }
            case "word" -> word(word);
            default -> bracket();
        };
    }

    private Node bracket() {
        if (takeSign("-")) {
            return context.call(Op.MINUS, List.of(new Node.Literal(0d), primary()), where());
        }
        if (takeSign("(")) {
            var inner = or();
            expect(")");
            return inner;
        }
        throw wrong(group.equals("end") ? "something is missing at the end" : "a value is missing before this");
    }

    /** What may stand behind a minus. */
    private Node primary() {
        if (isSign("-")) {
            throw wrong("one minus is enough");
        }
        return operand();
    }

    private Node word(String word) {
        int at = start;
        var where = where();
        if (word.equalsIgnoreCase("TRUE") || word.equalsIgnoreCase("FALSE")) {
            next();
            return new Node.Literal(word.equalsIgnoreCase("TRUE"));
        }
        if (SHAPES.matcher(word).matches()) {
            return shape(at, where);
        }
        next();
        if (!isSign("(")) {
            return context.property(word, where);
        }
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "DATE", "TIMESTAMP" -> {
                var texts = texts();
                yield Filter.Context.time(
                        texts.size() == 1 ? Span.parse(texts.getFirst()) : java.util.Optional.empty(), where);
            }
            case "INTERVAL" -> {
                var texts = texts();
                yield Filter.Context.time(
                        texts.size() == 2 ? Span.parse(texts.getFirst(), texts.getLast()) : java.util.Optional.empty(),
                        where);
            }
            case "BBOX" -> box(where);
            default -> {
                var op = Op.find(word)
                        .filter(one -> Character.isLetter(one.key().charAt(0)))
                        .orElseThrow(() -> new BadQuery("filter: there is no function %s (%s)".formatted(word, where)));
                yield context.call(op, arguments(), where);
            }
        };
    }

    private List<Node> arguments() {
        expect("(");
        var arguments = new ArrayList<Node>(List.of(or()));
        while (takeSign(",")) {
            arguments.add(or());
        }
        expect(")");
        return arguments;
    }

    private List<String> texts() {
        expect("(");
        var texts = new ArrayList<String>();
        do {
            if (!group.equals("text")) {
                throw wrong("a time in single quotes is missing");
            }
            texts.add(token.substring(1, token.length() - 1));
            next();
        } while (takeSign(","));
        expect(")");
        return texts;
    }

    private Node box(String where) {
        expect("(");
        var corners = new ArrayList<Double>();
        do {
            boolean negative = takeSign("-");
            if (!group.equals("number")) {
                throw wrong("a number is missing");
            }
            corners.add((negative ? -1 : 1) * Double.parseDouble(token));
            next();
        } while (takeSign(","));
        expect(")");
        return context.box(corners, where);
    }

    /** Well-known text up to the bracket that closes it. */
    private Node shape(int from, String where) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            char letter = text.charAt(i);
            open += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == ')' && open <= 0) {
                try {
                    var shape = new WKTReader().read(text.substring(from, i + 1));
                    next(i + 1);
                    return context.shape(shape, where);
                } catch (ParseException | IllegalArgumentException broken) {
                    throw new BadQuery("filter: this is no geometry (%s)".formatted(where));
                }
            }
        }
        throw new BadQuery("filter: the brackets of a geometry are not closed (%s)".formatted(where));
    }
}
