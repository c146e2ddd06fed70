package org.allmende.cases.handover;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/**
 * A closed case as an archive takes it over (Aussonderung): what is handed over to an office's software, with metadata in XML
 * and a list of hashes. {@code docs/archive.md} describes it. The words are those of XDOMEA 3, the structure is our own.
 */
@Component
public class Archives {

    private static final String NAMESPACE = "urn:allmende:aussonderung:1";

    private final Handovers handovers;
    private final Regions regions;

    Archives(Handovers handovers, Regions regions) {
        this.handovers = handovers;
        this.regions = regions;
    }

    /** {@code GLA-7K4Q-22PM-aussonderung.zip} */
    public static String fileName(Handover it) {
        return it.it().number() + "-aussonderung.zip";
    }

    /** Writes the ZIP outside any transaction. */
    public void write(Handover handover, OutputStream out) throws IOException {
        var metadata = metadata(handover);
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        handovers.add(zip, handover, "");
        Handovers.add(zip, handover.it(), "metadaten.xml", metadata);
        Handovers.add(zip, handover.it(), "pruefsummen.sha256", sums(handover, metadata));
        zip.finish();
        zip.flush();
    }

    /** As {@code sha256sum -c} reads it. */
    private static String sums(Handover handover, String metadata) {
        var lines = new StringBuilder();
        line(lines, sha256(handover.json()), "antrag.json");
        line(lines, sha256(metadata), "metadaten.xml");
        for (var part : handover.parts()) {
            if (part.path() != null) {
                line(lines, part.sha256(), part.path());
            }
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String sum, String path) {
        lines.append(sum).append("  ").append(path).append('\n');
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String metadata(Handover handover) {
        var it = handover.it();
        var region = regions.current();
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("Vorgang");
            xml.writeDefaultNamespace(NAMESPACE);
            element(xml, "ID", it.id().toString());
            element(xml, "Kennzeichen", it.number().toString());
            element(xml, "Betreff", it.title());
            element(xml, "Beteiligter", it.applicant());
            element(xml, "AktenfuehrendeBehoerde", region.get(it.tenant()).name());
            element(
                    xml,
                    "AktenfuehrendeOrganisationseinheit",
                    region.findOffice(it.tenant(), it.office())
                            .map(office -> office.name())
                            .orElse(it.office()));
            xml.writeStartElement("Laufzeit");
            element(xml, "Beginn", GermanDates.dayOf(it.submitted()).toString());
            element(
                    xml,
                    "Ende",
                    it.closed() == null ? "" : GermanDates.dayOf(it.closed()).toString());
            xml.writeEndElement();
            element(xml, "Aufbewahrungsfrist", Objects.toString(it.deleteAfter(), ""));
            element(xml, "Ergebnis", Objects.toString(it.outcome(), ""));
            element(xml, "Leistung", it.service() + " " + it.version());
            for (var part : handover.parts()) {
                document(xml, part);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private static void document(XMLStreamWriter xml, Handover.Part part) throws XMLStreamException {
        xml.writeStartElement("Dokument");
        element(xml, "ID", part.file().toString());
        element(xml, "Typ", part.kind());
        element(xml, "Dateiname", Objects.toString(part.path(), ""));
        element(xml, "DateinameOriginal", part.name());
        element(xml, "Format", part.mediaType());
        element(xml, "Groesse", String.valueOf(part.bytes()));
        element(xml, "Pruefsumme", part.sha256());
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        // XML 1.0 knows no control characters
        xml.writeCharacters(value.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", ""));
        xml.writeEndElement();
    }
}
