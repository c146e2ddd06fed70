package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every package in {@code packages/}, and every one of the platform's own, is whole, and its sample applicants fare as they should. */
class PackagesTest {

    @TestFactory
    Stream<DynamicTest> everyPackageIsWhole() throws IOException {
        return folders().stream()
                .map(folder -> DynamicTest.dynamicTest(
                        folder.getFileName().toString(),
                        () -> assertThat(PackageReader.read(folder).problems()).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everySampleApplicantFaresAsExpected() throws IOException {
        return folders().stream().flatMap(PackagesTest::samples);
    }

    private static Stream<DynamicTest> samples(Path folder) {
        try {
            var service = PackageReader.read(folder).orThrow();
            return service.samples().stream()
                    .map(sample -> DynamicTest.dynamicTest(
                            service.name() + ": " + sample.name(),
                            () -> assertThat(SampleRunner.run(service, sample)).isEmpty()));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<Path> folders() throws IOException {
        try (var folders = Files.list(Path.of("packages"));
                var own = Files.list(Path.of("src/main/resources/packages"))) {
            return Stream.concat(folders, own)
                    .filter(folder -> Files.exists(folder.resolve(PackageFiles.SERVICE)))
                    .sorted()
                    .toList();
        }
    }
}
