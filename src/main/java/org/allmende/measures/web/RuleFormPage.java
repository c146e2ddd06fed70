package org.allmende.measures.web;

import java.util.List;
import java.util.Map;

/**
 * A rule being written. Public because the template reads it.
 *
 * @param action where it is sent to
 * @param back where one gets without sending it
 * @param title of the page
 * @param kind as message keys name it
 * @param property definition of what is measured, and {@code measured} its name with its unit
 * @param stations those of its own that measure it, names by number; all if it has none
 * @param foreign those that others show
 * @param all stations of everything, for the free form
 * @param rosters names by id
 * @param switches what can be switched, by the keys of the choices
 * @param names what FEEL may say, each with its key among the messages
 */
public record RuleFormPage(
        String action,
        String back,
        String title,
        String kind,
        String property,
        String measured,
        Map<String, String> stations,
        Map<String, String> foreign,
        Map<String, String> all,
        Map<String, String> rosters,
        Map<String, String> switches,
        List<String> names,
        Typed typed) {}
