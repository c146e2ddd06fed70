package org.allmende.services.form;

import java.util.Arrays;
import org.allmende.platform.html.Messages;

/** The sentences of the forms themselves, from {@code messages/services.*.properties}. */
final class Wording {

    private static final Messages MESSAGES = new Messages();

    private Wording() {}

    /** In both languages; an argument that is a {@link Text} is put in in the same language. */
    static Text text(String key, Object... arguments) {
        return new Text(in("de", key, arguments), in("en", key, arguments));
    }

    static String in(String language, String key, Object... arguments) {
        var own = Arrays.stream(arguments)
                .map(argument -> argument instanceof Text text ? text.in(language) : argument)
                .toArray();
        return MESSAGES.text(language, "services." + key, own);
    }
}
