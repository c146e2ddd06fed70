package org.allmende.cases.web;

import java.util.List;
import java.util.Map;

/**
 * The letter of a decision, block by block, before it is made.
 *
 * @param outcome the decision's id, {@code label} what the clerk calls it
 * @param reason what was typed into the case's form, and goes back there
 */
public record NoticeTextPage(
        String base,
        String caseBase,
        String number,
        String outcome,
        String label,
        String reason,
        List<Part> parts,
        Map<String, String> errors) {

    /**
     * @param name of its field; empty for what the clerk cannot change
     * @param standard the package's text, where the clerk has another one; else empty
     */
    public record Part(String name, String title, String text, String standard, int rows) {}
}
