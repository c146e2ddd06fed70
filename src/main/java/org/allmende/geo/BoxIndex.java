package org.allmende.geo;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.shape.fractal.HilbertCode;

/**
 * Finds boxes that touch another box: a packed R-tree in flat arrays (Kamel and Faloutsos 1993, sorted along a Hilbert curve), made
 * once and never changed, so that any number of readers can look at the same time.
 */
final class BoxIndex {

    private static final int NODE = 16;
    private static final int LEVEL = 14;

    private final int size;

    /** Items of a leaf in the order of the curve. */
    private final int[] items;

    /** Four numbers for each box, level by level; the lowest level holds the items. */
    private final double[] boxes;

    /** Where each level begins, counted in boxes. */
    private final int[] levels;

    BoxIndex(Envelope[] envelopes) {
        size = envelopes.length;
        items = curve(envelopes);
        levels = levels(size);
        boxes = new double[4 * levels[levels.length - 1]];
        for (int i = 0; i < size; i++) {
            var box = envelopes[items[i]];
            set(i, box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
        }
        for (int level = 1; level < levels.length - 1; level++) {
            for (int node = levels[level]; node < levels[level + 1]; node++) {
                int first = levels[level - 1] + (node - levels[level]) * NODE;
                int last = Math.min(first + NODE, levels[level]);
                set(node, Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE);
                for (int child = first; child < last; child++) {
                    boxes[4 * node] = Math.min(boxes[4 * node], boxes[4 * child]);
                    boxes[4 * node + 1] = Math.min(boxes[4 * node + 1], boxes[4 * child + 1]);
                    boxes[4 * node + 2] = Math.max(boxes[4 * node + 2], boxes[4 * child + 2]);
                    boxes[4 * node + 3] = Math.max(boxes[4 * node + 3], boxes[4 * child + 3]);
                }
            }
        }
    }

    private void set(int box, double minX, double minY, double maxX, double maxY) {
        boxes[4 * box] = minX;
        boxes[4 * box + 1] = minY;
        boxes[4 * box + 2] = maxX;
        boxes[4 * box + 3] = maxY;
    }

    private static int[] levels(int size) {
        var starts = new java.util.ArrayList<Integer>();
        int at = 0;
        int count = size;
        starts.add(at);
        while (count > 1) {
            at += count;
            starts.add(at);
            count = (count + NODE - 1) / NODE;
        }
        starts.add(at + count);
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] curve(Envelope[] envelopes) {
        var all = new Envelope();
        for (var box : envelopes) {
            all.expandToInclude(box);
        }
        double cells = (1 << LEVEL) - 1;
        double width = Math.max(all.getWidth(), 1e-9);
        double height = Math.max(all.getHeight(), 1e-9);
        var keys = new long[envelopes.length];
        for (int i = 0; i < envelopes.length; i++) {
            var box = envelopes[i];
            int x = (int) (((box.getMinX() + box.getMaxX()) / 2 - all.getMinX()) / width * cells);
            int y = (int) (((box.getMinY() + box.getMaxY()) / 2 - all.getMinY()) / height * cells);
            keys[i] = ((long) HilbertCode.encode(LEVEL, x, y) << 32) | i;
        }
        java.util.Arrays.sort(keys);
        var order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    /** Who is told what a search finds. */
    interface Found {

        /** @param inside whether the box of the item lies within the box that was searched */
        void accept(int item, boolean inside);
    }

    /** Tells the items whose box touches this one, in no order. */
    void search(Envelope box, Found found) {
        if (size > 0 && !box.isNull()) {
            search(levels.length - 2, levels[levels.length - 2], box, false, found);
        }
    }

    private void search(int level, int node, Envelope box, boolean within, Found found) {
        boolean inside = within;
        if (!inside) {
            double west = boxes[4 * node];
            double south = boxes[4 * node + 1];
            double east = boxes[4 * node + 2];
            double north = boxes[4 * node + 3];
            if (west > box.getMaxX() || south > box.getMaxY() || east < box.getMinX() || north < box.getMinY()) {
                return;
            }
            inside = west >= box.getMinX() && south >= box.getMinY() && east <= box.getMaxX() && north <= box.getMaxY();
        }
        if (level == 0) {
            found.accept(items[node], inside);
            return;
        }
        int first = levels[level - 1] + (node - levels[level]) * NODE;
        int last = Math.min(first + NODE, levels[level]);
        for (int child = first; child < last; child++) {
            search(level - 1, child, box, inside, found);
        }
    }
}
