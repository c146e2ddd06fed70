package org.allmende.dashboard;

import java.util.List;

/**
 * An Anwendungsfall: what is measured for which aim.
 *
 * @param property definition of the observed property; whatever measures it belongs here
 * @param tolerance a change within an hour that is smaller is no trend; in the unit of the datastreams
 * @param alarms whether its heaviest levels stand on top of the page
 * @param counted what is counted, where the unit has no symbol: frei; else empty
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
        boolean alarms,
        Words title,
        Words aim,
        Words sensors,
        Words measures,
        Words counted,
        Words subject,
        Words says,
        Words normal,
        List<Level> levels) {}
