package org.allmende.sensing.web;

import java.util.List;
import java.util.Map;

/**
 * One datastream of a tenant and what holds for it. Public because the template reads it.
 *
 * @param counted it counts people or their devices
 * @param values what was typed, or what holds
 * @param shown path of what is published, or empty
 * @param told what is published, in sentences
 * @param beside others of the same thing that are seen as they are, so that its place is too
 * @param trial what the limits find in the last thirty days
 * @param tried how many values were looked at
 * @param done what has just been done, or empty
 */
public record SeriesForm(
        int id,
        String name,
        String property,
        String unit,
        boolean counted,
        Map<String, String> values,
        Map<String, String> errors,
        Map<String, String> audiences,
        Map<String, String> delays,
        Map<String, String> steps,
        Map<String, String> places,
        Map<String, String> days,
        String shown,
        List<String> told,
        List<String> beside,
        List<Find> trial,
        String tried,
        String done) {

    /** What is odd, how often, and the newest such value. */
    public record Find(String what, String why, int count, String example) {}
}
