package org.allmende.platform.pdf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a face puts a combining mark on a letter: the mark-to-base lookups of its GPOS table (OpenType §GPOS, lookup type 4).
 *
 * <p>DIN 91379 has names such as M̂ and K̲ for which Unicode has no single character, and the PDF library sets every mark where it would fit on a small x.
 */
final class MarkAnchors {

    /** How far a mark moves from where it would stand after its letter, in thousandths of the type size. */
    record Shift(int x, int y) {}

    private record Anchor(int x, int y) {}

    private record Mark(int group, Anchor anchor) {}

    private static final int MARK_TO_BASE = 4;
    private static final int EXTENSION = 9;

    /** One lookup table: marks by glyph, and anchors of each base by group of marks. */
    private record Lookup(Map<Integer, Mark> marks, Map<Integer, @Nullable Anchor[]> bases) {}

    private final List<Lookup> lookups = new ArrayList<>();
    private final ByteBuffer table;

    private MarkAnchors(ByteBuffer table) {
        this.table = table;
    }

    static MarkAnchors read(byte[] gpos) {
        MarkAnchors anchors = new MarkAnchors(ByteBuffer.wrap(gpos));
        int lookupList = anchors.u16(8);
        for (int lookup : anchors.markLookups(anchors.u16(6))) {
            anchors.readLookup(lookupList + anchors.u16(lookupList + 2 + 2 * lookup));
        }
        return anchors;
    }

    /** Null when the face does not say: the mark then stays where it is. */
    @Nullable
    Shift of(int base, int baseAdvance, int glyph) {
        for (Lookup lookup : lookups) {
            Mark mark = lookup.marks.get(glyph);
            @Nullable Anchor[] anchors = lookup.bases.get(base);
            Anchor anchor = mark == null || anchors == null ? null : anchors[mark.group];
            if (mark != null && anchor != null) {
                return new Shift(anchor.x - mark.anchor.x - baseAdvance, anchor.y - mark.anchor.y);
            }
        }
        return null;
    }

    private List<Integer> markLookups(int featureList) {
        Set<Integer> found = new TreeSet<>();
        for (int i = 0; i < u16(featureList); i++) {
            int entry = featureList + 2 + 6 * i;
            if (table.getInt(entry) == 0x6d61726b) { // "mark"
                int feature = featureList + u16(entry + 4);
                for (int k = 0; k < u16(feature + 2); k++) {
                    found.add(u16(feature + 4 + 2 * k));
                }
            }
        }
        return List.copyOf(found);
    }

    private void readLookup(int lookup) {
        int type = u16(lookup);
        for (int i = 0; i < u16(lookup + 4); i++) {
            int subtable = lookup + u16(lookup + 6 + 2 * i);
            if (type == EXTENSION && u16(subtable + 2) == MARK_TO_BASE) {
                readMarkToBase(subtable + table.getInt(subtable + 4));
            } else if (type == MARK_TO_BASE) {
                readMarkToBase(subtable);
            }
        }
    }

    private void readMarkToBase(int at) {
        List<Integer> markGlyphs = coverage(at + u16(at + 2));
        List<Integer> baseGlyphs = coverage(at + u16(at + 4));
        int groups = u16(at + 6);
        int markArray = at + u16(at + 8);
        int baseArray = at + u16(at + 10);
        Lookup lookup = new Lookup(new HashMap<>(), new HashMap<>());
        for (int i = 0; i < markGlyphs.size(); i++) {
            int record = markArray + 2 + 4 * i;
            lookup.marks.put(markGlyphs.get(i), new Mark(u16(record), anchor(markArray + u16(record + 2))));
        }
        for (int i = 0; i < baseGlyphs.size(); i++) {
            @Nullable Anchor[] anchors = new @Nullable Anchor[groups];
            for (int group = 0; group < groups; group++) {
                int offset = u16(baseArray + 2 + 2 * (i * groups + group));
                anchors[group] = offset == 0 ? null : anchor(baseArray + offset);
            }
            lookup.bases.put(baseGlyphs.get(i), anchors);
        }
        lookups.add(lookup);
    }

    private Anchor anchor(int at) {
        return new Anchor(table.getShort(at + 2), table.getShort(at + 4));
    }

    private List<Integer> coverage(int at) {
        List<Integer> glyphs = new ArrayList<>();
        int count = u16(at + 2);
        if (u16(at) == 1) {
            for (int i = 0; i < count; i++) {
                glyphs.add(u16(at + 4 + 2 * i));
            }
        } else {
            for (int i = 0; i < count; i++) {
                int range = at + 4 + 6 * i;
                for (int glyph = u16(range); glyph <= u16(range + 2); glyph++) {
                    glyphs.add(glyph);
                }
            }
        }
        return glyphs;
    }

    private int u16(int at) {
        return Short.toUnsignedInt(table.getShort(at));
    }
}
