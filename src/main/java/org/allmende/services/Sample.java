package org.allmende.services;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.form.Euro;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.Setting;

/**
 * An invented applicant with what should come out, so that a change of the package is noticed before a citizen notices it.
 *
 * @param posted what is typed, by path of the question and input of the page
 * @param files by path of the question
 * @param office what the office does: a task and the flags it sets, in order
 */
public record Sample(
        String file,
        String name,
        LocalDate today,
        Map<String, String> parameters,
        List<Setting.Municipality> municipalities,
        Map<String, Map<String, List<String>>> posted,
        Map<String, List<FileRef>> files,
        List<Act> office,
        Expected expected) {

    /** A task that is done. */
    public record Act(String task, Map<String, Object> flags) {}

    /**
     * What should come out; what is absent or empty is not compared.
     *
     * @param steps the steps that the applicant sees, in order
     * @param endsAt the step that ends the form without an application
     * @param error the first message that stops the applicant, in German
     * @param responsible tenant and kind of office: {@code gladenbach/standesamt}
     * @param tasks in the order in which the process waits at them
     */
    public record Expected(
            List<String> steps,
            Optional<String> endsAt,
            Optional<String> error,
            Optional<Euro> fee,
            Optional<String> responsible,
            List<String> tasks,
            Optional<String> decision,
            Optional<String> notice) {}
}
