package org.allmende.cases.handover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Geburtsurkunde Müller.pdf   | anlagen/03-Geburtsurkunde_Mueller.pdf
            ../../etc/passwd            | anlagen/03-etc_passwd
            ..\\..\\boot.ini            | anlagen/03-boot.ini
            CON.png                     | anlagen/03-CON.png
            Żółć.JPG                    | anlagen/03-Zo_c.jpg
            ...                         | anlagen/03-Datei
            a.b.c.pdf                   | anlagen/03-a_b_c.pdf
            """)
    void aNameIsHarmlessEverywhere(String name, String path) {
        assertThat(FileNames.enclosed(3, name)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"1", "12"})
    void aLongNameIsCutAndKeepsItsKind(int number) {
        assertThat(FileNames.enclosed(number, "x".repeat(3_000) + ".pdf"))
                .isEqualTo("anlagen/%02d-%s.pdf".formatted(number, "x".repeat(60)));
    }
}
