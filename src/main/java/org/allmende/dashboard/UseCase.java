package org.allmende.dashboard;

import java.util.List;

/**
 * An Anwendungsfall: what is measured for which aim.
 *
 * @param property definition of the observed property; whatever measures it belongs here
 * @param tolerance a change within an hour that is smaller is no trend; in the unit of the datastreams
 * @param subject begins a sentence about a value: Der Wasserstand
 * @param says the value in a sentence, {0} stands for number and unit
 * @param normal what it is called while no level is reached
 * @param levels unless a station has its own
 */
public record UseCase(
        String id,
        String icon,
        String property,
        double tolerance,
        Words title,
        Words aim,
        Words sensors,
        Words measures,
        Words subject,
        Words says,
        Words normal,
        List<Level> levels) {}
