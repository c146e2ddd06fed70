package org.allmende.geo.web;

import java.util.List;
import java.util.Map;

/**
 * What somebody wants to print, with a picture of it.
 *
 * @param middle as it was typed: a name or coordinates
 * @param errors what to do, by the name of the field
 * @param note why there is no file this time; empty for nothing
 * @param preview address of the picture; empty as long as nobody knows of where
 * @param moves the same map, moved
 */
public record PrintPage(
        String middle,
        String title,
        Map<String, String> scales,
        String scale,
        Map<String, String> papers,
        String paper,
        Map<String, String> contents,
        List<String> chosen,
        String day,
        Map<String, String> errors,
        String note,
        String preview,
        int width,
        int height,
        List<Move> moves) {

    public record Move(String label, String href) {}
}
