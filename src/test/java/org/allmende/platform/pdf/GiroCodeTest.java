package org.allmende.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GiroCodeTest {

    @Test
    void theBankReadsWhatIsToBePaid() throws IOException, NotFoundException {
        GiroCode code = new GiroCode(
                "Stadtkasse Gladenbach", Iban.DEMONSTRATION, new BigDecimal("26.5"), "Gebühr GLA-2026-000123");
        String expected = """
                BCD
                002
                1
                SCT

                Stadtkasse Gladenbach
                DE52000000000012345678
                EUR26.50


                Gebühr GLA-2026-000123""";
        assertThat(code.content()).isEqualTo(expected);
        assertThat(read(code.picture().png())).isEqualTo(expected);
    }

    @Test
    void theLargestCodeThatIsAllowedCanStillBeRead() throws IOException, NotFoundException {
        GiroCode code =
                new GiroCode("ä".repeat(70), Iban.DEMONSTRATION, new BigDecimal("999999999.99"), "x".repeat(112));
        assertThat(read(code.picture().png())).isEqualTo(code.content());
    }

    @Test
    void whatTheStandardForbidsIsRefused() {
        assertRefused("", "1", "x");
        assertRefused("x".repeat(71), "1", "x");
        assertRefused("Stadtkasse", "0.00", "x");
        assertRefused("Stadtkasse", "-1", "x");
        assertRefused("Stadtkasse", "1000000000", "x");
        assertRefused("Stadtkasse", "1.005", "x");
        assertRefused("Stadtkasse", "1", "x".repeat(141));
        assertRefused("ä".repeat(70), "1", "ö".repeat(140));
        assertRefused("Stadt\u0000kasse", "1", "x");
    }

    @Test
    void aLineBreakCannotAddAField() {
        GiroCode code =
                new GiroCode("Stadtkasse\nDE89370400440532013000", Iban.DEMONSTRATION, BigDecimal.ONE, "a\r\nb");
        assertThat(code.content().lines()).hasSize(11).endsWith("a b");
    }

    @Test
    void aLinkForThePhoneIsAPictureWithAName() throws IOException, NotFoundException {
        QrCode code = QrCode.of("https://gladenbach.example/u/K7F2-9QXM");
        assertThat(read(code.png())).isEqualTo("https://gladenbach.example/u/K7F2-9QXM");
        assertThat(code.dataUri()).startsWith("data:image/png;base64,");
        assertThat(code.svg("Auf dem Handy <weiter>"))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .contains("role=\"img\" aria-label=\"Auf dem Handy &lt;weiter&gt;\"")
                .doesNotContain("style=");
        assertThatThrownBy(() -> QrCode.of("x".repeat(3000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String payee, String amount, String reference) {
        assertThatThrownBy(() -> new GiroCode(payee, Iban.DEMONSTRATION, new BigDecimal(amount), reference))
                .as("%s, %s, %s", payee, amount, reference)
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String read(byte[] png) throws IOException, NotFoundException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        LuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new MultiFormatReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE)))
                .getText();
    }
}
