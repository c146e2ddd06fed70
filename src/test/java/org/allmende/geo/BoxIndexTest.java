package org.allmende.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

class BoxIndexTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 256, 257, 5000})
    void itFindsWhatLookingAtEachBoxFinds(int size) {
        var random = new Random(size);
        var boxes = new Envelope[size];
        for (int i = 0; i < size; i++) {
            double x = random.nextDouble() * 1000;
            double y = random.nextDouble() * 1000;
            boxes[i] = new Envelope(x, x + random.nextDouble() * 20, y, y + random.nextDouble() * 20);
        }
        var index = new BoxIndex(boxes);
        for (int search = 0; search < 50; search++) {
            double x = random.nextDouble() * 1000;
            double y = random.nextDouble() * 1000;
            var box = new Envelope(x, x + random.nextDouble() * 200, y, y + random.nextDouble() * 200);
            var found = new ArrayList<Integer>();
            index.search(box, (item, inside) -> {
                found.add(item);
                assertThat(inside).isEqualTo(box.contains(boxes[item]));
            });

            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size)
                            .filter(i -> boxes[i].intersects(box))
                            .boxed()
                            .toList());
        }
    }
}
