package org.allmende.geo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan that a municipality has brought, as one file: a Bebauungsplan, mostly.
 *
 * @param number as the municipality counts its plans; may be empty
 * @param version of XPlanGML, {@code 6.0}
 * @param file the name under which it came
 * @param size bytes of the file
 * @param objects how many objects it has
 * @param released null as long as nobody but the municipality sees it
 * @param origin who has brought it, and which version it follows
 * @param steps what its municipality says has happened to it since then
 * @param replaced the day from which a later version holds instead; null when there is none
 */
public record Plan(
        String tenant,
        UUID id,
        State state,
        Kind kind,
        String name,
        String number,
        Standing standing,
        String version,
        About about,
        String file,
        long size,
        int objects,
        int errors,
        int warnings,
        Instant uploaded,
        @Nullable Instant released,
        Origin origin,
        List<Life.Step> steps,
        @Nullable LocalDate replaced) {

    public enum State {
        DRAFT,
        RELEASED,
        WITHDRAWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a plan is by its law; the name of its class in XPlanGML begins with these letters, but for the last. */
    public enum Kind {
        BP,
        FP,
        RP,
        LP,
        SO,
        /** No plan, but any other objects with places: reserves, flood areas, school districts. */
        LAYER;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it has come (§§ 2 to 10 BauGB). */
    public enum Standing {
        PREPARED,
        LAID_OPEN,
        DECIDED,
        IN_FORCE,
        ENDED,
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What the file says of itself.
     *
     * @param standing in the words of the standard; empty when the file does not say
     * @param art what kind of plan, in the words of the standard
     * @param days dates by the name of their attribute: {@code inkrafttretensDatum}
     * @param attachments names of the PDF files in the archive
     * @param onPaper whether the drawing is a scanned sheet, of which only the border can be reckoned with
     * @param look how everything in it is drawn; null for plans, whose objects say that themselves
     */
    public record About(
            String description,
            String standing,
            String art,
            List<Day> days,
            List<String> attachments,
            boolean onPaper,
            @Nullable Look look) {

        public @Nullable LocalDate find(String name) {
            return days.stream()
                    .filter(day -> day.name().equals(name))
                    .map(Day::date)
                    .findFirst()
                    .orElse(null);
        }
    }

    public record Day(String name, LocalDate date) {}

    /**
     * Where a version comes from.
     *
     * @param uploader account; null for what the server itself has made
     * @param earlier the version that it follows; null for the first
     */
    public record Origin(
            @Nullable UUID uploader,
            @Nullable UUID earlier,
            @Nullable Relation relation) {

        public static final Origin NONE = new Origin(null, null, null);

        public static Origin by(UUID uploader) {
            return new Origin(uploader, null, null);
        }
    }

    /** What a later version is to the one before. */
    public enum Relation {
        /** The same plan without a fault of its file: it takes the other's place. */
        CORRECTION,
        /** Änderung oder neue Fassung (§ 1 Abs. 8 BauGB): the other holds until it is in force. */
        CHANGE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it was on every day. */
    public Life life() {
        return Life.of(this);
    }

    /** How far it is on that day; {@link Standing#PREPARED} before anything is known. */
    public Standing standingOn(LocalDate day) {
        return life().on(day).map(Life.Phase::standing).orElse(Standing.PREPARED);
    }

    /** Whether it is laid open on that day (§ 3 Abs. 2 BauGB). */
    public boolean laidOpenOn(LocalDate day) {
        return standingOn(day) == Standing.LAID_OPEN;
    }

    Plan replacedFrom(@Nullable LocalDate day) {
        return day == null
                ? this
                : new Plan(
                        tenant, id, state, kind, name, number, standing, version, about, file, size, objects, errors,
                        warnings, uploaded, released, origin, steps, day);
    }

    /** Path of its page. */
    public String path() {
        return "/%s/plaene/%s".formatted(tenant, id);
    }
}
