package org.allmende.platform.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.allmende.platform.files.MasterKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.web.webauthn.api.Bytes;

class PasskeyQuestionsTest {

    private static final Bytes CHALLENGE = Bytes.random();

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-23T09:15:00Z");
    private PasskeyQuestions questions;

    @BeforeEach
    void aServer() throws IOException {
        questions = server("one.key");
    }

    private PasskeyQuestions server(String key) throws IOException {
        InstantSource moved = () -> now;
        Clock clock = moved.withZone(ZoneOffset.UTC);
        MasterKeys.create(folder.resolve(key));
        return new PasskeyQuestions(MasterKeys.read(folder.resolve(key)), clock);
    }

    @Test
    void aQuestionComesBackAsItWasAsked() throws IOException {
        var sealed = questions.seal(CHALLENGE);

        assertThat(questions.open(sealed)).hasValue(new PasskeyQuestions.Question(CHALLENGE, now));
        assertThat(server("one.key").open(sealed)).as("another instance").isPresent();
    }

    @Test
    void aQuestionGrowsOld() {
        var sealed = questions.seal(CHALLENGE);
        now = now.plus(Duration.ofMinutes(5));
        assertThat(questions.open(sealed)).isPresent();
        now = now.plusSeconds(1);
        assertThat(questions.open(sealed)).isEmpty();
    }

    @Test
    void aQuestionOfSomebodyElseIsNone() throws IOException {
        var sealed = questions.seal(CHALLENGE);

        assertThat(server("other.key").open(sealed)).isEmpty();
        assertThat(IntStream.range(0, sealed.length() - 1)
                        .mapToObj(place -> sealed.substring(0, place)
                                + (sealed.charAt(place) == 'A' ? 'B' : 'A')
                                + sealed.substring(place + 1)))
                .allSatisfy(forged -> assertThat(questions.open(forged)).isEmpty());
        for (var forged : new String[] {"", "AAAA", "§", sealed.substring(4), sealed + sealed, "A".repeat(9_999)}) {
            assertThat(questions.open(forged)).as(forged).isEmpty();
        }
    }
}
