package org.allmende.platform.pdf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter of an office before it is a file: who writes to whom, about what.
 *
 * <p>The form is DIN 5008 B (window envelope). Without a recipient it is a document of the same look, for instance a receipt.
 *
 * @param language of the letter, {@code de} or {@code en}
 * @param to the lines of the address field, at most six; none for a document
 * @param details the block beside the address: reference, date, who can be asked
 * @param subject heading of the letter and title of the file, in plain text
 * @param body well-formed XHTML without a root: {@code p h2 h3 h4 ul ol li table tr th td strong em a img div span …}, values escaped;
 *     pictures are {@code data:image/png} of at most 1 MB and 2400 pixels with an {@code alt} text; classes are those of {@code pdf/letter.css}; anything else is refused
 * @param attachments files that travel inside the PDF, for instance the same facts as data
 * @param checkAt address of the page where anybody can check the seal; null when the letter will not be sealed
 * @param specimen whether "MUSTER" runs across every page
 */
public record Letter(
        String language,
        Letterhead from,
        List<String> to,
        List<Detail> details,
        String subject,
        String body,
        List<Attachment> attachments,
        @Nullable String checkAt,
        boolean specimen) {

    private static final int ADDRESS_LINES = 6;

    public Letter {
        if (!language.equals("de") && !language.equals("en")) {
            throw new IllegalArgumentException("A letter is German or English (de, en), not " + language);
        }
        if (subject.isBlank()) {
            throw new IllegalArgumentException("A letter needs a subject: it is the title of the file");
        }
        if (to.size() > ADDRESS_LINES) {
            throw new IllegalArgumentException("The address field holds six lines, not " + to.size());
        }
        to = List.copyOf(to);
        details = List.copyOf(details);
        attachments = List.copyOf(attachments);
    }

    /** One line of the information block, for instance "Aktenzeichen" and "GLA-2026-000123". */
    public record Detail(String label, String value) {}
}
