package org.allmende.platform.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;

/** What turns laid-out pages into an archivable file: who and when, attachments, folding marks, the word across a specimen. */
final class Finish {

    private final PDDocument document;
    private final Letter letter;
    private final Description description;
    private final Face face;

    Finish(PDDocument document, Letter letter, Instant now, Face face) {
        this.document = document;
        this.letter = letter;
        this.description = new Description(letter.subject(), letter.from().name(), letter.language(), now);
        this.face = face;
    }

    void run() throws IOException {
        description.into(document);
        attach();
        new Furniture(document, letter, face).draw();
        withoutEmptyGroups(document.getDocumentCatalog().getStructureTreeRoot());
    }

    private void attach() throws IOException {
        if (letter.attachments().isEmpty()) {
            return;
        }
        TreeMap<String, PDComplexFileSpecification> byName = new TreeMap<>();
        COSArray associated = new COSArray();
        for (Attachment attachment : letter.attachments()) {
            PDComplexFileSpecification file = file(attachment);
            if (byName.put(attachment.name(), file) != null) {
                throw new IllegalArgumentException("Two attachments are called " + attachment.name());
            }
            associated.add(file);
        }
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(byName);
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(catalog);
        names.setEmbeddedFiles(tree);
        catalog.setNames(names);
        catalog.getCOSObject().setItem(COSName.AF, associated);
    }

    private PDComplexFileSpecification file(Attachment attachment) throws IOException {
        PDEmbeddedFile content =
                new PDEmbeddedFile(document, new ByteArrayInputStream(attachment.content()), COSName.FLATE_DECODE);
        content.setSubtype(attachment.type());
        content.setSize(attachment.content().length);
        content.setCreationDate(description.calendar());
        content.setModDate(description.calendar());
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile(attachment.name());
        file.setFileUnicode(attachment.name());
        file.setFileDescription(attachment.description());
        file.setEmbeddedFile(content);
        file.setEmbeddedFileUnicode(content);
        file.getCOSObject()
                .setName(
                        COSName.getPDFName("AFRelationship"),
                        attachment.relation().key());
        return file;
    }

    /** The layout engine tags a head and a foot in every table, even where there are none: a screen reader would announce them. */
    private static void withoutEmptyGroups(PDStructureNode node) {
        for (Object kid : List.copyOf(node.getKids())) {
            if (kid instanceof PDStructureElement element) {
                String type = element.getStructureType();
                if (element.getKids().isEmpty() && ("THead".equals(type) || "TFoot".equals(type))) {
                    node.removeKid(element);
                } else {
                    withoutEmptyGroups(element);
                }
            }
        }
    }
}
