package org.allmende.geo.tiles;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a map makes of a tile: reads it after the Mapbox Vector Tile specification 2.1, and fails where it is broken. */
public record ReadTile(Map<String, Layer> layers) {

    public record Layer(List<Feature> features) {}

    /** @param parts each a list of positions */
    public record Feature(int type, Map<String, String> properties, List<List<int[]>> parts) {}

    private static final class Input {
        private final byte[] bytes;
        private int at;
        private final int end;

        Input(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.at = from;
            this.end = to;
        }

        boolean hasMore() {
            if (at > end) {
                throw new AssertionError("reads beyond the end");
            }
            return at < end;
        }

        int number() {
            int number = 0;
            for (int shift = 0; ; shift += 7) {
                int one = bytes[at++];
                number |= (one & 0x7f) << shift;
                if (one >= 0) {
                    return number;
                }
            }
        }

        Input part() {
            int length = number();
            at += length;
            return new Input(bytes, at - length, at);
        }

        String text() {
            var part = part();
            return new String(bytes, part.at, part.end - part.at, StandardCharsets.UTF_8);
        }
    }

    public static ReadTile of(byte[] bytes) {
        var layers = new HashMap<String, Layer>();
        var in = new Input(bytes, 0, bytes.length);
        while (in.hasMore()) {
            expect(in.number(), 3 << 3 | 2);
            layer(in.part(), layers);
        }
        return new ReadTile(layers);
    }

    private static void expect(int is, int wanted) {
        if (is != wanted) {
            throw new AssertionError("%d instead of %d".formatted(is, wanted));
        }
    }

    private static void layer(Input in, Map<String, Layer> layers) {
        var name = "";
        var features = new ArrayList<Input>();
        var keys = new ArrayList<String>();
        var values = new ArrayList<String>();
        while (in.hasMore()) {
            int field = in.number();
            switch (field) {
                case 1 << 3 | 2 -> name = in.text();
                case 2 << 3 | 2 -> features.add(in.part());
                case 3 << 3 | 2 -> keys.add(in.text());
                case 4 << 3 | 2 -> {
                    var value = in.part();
                    expect(value.number(), 1 << 3 | 2);
                    values.add(value.text());
                }
                case 5 << 3 -> expect(in.number(), 4096);
                case 15 << 3 -> expect(in.number(), 2);
                default -> throw new AssertionError("field " + field);
            }
        }
        var read = features.stream().map(one -> feature(one, keys, values)).toList();
        if (layers.put(name, new Layer(read)) != null) {
            throw new AssertionError("twice: " + name);
        }
    }

    private static Feature feature(Input in, List<String> keys, List<String> values) {
        var properties = new HashMap<String, String>();
        var parts = new ArrayList<List<int[]>>();
        int type = 0;
        while (in.hasMore()) {
            int field = in.number();
            switch (field) {
                case 2 << 3 | 2 -> {
                    var tags = in.part();
                    while (tags.hasMore()) {
                        properties.put(keys.get(tags.number()), values.get(tags.number()));
                    }
                }
                case 3 << 3 -> type = in.number();
                case 4 << 3 | 2 -> geometry(in.part(), parts);
                default -> throw new AssertionError("field " + field);
            }
        }
        return new Feature(type, properties, parts);
    }

    private static void geometry(Input in, List<List<int[]>> parts) {
        int x = 0;
        int y = 0;
        while (in.hasMore()) {
            int command = in.number();
            if ((command & 7) == 7) {
                parts.getLast().add(parts.getLast().getFirst());
                continue;
            }
            for (int i = 0; i < command >> 3; i++) {
                int dx = in.number();
                int dy = in.number();
                x += dx >>> 1 ^ -(dx & 1);
                y += dy >>> 1 ^ -(dy & 1);
                if ((command & 7) == 1) {
                    parts.add(new ArrayList<>());
                } else {
                    expect(command & 7, 2);
                }
                parts.getLast().add(new int[] {x, y});
            }
        }
    }
}
