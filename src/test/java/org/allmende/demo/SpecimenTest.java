package org.allmende.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.allmende.platform.files.FileType;
import org.allmende.platform.files.FileTypes;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class SpecimenTest {

    @Test
    void aPhotoIsAPhotoAndAScanAPdf() throws IOException {
        assertThat(type(new Enclosure("ausweis/kopie", "Ausweis.jpg"))).isEqualTo(FileType.JPEG);
        assertThat(type(new Enclosure("vollmacht/datei", "Vollmacht.pdf"))).isEqualTo(FileType.PDF);
    }

    private static FileType type(Enclosure enclosure) throws IOException {
        return FileTypes.check(new ByteArrayInputStream(enclosure.content()));
    }

    @Test
    void aScanSaysThatItIsInvented() throws IOException {
        try (var document = Loader.loadPDF(new Enclosure("", "Meldebestätigung (neu).pdf").content())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Meldebestätigung  neu")
                    .contains("MUSTER - erfundenes Dokument");
        }
    }
}
