package org.allmende.demo.web;

import java.util.Map;

/**
 * The tour.
 *
 * @param town where it takes place
 * @param service path of the service that it is about
 * @param companys path of a service for a company
 * @param townHall log-in of a clerk of that town who does everything but the Standesamt's work
 * @param clerk log-in of the clerk of that town
 * @param duty log-in of whoever is on duty where the flood was worst
 * @param round path of the round past the full containers, which they send out
 * @param logins all log-ins with who they are
 * @param told how many of {@code all} stories have happened already
 */
public record TourPage(
        String town,
        String service,
        String companys,
        String townHall,
        String clerk,
        String duty,
        String round,
        String competenceCenter,
        String auditor,
        String operator,
        Map<String, String> logins,
        String password,
        int told,
        int all) {}
