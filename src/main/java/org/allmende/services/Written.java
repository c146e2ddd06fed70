package org.allmende.services;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a package that is being written out of another.
 *
 * @param sources for each line the author's line it comes from, 0 for those that are added
 */
record Written(StringBuilder text, List<Integer> sources) {

    Written() {
        this(new StringBuilder(), new ArrayList<>());
    }

    Written add(String lines) {
        lines.lines().forEach(line -> add(line, 0));
        return this;
    }

    void add(String line, int source) {
        text.append(line).append('\n');
        sources.add(source);
    }

    /** The author's line behind this one, both counted from 1; 0 when there is none. */
    int source(int line) {
        return line > 0 && line <= sources.size() ? sources.get(line - 1) : 0;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
