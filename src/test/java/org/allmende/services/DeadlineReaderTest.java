package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a package says about the periods by law is read, or refused with the line and what to do. */
class DeadlineReaderTest {

    private static final Path CARD = Path.of("packages/light/reisegewerbekarte.yaml");
    private static final String LINE =
            "{law: \"§ 6a Abs. 1 GewO\", within: P3M, missing: restarts, fiction: bewilligt, from: 2009-12-28}";

    @Test
    void thePackageSaysWhatTheLawSays() throws IOException {
        assertThat(read(LINE).service().orElseThrow().deadlines())
                .singleElement()
                .satisfies(deadline -> {
                    assertThat(deadline.within()).isEqualTo(Period.ofMonths(3));
                    assertThat(deadline.missing()).isEqualTo(Deadline.WhileMissing.RESTARTS);
                    assertThat(deadline.fiction()).contains("bewilligt");
                    assertThat(deadline.holdsOn(LocalDate.of(2009, 12, 27))).isFalse();
                    assertThat(deadline.holdsOn(LocalDate.of(2009, 12, 28))).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {law: A, within: P1Y2M, missing: runs}                                   | „P1Y2M“ ist keine Frist.
            {law: A, within: drei Monate, missing: runs}                             | „drei Monate“ ist keine Frist.
            {law: A, within: P0D, missing: runs}                                     | „P0D“ ist keine Frist.
            {law: A, within: P-3M, missing: runs}                                    | „P-3M“ ist keine Frist.
            {law: A, within: P9999999Y, missing: runs}                               | „P9999999Y“ ist keine Frist.
            {law: A, within: P3M, missing: steht}                                    | „steht“ gibt es für „missing“ nicht.
            {law: A, within: P3M}                                                    | „missing“ fehlt.
            {within: P3M, missing: runs}                                             | „law“ fehlt.
            {law: A, within: P3M, missing: runs, fiction: abgelehnt}                 | „abgelehnt“ ist keine Entscheidung, die etwas bewilligt.
            {law: A, within: P3M, missing: runs, from: 2026-02-30}                   | „2026-02-30“ ist kein Tag.
            {law: A, within: P3M, missing: runs, from: 2026-02-01, until: 2026-01-31} | Die Frist gilt nie: „until“ liegt vor „from“.
            """)
    void whatIsNoDeadlineIsRefusedWithItsLine(String line, String message) throws IOException {
        assertThat(read(line).problems()).anySatisfy(problem -> {
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.line()).isPositive();
        });
    }

    @Test
    void ofOneLawOnlyOnePeriodHoldsAtATime() throws IOException {
        var changed = List.of(
                "{law: A, within: P3M, missing: runs, until: 2026-06-30}",
                "{law: A, within: P2M, missing: runs, from: 2026-07-01}");
        assertThat(read(String.join("\n  - ", changed)).problems()).isEmpty();

        assertThat(read(String.join("\n  - ", changed).replace("06-30", "07-01"))
                        .problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).isEqualTo("Nach „A“ gelten am selben Tag zwei Fristen."));
    }

    private static PackageReader.Reading read(String deadline) throws IOException {
        var text = Files.readString(CARD).replace(LINE, deadline);
        return LightPackage.read("reisegewerbekarte.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
