package org.allmende.geo.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of a released plan, where its planners go on with it.
 *
 * @param base path of the plan's report, below which the forms are
 * @param plan path of its public page
 * @param statements where what was said about it can be read without names; empty where it cannot, or not by whoever looks
 * @param phases how far it was since when
 * @param mayDecide whether whoever looks may say what has happened
 * @param canOpen whether it can be laid open, and so on for the next
 * @param first the day that is proposed
 * @param period how long it would be laid open from that day on, in a sentence
 * @param last the newest step, which can be taken back; null for none
 * @param error what is wrong with the day that was typed; null for nothing
 * @param proof what the log says as a whole; empty when the plan was never looked at
 */
public record LifeDeskPage(
        PlanRow row,
        String base,
        String plan,
        String statements,
        List<PlanPage.Phase> phases,
        boolean mayDecide,
        boolean canOpen,
        boolean canDecide,
        boolean canEnforce,
        boolean canRepeal,
        String first,
        String period,
        @Nullable Last last,
        @Nullable String error,
        @Nullable String done,
        String proof,
        String proofTone,
        List<Check> checks) {

    public record Last(int number, String text) {}

    /** @param hash the beginning of the hash of what came */
    public record Check(String at, String address, String result, String tone, String hash) {}
}
