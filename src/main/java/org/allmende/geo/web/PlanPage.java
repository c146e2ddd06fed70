package org.allmende.geo.web;

import java.util.List;

/**
 * A released plan, in words and drawn.
 *
 * @param facts what the file says of itself: label and words
 * @param contents how many objects of which kind
 * @param file where its file as it came is to be had, with name and size
 * @param objects where its objects are to be had for other programs
 * @param papers the PDF files of the archive
 * @param here where to ask what holds in its middle
 */
public record PlanPage(
        String town,
        String townMap,
        PlanRow plan,
        String description,
        List<Fact> facts,
        List<Count> contents,
        Paper file,
        String objects,
        List<Paper> papers,
        String here,
        Drawing drawing,
        List<Legend> legend) {

    public record Fact(String label, String words) {}

    public record Count(String type, int number) {}

    public record Paper(String name, String href, String size) {}

    public record Legend(String name, String fill, String stroke) {}
}
