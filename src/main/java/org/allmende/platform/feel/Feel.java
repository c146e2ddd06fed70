package org.allmende.platform.feel;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads expressions; the same text gives the same parsed expression. */
public final class Feel {

    /** Longer ones belong into several computed values. */
    static final int LONGEST = 1000;

    private static final int DEEPEST = 12;
    private static final int CACHED = 20_000;
    private static final Map<String, Expression> CACHE = new ConcurrentHashMap<>();

    private Feel() {}

    /** A leading equals sign, as process models write it, is allowed. */
    public static Expression parse(String text) throws NotFeel {
        var bare = text.strip();
        bare = bare.startsWith("=") ? bare.substring(1).strip() : bare;
        var known = CACHE.get(bare);
        if (known != null) {
            return known;
        }
        var expression = read(bare);
        if (CACHE.size() >= CACHED) {
            CACHE.clear();
        }
        CACHE.put(bare, expression);
        return expression;
    }

    /** The functions that a package may use. */
    public static Set<String> functions() {
        return ExpressionWalk.FUNCTIONS;
    }

    private static Expression read(String text) throws NotFeel {
        if (text.isEmpty()) {
            throw new NotFeel("Der Ausdruck ist leer.");
        }
        if (text.length() > LONGEST) {
            throw new NotFeel("Der Ausdruck hat %d Zeichen, erlaubt sind %d.".formatted(text.length(), LONGEST));
        }
        if (depth(text) > DEEPEST) {
            throw new NotFeel("Der Ausdruck ist tiefer als %d Klammern geschachtelt.".formatted(DEEPEST));
        }
        var parsed = Expression.ENGINE.parseExpression(text);
        if (parsed.isFailure()) {
            throw new NotFeel("FEEL versteht den Ausdruck nicht: %s"
                    .formatted(place(parsed.failure().message())));
        }
        var names = ExpressionWalk.names(parsed.parsedExpression().expression());
        return new Expression(parsed.parsedExpression(), names);
    }

    /** Of the engine's sentence only the place and what it met there. */
    private static String place(String message) {
        var found = message.lastIndexOf("):");
        return found < 0 ? message : message.substring(found + 2).replace(", found", ", dort steht");
    }

    private static int depth(String text) {
        int deepest = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
        }
        var branches = text.split("\\bif\\b", -1).length - 1;
        return Math.max(deepest, branches);
    }
}
