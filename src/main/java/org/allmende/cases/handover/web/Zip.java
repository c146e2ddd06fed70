package org.allmende.cases.handover.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.allmende.cases.handover.Handover;
import org.allmende.cases.handover.Handovers;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Sends a ZIP while it is being made. */
final class Zip {

    private Zip() {}

    /** Writes a whole ZIP, whatever is in it. */
    interface Writer {
        void write(Handover handover, OutputStream out) throws IOException;
    }

    static void send(Handovers handovers, Handover handover, HttpServletResponse response) throws IOException {
        send(handovers::write, handover, handover.fileName(), response);
    }

    static void send(Writer writer, Handover handover, String fileName, HttpServletResponse response)
            throws IOException {
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(fileName).build().toString());
        try {
            writer.write(handover, response.getOutputStream());
        } catch (IOException | UncheckedIOException broken) {
            // what was sent so far is no whole ZIP, and the line is cut so that nobody takes it for one
            throw new IOException(
                    "The ZIP of %s was broken off".formatted(handover.it().number()), broken);
        }
    }
}
