package org.allmende.cases;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * That a draft came under a new version of its form.
 *
 * @param from the version before
 * @param to the version since
 * @param kept paths of the answers that came along
 * @param anew paths of the questions that want an answer and did not before
 * @param aside how many answers the form no longer needs
 * @param seen whether its author has read about it
 */
public record Move(String from, String to, Instant at, List<String> kept, List<String> anew, int aside, boolean seen) {

    /** Whether nothing about it is left that its author has to know. */
    public boolean isTold() {
        return seen || (anew.isEmpty() && aside == 0);
    }

    Move asSeen() {
        return new Move(from, to, at, kept, anew, aside, true);
    }

    static List<Move> parse(String json) {
        return Arrays.asList(JsonMapper.shared().readValue(json, Move[].class));
    }

    static String json(List<Move> moves) {
        return JsonMapper.shared().writeValueAsString(moves);
    }
}
