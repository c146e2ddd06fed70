package org.allmende.platform.pdf;

import com.openhtmltopdf.extend.FSCacheEx;
import com.openhtmltopdf.extend.FSCacheValue;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.w3c.dom.Document;

/**
 * Makes a letter into a file that is readable for everybody (PDF/UA-1) and in thirty years (PDF/A-3a).
 *
 * <p>May be used by many threads at once; make one and keep it, the type faces are read only once.
 */
public final class PdfRenderer {

    static final String MAKER = "Allmende";

    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    private final Clock clock;
    private final Face regular = Face.load("Regular");
    private final Face semiBold = Face.load("SemiBold");
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private final FSCacheEx<String, FSCacheValue> metrics = new FSDefaultCacheStore();

    public PdfRenderer(Clock clock) {
        this.clock = clock;
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
    }

    /** The finished file; throws {@link IllegalArgumentException} when the body is not what {@link Letter} asks for. */
    public byte[] render(Letter letter) {
        Document page = LetterPage.of(letter);
        try (PDDocument document = new PDDocument()) {
            PDType0Font plain = regular.in(document);
            PDType0Font bold = semiBold.in(document);
            layOut(page, document, plain, bold);
            if (Marks.in(page.getDocumentElement().getTextContent())) {
                Marks.place(document, Map.of(plain, regular, bold, semiBold));
            }
            new Finish(document, letter, clock.instant(), semiBold).run();
            ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty pages to draw on, for what no letter can hold, such as a map. */
    public DrawnPages pages(String language, String title, String author) throws IOException {
        return new DrawnPages(
                new Description(title, author, language, clock.instant()), List.of(regular, semiBold), colours);
    }

    private void layOut(Document page, PDDocument document, PDType0Font plain, PDType0Font bold) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePDDocument(document)
                .usePdfAConformance(PdfAConformance.PDFA_3_A)
                .usePdfUaAccessibility(true)
                .useColorProfile(colours)
                .useReplacementText("\uFFFD")
                .useUriResolver((base, uri) -> uri.startsWith(Png.DATA) ? uri : null)
                .useExternalResourceAccessControl(
                        (uri, type) -> type == ExternalResourceType.IMAGE_RASTER && uri.startsWith(Png.DATA),
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useCacheStore(CacheStore.PDF_FONT_METRICS, metrics)
                .useFont(new PDFontSupplier(plain), Face.FAMILY, REGULAR, FontStyle.NORMAL, true)
                .useFont(new PDFontSupplier(bold), Face.FAMILY, BOLD, FontStyle.NORMAL, true)
                .withProducer(MAKER)
                .withW3cDocument(page, null);
        // the engine searches the class path for an XML transformer in every letter: with this loader it is the JDK's
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }
}
