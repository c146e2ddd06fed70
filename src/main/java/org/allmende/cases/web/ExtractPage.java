package org.allmende.cases.web;

import java.util.List;

/**
 * What was said, without who said it.
 *
 * @param topics those to choose from
 * @param title of the topic that is shown; empty while none is
 * @param csv address of the same as a table; empty as well
 */
public record ExtractPage(String service, List<Topic> topics, String title, List<Statement> statements, String csv) {

    public record Topic(String title, int count, String href) {}

    /** @param tone of the tag that says whether it came in time; empty where that is not known */
    public record Statement(int number, String received, String inTime, String tone, List<Answer> answers) {}

    public record Answer(String question, String text) {}
}
