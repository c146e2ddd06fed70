package org.allmende.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.allmende.platform.files.FileTypeRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypesTest {

    @Test
    void honestFilesAreTakenForWhatTheyAre() throws IOException {
        assertThat(check(Samples.pdf())).isEqualTo(FileType.PDF);
        assertThat(check(Samples.jpeg())).isEqualTo(FileType.JPEG);
        assertThat(check(Samples.progressiveJpeg())).isEqualTo(FileType.JPEG);
        assertThat(check(Samples.png(640, 480))).isEqualTo(FileType.PNG);
        assertThat(check(Samples.join(Samples.pdf(), "\r\n\0\0"))).isEqualTo(FileType.PDF);
    }

    @Test
    void aLargePictureIsFollowedToItsEnd() throws IOException {
        assertThat(check(Samples.noise("jpg", 700))).isEqualTo(FileType.JPEG);
        assertThat(check(Samples.noise("png", 700))).isEqualTo(FileType.PNG);
    }

    @Test
    void whatPhonesAppendToPhotosIsTaken() throws IOException {
        assertThat(check(Samples.join(Samples.jpeg(), Samples.jpeg())))
                .as("second picture")
                .isEqualTo(FileType.JPEG);
        assertThat(check(Samples.join(Samples.jpeg(), "\0\0\0\30ftypmp42\0\0\0\0isommp42film")))
                .isEqualTo(FileType.JPEG);
        assertThat(check(Samples.join(Samples.jpeg(), "\0\0\1\n\16\0\0\0Image_UTC_Data1700000000000SEFHk\0\0\0SEFT")))
                .isEqualTo(FileType.JPEG);
    }

    @Test
    void otherKindsAreRefused() {
        assertThat(refusal(Samples.bytes("GIF89a/*\1\0*/=1;alert(1)"))).isEqualTo(Reason.TYPE);
        assertThat(refusal(Samples.zip())).isEqualTo(Reason.TYPE);
        assertThat(refusal(Samples.bytes("<html><script>alert(1)</script>"))).isEqualTo(Reason.TYPE);
        assertThat(refusal(Samples.bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")))
                .isEqualTo(Reason.TYPE);
        assertThat(refusal(Samples.bytes("MZ\220\0\3"))).isEqualTo(Reason.TYPE);
        assertThat(refusal(Samples.bytes("Guten Tag"))).isEqualTo(Reason.TYPE);
        assertThat(refusal(new byte[0])).isEqualTo(Reason.EMPTY);
    }

    @Test
    void aPhotoInApplesFormatIsNamed() {
        assertThat(refusal(Samples.bytes("\0\0\0\30ftypheic\0\0\0\0mif1heic"))).isEqualTo(Reason.HEIC);
        assertThat(refusal(Samples.bytes("\0\0\0\30ftypmif1\0\0\0\0mif1heic"))).isEqualTo(Reason.HEIC);
    }

    @Test
    void aFileThatIsTwoThingsIsRefused() {
        byte[] zip = Samples.zip();
        assertThat(refusal(Samples.join("<html><script>alert(1)</script>", Samples.pdf())))
                .isEqualTo(Reason.TYPE);
        assertThat(refusal(Samples.join("%PDF-1.4\n<script>alert(1)</script>\n", Samples.pdf())))
                .isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.join(zip, Samples.pdf()))).isEqualTo(Reason.TYPE);
        assertThat(refusal(Samples.join(Samples.pdf(), zip))).isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.join(Samples.pdf(), zip, "\n%%EOF\n")))
                .as("ZIP before the last mark")
                .isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.join(" ", Samples.pdf()))).isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.join(Samples.jpeg(), zip))).isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.join(Samples.jpeg(), Samples.jpeg(), zip))).isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.join(Samples.jpeg(), "Rar!\32\7\1\0"))).isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.join(Samples.jpeg(), "<?php system($_GET[0]); ?>")))
                .isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.jpegWithComment("*/=1;<script>alert(1)</script>")))
                .isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.jpegWithComment("%PDF-1.4 1 0 obj"))).isEqualTo(Reason.HIDDEN);
        assertThat(refusal(Samples.join(Samples.png(8, 8), zip))).isEqualTo(Reason.HIDDEN);
    }

    @Test
    void anArchiveThatHidesItsEndInALongCommentIsFound() {
        byte[] zip = Samples.zip();
        int comment = 60_000;
        zip[zip.length - 2] = (byte) comment;
        zip[zip.length - 1] = (byte) (comment >> 8);
        byte[] tail = new byte[comment];
        Arrays.fill(tail, (byte) ' ');
        System.arraycopy(Samples.bytes("%%EOF"), 0, tail, comment - 6, 5);

        assertThat(refusal(Samples.join(Samples.pdf(), zip, tail))).isEqualTo(Reason.HIDDEN);
    }

    @Test
    void aFileCutOffIsRefused() throws IOException {
        for (byte[] whole : new byte[][] {Samples.pdf(), Samples.jpeg(), Samples.png(64, 64)}) {
            assertThat(refusal(Arrays.copyOf(whole, whole.length - 8))).isEqualTo(Reason.DAMAGED);
            assertThat(refusal(Arrays.copyOf(whole, whole.length / 2))).isEqualTo(Reason.DAMAGED);
        }
    }

    @Test
    void aPictureTooLargeToUnpackIsRefused() {
        byte[] png = Samples.png(8, 8);
        Arrays.fill(png, 16, 24, (byte) 0);
        png[17] = 1;
        png[21] = 1;

        assertThat(refusal(png)).isEqualTo(Reason.PIXELS);
    }

    @Test
    void noContentMakesTheCheckFailOtherwise() {
        byte[][] wholes = {Samples.pdf(), Samples.jpeg(), Samples.progressiveJpeg(), Samples.png(16, 16)};
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = wholes[i % 4].clone();
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] spoilt = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            try {
                check(spoilt);
            } catch (FileTypeRefused expected) {
                assertThat(expected.messageKey()).startsWith("platform.files.refused.");
            } catch (IOException never) {
                throw new AssertionError(never);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Heiratsurkunde.pdf           | Heiratsurkunde.pdf
            HEIRATSURKUNDE.PDF           | HEIRATSURKUNDE.pdf
            Antrag vom 20.11.2026        | Antrag vom 20.11.2026.pdf
            Scan Dr.Meier                | Scan Dr.Meier.pdf
            foto.jpeg                    | foto.pdf
            C:\\Users\\Eva\\Urkunde.pdf  | Urkunde.pdf
            ../../etc/passwd             | passwd.pdf
            .pdf                         | Datei.pdf
            ..                           | Datei.pdf
            a.tar.pdf                    | a.tar.pdf
            Łukasz Żółć – Ğül.pdf        | Łukasz Żółć – Ğül.pdf
            """)
    void aNameIsShownWithoutItsPathAndEndsAsTheContentDoes(String original, String shown) {
        assertThat(FileTypes.displayName(original, FileType.PDF)).isEqualTo(shown);
    }

    @Test
    void unseenCharactersAreTakenOutOfAName() {
        assertThat(FileTypes.displayName("Rechnung\u202Efdp.png", FileType.PNG)).isEqualTo("Rechnungfdp.png");
        assertThat(FileTypes.displayName("a\r\nX-Header: b\0\u200B.pdf", FileType.PDF))
                .isEqualTo("a X-Header: b.pdf");
    }

    @Test
    void aNameWithCombiningLettersOfDin91379StaysWhole() {
        assertThat(FileTypes.displayName("Mu\u0308ller C\u0306 M\u0302.pdf", FileType.PDF))
                .as("put together where there is one letter for it")
                .isEqualTo("Müller C\u0306 M\u0302.pdf");
        String shown = FileTypes.displayName("C\u0306".repeat(100) + ".pdf", FileType.PDF);
        assertThat(shown).hasSizeLessThanOrEqualTo(120).endsWith("C\u0306.pdf");
    }

    @Test
    void aLongNameIsShortenedToOneHundredAndTwenty() {
        assertThat(FileTypes.displayName("x".repeat(500) + ".png", FileType.PNG))
                .hasSize(120)
                .endsWith("x.png");
    }

    @ParameterizedTest
    @CsvSource({"rechnung.exe", "rechnung.pdf.exe", "urkunde.html", "brief.docx", "bild.svg", "skript.js", "bild.zip"})
    void aNameThatEndsLikeAnotherKindIsRefused(String name) {
        assertThatThrownBy(() -> FileTypes.displayName(name, FileType.PDF))
                .isInstanceOfSatisfying(
                        FileTypeRefused.class, it -> assertThat(it.reason()).isEqualTo(Reason.NAME));
    }

    private static FileType check(byte[] content) throws IOException {
        return FileTypes.check(new ByteArrayInputStream(content));
    }

    private static Reason refusal(byte[] content) {
        return catchThrowableOfType(FileTypeRefused.class, () -> check(content)).reason();
    }
}
