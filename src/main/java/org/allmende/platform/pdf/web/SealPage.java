package org.allmende.platform.pdf.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file is chosen and, after that, what its check found.
 *
 * @param limit the largest file, in MB
 */
public record SealPage(int limit, @Nullable Verdict verdict) {

    /**
     * The answer in one sentence, why, and the facts.
     *
     * @param kind of the texts: {@code unchanged}, {@code appended} …
     * @param look {@code good}, {@code bad} or empty
     * @param demonstration whether the seal is the demo's and worth nothing
     */
    public record Verdict(
            String kind, String look, String icon, List<String> arguments, List<Fact> facts, boolean demonstration) {}

    /** Something the seal or the file says of itself. */
    public record Fact(String label, String value) {}
}
