package org.allmende.platform.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Several documents as one, for a printer. Each begins on the front of a sheet, also where both sides are printed; what is no page
 * (seals, attachments, structure) stays behind.
 */
public final class Bundle {

    private Bundle() {}

    public static byte[] of(List<byte[]> documents) {
        var sources = new ArrayList<PDDocument>();
        try (var bundle = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            for (var document : documents) {
                var source = Loader.loadPDF(document);
                sources.add(source);
                for (var page : source.getPages()) {
                    bundle.importPage(page).setAnnotations(List.of());
                }
                if (source.getNumberOfPages() % 2 == 1) {
                    bundle.addPage(new PDPage(PDRectangle.A4));
                }
            }
            bundle.save(out);
            return out.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            sources.forEach(Bundle::close);
        }
    }

    private static void close(PDDocument source) {
        try {
            source.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
