package org.allmende.services.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.LightDraft;
import org.allmende.services.LightDrafts;
import org.jspecify.annotations.Nullable;

/**
 * One sheet of a service that is being described.
 *
 * @param path of the draft, without the sheet
 * @param errors what to correct, by the path of the input
 * @param service the package's name once it was published
 * @param offices names by kind
 * @param laws whose law there is, by level
 * @param outline pages of the form as they came out, when everything is right
 * @param places who could offer it: names by slug
 * @param yaml the whole as text, on the sheet where it is written
 * @param message what went wrong, null for nothing
 * @param done what has just been done, null for nothing
 */
public record WorkshopPage(
        String path,
        Sheet sheet,
        LightDraft draft,
        int revision,
        LightDrafts.State state,
        @Nullable String service,
        boolean mayPublish,
        Map<String, String> errors,
        Map<String, String> offices,
        Map<String, String> laws,
        List<Problem> problems,
        List<Outline> outline,
        Map<String, String> places,
        @Nullable String yaml,
        @Nullable String message,
        @Nullable String done) {

    /** The parts in which a service is described, in order. */
    public enum Sheet {
        WAS,
        WER,
        FRAGEN,
        UNTERLAGEN,
        ERGEBNIS,
        PRUEFEN,
        TEXT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Sheet> find(String word) {
            return Arrays.stream(values())
                    .filter(sheet -> sheet.word().equals(word))
                    .findFirst();
        }

        /** Where a path is typed. */
        static Sheet of(String path) {
            return switch (path.split("\\.", 2)[0]) {
                case "texts", "catalogue", "identity" -> WAS;
                case "law", "responsible", "place", "who", "target" -> WER;
                case "steps" -> FRAGEN;
                case "documents", "fee" -> UNTERLAGEN;
                case "outcome", "retention", "retention-reason" -> ERGEBNIS;
                default -> TEXT;
            };
        }

        Sheet next() {
            return switch (this) {
                case WAS -> WER;
                case WER -> FRAGEN;
                case FRAGEN -> UNTERLAGEN;
                case UNTERLAGEN -> ERGEBNIS;
                case ERGEBNIS, PRUEFEN, TEXT -> PRUEFEN;
            };
        }
    }

    /** Something to correct, and the page where it is corrected. */
    public record Problem(String href, String text) {}

    /** A page of the form and its questions. */
    public record Outline(String title, List<Asked> questions) {}

    /** A question, what kind of answer it wants, and the answers to choose from. */
    public record Asked(String label, String kind, String options) {}

    public String value(String path) {
        return draft.get(path);
    }

    public @Nullable String error(String path) {
        return errors.get(path);
    }

    public List<String> lines(String path) {
        return draft.get(path).lines().toList();
    }
}
