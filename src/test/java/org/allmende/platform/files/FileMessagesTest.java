package org.allmende.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.allmende.platform.files.FileTypeRefused.Reason;
import org.allmende.platform.html.Messages;
import org.junit.jupiter.api.Test;

class FileMessagesTest {

    private final Messages messages = new Messages();

    @Test
    void everyRefusalAndEveryStateHasItsSentence() {
        var keys = Stream.concat(
                        Stream.concat(
                                        Arrays.stream(Reason.values()).map(FileTypeRefused::new),
                                        Stream.of(new FileTooLarge(1), new FileInfected()))
                                .map(FileRefused::messageKey),
                        Arrays.stream(FileState.values()).map(FileState::messageKey))
                .toList();

        assertThat(messages.keys("de")).containsAll(keys);
        assertThat(messages.keys("en")).containsAll(keys);
    }

    @Test
    void aFileTooLargeIsToldTheLimit() {
        var refused = new FileTooLarge(10 * 1024 * 1024);

        assertThat(messages.text("de", refused.messageKey(), refused.arguments().toArray()))
                .isEqualTo("Die Datei ist zu groß. Erlaubt sind höchstens 10 MB.");
    }
}
