package org.allmende.cases.modelling.web;

import java.util.List;
import java.util.Map;
import org.allmende.platform.html.Markup;
import org.allmende.services.bpmn.BpmnEdit;
import org.allmende.services.bpmn.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A service's process while somebody changes it.
 *
 * @param name of the package, as in addresses
 * @param version that is published now
 * @param revision of the draft that is shown, so that two who write at once notice
 * @param xml the process
 * @param draft who kept it last and when, empty as long as nothing was changed
 * @param outdated whether another version was published since the draft began
 * @param library what may be done at a task, by the task's id; ids that end in {@code _} begin those of other tasks
 * @param conditions ready-made conditions, in words, by their FEEL
 * @param sheet what the sheet shows
 */
public record ProcessPage(
        String name,
        String title,
        String version,
        int revision,
        String xml,
        String draft,
        boolean outdated,
        Map<String, String> library,
        Map<String, String> conditions,
        Sheet sheet,
        @Nullable String error,
        @Nullable String done) {

    /** One of the pages about a process. */
    public sealed interface Sheet permits Drawing, Steps, Trials, States {

        /** Its part of the address, empty for the first. */
        String word();
    }

    /** Drawn, to be changed with the mouse or the keyboard. */
    public record Drawing() implements Sheet {

        @Override
        public String word() {
            return "";
        }
    }

    /**
     * As a list, without a drawing in front of one.
     *
     * @param findings what a check has found, null when nobody asked
     */
    public record Steps(
            List<Row> rows,
            Map<String, String> places,
            @Nullable List<Finding> findings) implements Sheet {

        @Override
        public String word() {
            return "liste";
        }
    }

    /** A step with the ways that leave it; previous is the task with which it can change places, empty for none. */
    public record Row(BpmnEdit.Step step, String kind, List<Way> ways, String previous, boolean removable) {}

    /** @param target what it leads to, in words */
    public record Way(BpmnEdit.Way way, String target) {}

    /**
     * The sample applicants on their ways, and what is needed to publish.
     *
     * @param shown which of them is drawn
     * @param drawing its way, as SVG
     * @param tenants who offers the service now, names by slug
     */
    public record Trials(
            List<Finding> findings,
            List<Trial> trials,
            int shown,
            @Nullable Markup drawing,
            Map<String, String> tenants,
            boolean changed)
            implements Sheet {

        @Override
        public String word() {
            return "proben";
        }
    }

    /** A sample applicant: the tasks before and now, in words; now is empty when nothing has changed. */
    public record Trial(
            String name,
            String before,
            String now,
            @Nullable String stuck) {}

    /** The states of the draft that can be brought back. */
    public record States(List<State> states) implements Sheet {

        @Override
        public String word() {
            return "staende";
        }
    }

    public record State(int revision, String when, String who) {}

    /** Where the page is. */
    public String path() {
        return ProcessListPages.LIST + "/" + name;
    }
}
