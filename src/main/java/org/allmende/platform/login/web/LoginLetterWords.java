package org.allmende.platform.login.web;

import org.allmende.platform.html.Faces;
import org.allmende.platform.html.Messages;
import org.allmende.platform.login.LetterWords;
import org.springframework.stereotype.Component;

/** Letters to staff are German, the language of the office. */
@Component
class LoginLetterWords implements LetterWords {

    private final Messages messages;
    private final Faces faces;

    LoginLetterWords(Messages messages, Faces faces) {
        this.messages = messages;
        this.faces = faces;
    }

    @Override
    public String house(String tenant) {
        return faces.find(tenant).orElseGet(faces::region).name();
    }

    @Override
    public String text(String key, Object... arguments) {
        return messages.text("de", key, arguments);
    }
}
