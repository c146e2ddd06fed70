package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** A wicked package, and the sentence that it is refused with. */
record Door(String name, Map<String, byte[]> files, String sentence) {

    /** Longer than any machine is busy: only what never ends takes so long. */
    private static final Duration FOREVER = Duration.ofMinutes(5);

    /** Bytes; a whole package takes a tenth of it. */
    private static final long MOST_WORK = 1_000_000_000;

    static Door yaml(String name, String yaml, String sentence) {
        return file(name, "service.yaml", bytes(yaml), sentence);
    }

    static Door file(String name, String path, byte[] content, String sentence) {
        var files = Fixtures.eheurkunde();
        files.put(path, content);
        return new Door(name, files, sentence);
    }

    static Door bpmn(String name, String piece, String instead, String sentence) {
        return new Door("process with " + name, Fixtures.eheurkundeWith("process.bpmn", piece, instead), sentence);
    }

    static Door form(String name, String piece, String instead, String sentence) {
        return new Door("form with " + name, Fixtures.eheurkundeWith("form.yaml", piece, instead), sentence);
    }

    static Door notice(String name, String piece, String instead, String sentence) {
        return new Door("letter with " + name, Fixtures.eheurkundeWith("notice.html", piece, instead), sentence);
    }

    static Door extract(String path, String sentence) {
        return new Door(
                "an extract with " + path,
                Fixtures.eheurkundeWith("service.yaml", "retention:", "extract: [%s]\n\nretention:".formatted(path)),
                sentence);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    DynamicTest test() {
        return DynamicTest.dynamicTest(name, () -> {
            var reading = read(files);
            assertThat(reading.service()).isEmpty();
            assertThat(reading.problems())
                    .extracting(Problem::toString)
                    .anyMatch(problem -> problem.contains(sentence));
        });
    }

    /** Says no without much work; memory that was asked for tells the same on a busy machine. */
    private static PackageReader.Reading read(Map<String, byte[]> files) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Assertions.assertTimeoutPreemptively(FOREVER, () -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            var reading = PackageReader.read(files);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_WORK);
            return reading;
        });
    }
}
