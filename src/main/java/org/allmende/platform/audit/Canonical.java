package org.allmende.platform.audit;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON in exactly one form (RFC 8785): sorted names, no blanks, shortest escapes. Our own, since a hash must not change with
 * a library.
 */
final class Canonical {

    private Canonical() {}

    static String strings(SortedMap<String, String> members) {
        SortedMap<String, String> values = new TreeMap<>(members);
        values.replaceAll((name, value) -> string(value));
        return object(values);
    }

    /** Of names and values that are canonical already. */
    static String object(SortedMap<String, String> members) {
        return members.entrySet().stream()
                .map(member -> string(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String string(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (each < ' ') {
                        json.append("\\u%04x".formatted((int) each));
                    } else {
                        json.append(each);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
