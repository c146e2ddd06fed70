package org.allmende.cases.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    private static String written(String... cells) {
        var csv = new Csv();
        csv.line(List.of(cells));
        return new String(csv.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aTableOpensInAGermanSpreadsheet() {
        assertThat(written("Gemeinde", "Größe; Anteil", "5 \"Sterne\""))
                .isEqualTo("\ufeff\"Gemeinde\";\"Größe; Anteil\";\"5 \"\"Sterne\"\"\"\r\n");
    }

    @Test
    void noCellIsAFormula() {
        for (var text : List.of("=1+1", "+49", "-3", "@SUM(A1)", "\tx", "\r=x", "  =HYPERLINK(\"x\")")) {
            assertThat(written(text)).as("cell '%s'", text).startsWith("\ufeff\"'");
        }
        assertThat(written("12", "", "a=b")).isEqualTo("\ufeff\"12\";\"\";\"a=b\"\r\n");
    }
}
