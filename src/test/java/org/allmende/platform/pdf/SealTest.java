package org.allmende.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.pades.validation.PDFDocumentAnalyzer;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {

    @TempDir
    Path folder;

    @Test
    void aSealedSpecimenIsStillAnArchiveFileForEverybody() {
        Letter letter = Fixtures.with(Fixtures.specimen(Fixtures.feeNotice()), Fixtures.facts());
        assertThat(VeraPdf.faults(Seals.sealed(letter))).isEmpty();
    }

    @Test
    void theSealIsPadesBaselineB() {
        PAdESSignature seal = independently(Seals.sealed(Fixtures.feeNotice()));
        assertThat(seal.getDataFoundUpToLevel()).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
        assertThat(seal.getSignatureCryptographicVerification().isSignatureIntact())
                .isTrue();
        assertThat(seal.getSigningTime()).isEqualTo(Fixtures.CLOCK.instant());
        assertThat(seal.getPdfRevision().getPdfSigDictInfo().getReason()).isEqualTo("Gebührenbescheid GLA-2026-000123");
    }

    @Test
    void sealingAppendsAndChangesNothing() {
        byte[] letter = Fixtures.RENDERER.render(Fixtures.feeNotice());
        byte[] sealed = Seals.SEAL.seal(letter, Seals.REASON);
        assertThat(Arrays.copyOf(sealed, letter.length)).isEqualTo(letter);
    }

    @Test
    void theDemonstrationsCertificateSaysWhatItIs() throws IOException {
        Path file = folder.resolve("seal.p12");
        X509Certificate certificate = DemoKey.create(file, "secret".toCharArray(), Fixtures.CLOCK);
        assertThat(Holder.of(certificate)).isEqualTo("Demonstration Allmende – kein amtliches Siegel");
        assertThat(certificate.getNotAfter()).isAfter(Fixtures.CLOCK.instant().plus(Duration.ofDays(1800)));
        assertThat(certificate.getKeyUsage()).startsWith(true, true, false);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> DemoKey.create(file, "secret".toCharArray(), Fixtures.CLOCK))
                .as("a key that is there is never overwritten")
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aSealThatCannotSealSaysSoAtOnce() throws IOException {
        Path file = folder.resolve("seal.p12");
        DemoKey.create(file, "secret".toCharArray(), Fixtures.CLOCK);
        assertThatThrownBy(() -> new Seal(file, "wrong".toCharArray(), Fixtures.CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password");
        assertThatThrownBy(() -> new Seal(folder.resolve("none.p12"), "secret".toCharArray(), Fixtures.CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
        Clock later = Clock.offset(Fixtures.CLOCK, Duration.ofDays(3650));
        assertThatThrownBy(() -> new Seal(file, "secret".toCharArray(), later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not valid now");
        Files.writeString(folder.resolve("text.p12"), "no key");
        assertThatThrownBy(() -> new Seal(folder.resolve("text.p12"), "secret".toCharArray(), Fixtures.CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The European Commission's own library, reading what we wrote. */
    private static PAdESSignature independently(byte[] sealed) {
        PDFDocumentAnalyzer analyzer = new PDFDocumentAnalyzer(new InMemoryDocument(sealed));
        analyzer.setCertificateVerifier(new CommonCertificateVerifier());
        return (PAdESSignature) analyzer.getSignatures().getFirst();
    }
}
