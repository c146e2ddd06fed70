package org.allmende.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;

class SealCheckTest {

    private static final SealCheck CHECK = new SealCheck(List.of(Seals.SEAL.certificate()));
    private static final SealReport.Mark MARK = new SealReport.Mark(
            "Demonstration Allmende – kein amtliches Siegel",
            Fixtures.NOW,
            "Gebührenbescheid GLA-2026-000123",
            "Stadt Gladenbach, Standesamt",
            true);
    private static final byte[] PLAIN = Fixtures.RENDERER.render(Fixtures.feeNotice());
    private static final byte[] SEALED = Seals.SEAL.seal(PLAIN, Seals.REASON);

    @Test
    void aSealedNoticeIsUnchangedSinceThen() {
        assertThat(CHECK.check(SEALED)).isEqualTo(new SealReport.Unchanged(MARK));
    }

    @Test
    void whatWasAppendedIsFoundAndTheOriginalIsStillThere() throws IOException {
        byte[] appended = withAnotherPage(SEALED);
        assertThat(CHECK.check(appended)).isEqualTo(new SealReport.Changed(MARK, SEALED.length));
        assertThat(CHECK.check(Arrays.copyOf(appended, SEALED.length))).isInstanceOf(SealReport.Unchanged.class);
        assertThat(CHECK.check(join(SEALED, "\n".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(new SealReport.Changed(MARK, SEALED.length));
    }

    @Test
    void anyOtherByteThatWasSealedIsFound() {
        Random random = new Random(91379);
        int end = indexOf(SEALED, "/Contents <3") + "/Contents ".length();
        int again = indexOf(SEALED, "0>\n/ByteRange") + 2;
        for (int i = 0; i < 200; i++) {
            byte[] altered = SEALED.clone();
            int at = random.nextInt(end + SEALED.length - again);
            at = at < end ? at : at - end + again;
            altered[at] ^= 1;
            assertThat(CHECK.check(altered)).as("byte %d", at).isNotInstanceOf(SealReport.Unchanged.class);
        }
    }

    @Test
    void anAmountAlteredInsideIsFound() {
        byte[] altered = SEALED.clone();
        altered[PLAIN.length / 2] ^= 1;
        assertThat(CHECK.check(altered)).isEqualTo(new SealReport.Changed(MARK, 0));
    }

    @Test
    void aCutFileIsNotUnchanged() {
        for (int keep : new int[] {SEALED.length - 1, SEALED.length - 800, PLAIN.length + 100}) {
            assertThat(CHECK.check(Arrays.copyOf(SEALED, keep)))
                    .as("first %d bytes", keep)
                    .isNotInstanceOf(SealReport.Unchanged.class);
        }
    }

    @Test
    void aStrangerWithOurNameStaysAStranger() {
        byte[] forged = Seals.STRANGER.seal(PLAIN, Seals.REASON);
        assertThat(CHECK.check(forged))
                .isEqualTo(new SealReport.Stranger("Demonstration Allmende – kein amtliches Siegel"));
    }

    @Test
    void aStrangersSealBehindOursDoesNotHideOurs() {
        byte[] forged = Seals.STRANGER.seal(PLAIN, Seals.REASON);
        byte[] both = join(SEALED, Arrays.copyOfRange(forged, PLAIN.length, forged.length));
        assertThat(CHECK.check(both)).isEqualTo(new SealReport.Changed(MARK, SEALED.length));
    }

    @Test
    void theSealOfOneFileDoesNotFitAnother() {
        byte[] other = Seals.SEAL.seal(Fixtures.RENDERER.render(Fixtures.receipt()), Seals.REASON);
        byte[] mixed = SEALED.clone();
        int from = indexOf(mixed, "/Contents <3");
        int source = indexOf(other, "/Contents <3");
        System.arraycopy(other, source, mixed, from, 4000);
        assertThat(CHECK.check(mixed)).isInstanceOf(SealReport.Changed.class);
    }

    @Test
    void nothingHidesInTheGapOfTheSignature() {
        byte[] altered = SEALED.clone();
        int padding = indexOf(altered, "00000000>");
        byte[] hidden = "> /X (".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hidden, 0, altered, padding - 200, hidden.length);
        assertThat(CHECK.check(altered)).isInstanceOf(SealReport.Broken.class);
        altered = SEALED.clone();
        altered[padding] = '1';
        assertThat(CHECK.check(altered)).isInstanceOf(SealReport.Broken.class);
    }

    @Test
    void otherFilesAreCalledWhatTheyAre() throws IOException {
        assertThat(CHECK.check(PLAIN)).isEqualTo(new SealReport.NotSealed());
        assertThat(CHECK.check(new byte[0])).isEqualTo(new SealReport.NotPdf());
        assertThat(CHECK.check("PK\u0003\u0004".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new SealReport.NotPdf());
        assertThat(CHECK.check(new byte[SealCheck.LIMIT_BYTES + 1]))
                .isEqualTo(new SealReport.TooLarge(SealCheck.LIMIT_BYTES));
        assertThat(CHECK.check(underPassword(PLAIN))).isEqualTo(new SealReport.Encrypted());
    }

    @Test
    void hostileFilesAreAnsweredQuietly() {
        assertBroken("/ByteRange [0 1 2 3]");
        assertBroken("/ByteRange [0 99999999999999999999 1 1]");
        assertBroken("/ByteRange [0 9999999999 9999999999 9999999999]");
        assertBroken("/ByteRange [-1 0 0 0]");
        assertBroken("/ByteRange" + " ".repeat(1_000_000) + "[");
        assertBroken("/ByteRange [0 10 20 30] ".repeat(200_000));
        assertBroken("/ByteRange [0 %d %d 9]".formatted(40, 40 + 2 * 100_000) + " ".repeat(11) + "<"
                + "30".repeat(99_999) + "> and so on");
        assertBroken(
                "/ByteRange [0 40 240 9]".formatted() + " ".repeat(12) + "<" + "3080".repeat(49) + "00>" + "123456789");
        assertThat(CHECK.check(pdf("/Encrypt ".repeat(500_000)))).isEqualTo(new SealReport.NotSealed());
        assertThat(CHECK.check(pdf("/Encrypt " + "1".repeat(5_000_000)))).isEqualTo(new SealReport.NotSealed());
    }

    @Test
    void anyBytesInPlaceOfTheSignatureAreAnsweredQuietly() {
        Random random = new Random(7);
        int value = indexOf(SEALED, "/Contents <3") + "/Contents <".length();
        for (int i = 0; i < 300; i++) {
            byte[] altered = SEALED.clone();
            for (int k = 0; k < 1 + random.nextInt(8); k++) {
                altered[value + random.nextInt(1600)] = (byte) "0123456789abcdef".charAt(random.nextInt(16));
            }
            assertThat(CHECK.check(altered)).isNotNull();
        }
    }

    private static void assertBroken(String content) {
        assertThat(CHECK.check(pdf(content))).isEqualTo(new SealReport.Broken());
    }

    private static byte[] pdf(String content) {
        return ("%PDF-1.7\n" + content).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] withAnotherPage(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.getDocumentCatalog().getPages().getCOSObject().setNeedToBeUpdated(true);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private static byte[] underPassword(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static int indexOf(byte[] file, String text) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
