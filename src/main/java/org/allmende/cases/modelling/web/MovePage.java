package org.allmende.cases.modelling.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Open cases on older versions of their services, and whether each can move to the present one. */
public record MovePage(
        List<Group> groups, int movable, @Nullable String done) {

    /** Cases of one service that are on one old version. */
    public record Group(String service, String from, String to, List<Row> rows) {}

    /** @param obstacle why it cannot move, empty when it can */
    public record Row(String id, String number, String applicant, String place, String obstacle) {}
}
