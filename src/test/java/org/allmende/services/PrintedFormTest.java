package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.allmende.DemoCounty;
import org.allmende.platform.pdf.VeraPdf;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A form to fill in by hand. */
class PrintedFormTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @ParameterizedTest
    @CsvSource({
        "hundesteuer, Rufname",
        "eheurkunde, Unterschrift",
        "reisepass-beantragen, Was beantragen Sie?",
        "einbuergerung, Sprachzertifikat B1"
    })
    void everyQuestionIsOnItAndItIsReadableForEverybody(String service, String question) throws IOException {
        var answer = COUNTY.visitor().get("/steffenberg/leistungen/" + service + "/vordruck.pdf");

        assertThat(VeraPdf.faults(answer.body())).isEmpty();
        try (var pdf = Loader.loadPDF(answer.body())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains(question, "Ort und Datum");
        }
    }

    @ParameterizedTest
    @CsvSource({"kindergeld", "gibt-es-nicht"})
    void whatOthersOfferHasNone(String service) {
        assertThat(COUNTY.visitor()
                        .get("/steffenberg/leistungen/" + service + "/vordruck.pdf")
                        .status())
                .isEqualTo(404);
    }
}
