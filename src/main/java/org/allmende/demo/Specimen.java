package org.allmende.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Objects;

/** Files as citizens add them, each marked as invented. */
final class Specimen {

    private static final Charset LETTERS = Charset.forName("windows-1252");
    private static final byte[] PHOTO = read("/demo/ausweis.jpg");

    private Specimen() {}

    /** A photo of an identity card that nobody has. */
    static byte[] photo() {
        return PHOTO.clone();
    }

    /** A scanned document of one page as PDF 1.4. */
    static byte[] scan(String title) {
        var page =
                """
                0.92 g 60 60 475 722 re f 0.45 g 60 60 475 722 re S
                0 g BT /F 24 Tf 90 700 Td (%s) Tj ET
                BT /F 13 Tf 90 660 Td (MUSTER - erfundenes Dokument der Demonstration) Tj ET
                0.75 g 90 600 380 10 re f 90 570 340 10 re f 90 540 360 10 re f 90 510 220 10 re f
                """
                        .formatted(title.replaceAll("[()\\\\]", " "));
        var objects = new ArrayList<String>();
        objects.add("<</Type/Catalog/Pages 2 0 R>>");
        objects.add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        objects.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>");
        objects.add("<</Length %d>>\nstream\n%sendstream".formatted(page.getBytes(LETTERS).length, page));
        objects.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("xref\n0 %d\n0000000000 65535 f \n".formatted(objects.size() + 1));
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(file.length()));
            file.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)));
        }
        int start = file.length();
        file.append(table);
        file.append("trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n".formatted(objects.size() + 1, start));
        return file.toString().getBytes(LETTERS);
    }

    private static byte[] read(String path) {
        try (var in = Objects.requireNonNull(Specimen.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
