package org.allmende.geo.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds at a place.
 *
 * @param place the address that was searched for and found; in degrees, as people read it, otherwise: {@code 50,77012° N, 8,57841° O}
 * @param subscribe where e-mails about plans near it are ordered
 * @param outside whether it lies in no municipality of the region
 * @param town name of the municipality; empty outside
 * @param townMap path of its map
 * @param phone of the municipality, for whoever wants to ask
 * @param day as the field has it; empty for today, as is the sentence about it
 * @param binding whether a Bebauungsplan in force lies there
 */
public record HerePage(
        String lat,
        String lon,
        String subscribe,
        String place,
        boolean outside,
        String town,
        String townMap,
        String phone,
        String phoneLink,
        boolean binding,
        List<InPlan> plans,
        Drawing drawing,
        String day,
        String dayNote) {

    /** @param statement the button that leads to where something can be said about it; null when nothing can */
    public record InPlan(
            String name,
            String kind,
            String href,
            String standing,
            String tone,
            String since,
            List<Sentence> sentences,
            List<String> uncertain,
            PlanPage.@Nullable Statement statement) {}

    /**
     * @param subject heading of the sentence: what it is about
     * @param text the sentence
     * @param clause of the law; may be empty
     */
    public record Sentence(String subject, String text, String clause) {}
}
