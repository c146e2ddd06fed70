package org.allmende.platform.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/** What a file says of itself: title, who has made it, language, when. */
record Description(String title, String author, String language, Instant now) {

    void into(PDDocument document) throws IOException {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(title);
        information.setAuthor(author);
        information.setCreator(PdfRenderer.MAKER);
        information.setProducer(PdfRenderer.MAKER);
        information.setCreationDate(calendar());
        information.setModificationDate(calendar());
        document.setDocumentInformation(information);
        document.setDocumentId(now.toEpochMilli());
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(Xmp.of(this).getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(metadata);
    }

    Calendar calendar() {
        return GregorianCalendar.from(now.atZone(ZoneOffset.UTC));
    }
}
