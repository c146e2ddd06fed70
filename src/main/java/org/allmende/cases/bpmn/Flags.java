package org.allmende.cases.bpmn;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The routing flags of a case: yes or no, a small number, a short code. Anything that could hold an answer or a name is
 * refused, so that the engine never holds personal data.
 */
final class Flags {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,39}");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_.-]{0,39}");

    private Flags() {}

    static Map<String, Object> checked(Map<String, Object> flags) {
        flags.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("No name of a flag: " + name);
            }
            if (!isFlag(value)) {
                throw new IllegalArgumentException("Flag " + name
                        + " holds neither yes or no, nor an int, nor a code of 40 small letters at most");
            }
        });
        return flags;
    }

    private static boolean isFlag(Object value) {
        return switch (value) {
            case Boolean yes -> true;
            case Integer number -> true;
            case String code -> CODE.matcher(code).matches();
            default -> false;
        };
    }
}
