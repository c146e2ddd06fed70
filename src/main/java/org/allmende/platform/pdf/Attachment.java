package org.allmende.platform.pdf;

/**
 * A file inside the PDF: this is the "3" of PDF/A-3.
 *
 * @param name as it is shown and saved, for instance {@code bescheid.json}
 * @param type media type
 * @param description one sentence for those who meet the file without the letter
 */
@SuppressWarnings("ArrayRecordComponent") // attachments are carried, never compared
public record Attachment(String name, String type, String description, Relation relation, byte[] content) {

    /** What the file is to the letter (AFRelationship, ISO 19005-3 Annex E). */
    public enum Relation {
        /** The facts of the letter in a form for machines. */
        DATA("Data"),
        /** What the letter was made from. */
        SOURCE("Source"),
        /** The same in another form. */
        ALTERNATIVE("Alternative"),
        /** Something more. */
        SUPPLEMENT("Supplement");

        private final String key;

        Relation(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }
}
