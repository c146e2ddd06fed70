package org.allmende.geo;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** All released objects of one type, in the order of their plans, found by their place. */
public final class Layer {

    private static final GeometryFactory POINTS = new GeometryFactory();

    private final String type;
    private final List<Feature> features;
    private final BoxIndex index;
    private final Look[] looks;
    private final Envelope extent = new Envelope();
    private final SortedSet<String> names = new TreeSet<>();
    private final AtomicReferenceArray<byte @Nullable []> written;
    private final AtomicLong room;

    /** @param room bytes that all layers of an atlas may keep together */
    Layer(String type, List<Feature> features, AtomicLong room) {
        this.type = type;
        this.features = List.copyOf(features);
        this.room = room;
        written = new AtomicReferenceArray<>(features.size());
        var boxes = new Envelope[features.size()];
        looks = new Look[boxes.length];
        for (int i = 0; i < boxes.length; i++) {
            boxes[i] = this.features.get(i).geometry().getEnvelopeInternal();
            extent.expandToInclude(boxes[i]);
            looks[i] = Look.of(this.features.get(i));
            this.features.get(i).values().forEach(value -> names.add(value.name()));
        }
        this.index = new BoxIndex(boxes);
    }

    /** The class in XPlanGML. */
    public String type() {
        return type;
    }

    /** Whether its objects are shown from afar as well: they are few and large. The contents of plans are not. */
    public boolean isCoarse() {
        return type.equals(Atlas.PLANS) || LayerReading.isOwn(type);
    }

    public List<Feature> features() {
        return features;
    }

    /** Of all attributes that its objects have. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(names);
    }

    /** In EPSG:25832. */
    public Envelope extent() {
        return new Envelope(extent);
    }

    /**
     * Those whose box touches this one, in no order.
     *
     * @param box in EPSG:25832
     */
    public void search(Envelope box, Consumer<Feature> found) {
        index.search(box, (i, inside) -> found.accept(features.get(i)));
    }

    /**
     * As {@link #search}, with how each is drawn.
     *
     * @param box in EPSG:25832
     */
    public void draw(Envelope box, BiConsumer<Feature, Look> found) {
        index.search(box, (i, inside) -> found.accept(features.get(i), looks[i]));
    }

    /** How its objects are drawn, each once, in the order of drawing. */
    public SortedSet<Look> looks() {
        var once = new TreeSet<Look>();
        Collections.addAll(once, looks);
        return once;
    }

    /**
     * Numbers in {@link #features} of those whose geometry touches the box, in their order.
     *
     * @param box in EPSG:25832
     */
    public int[] list(Envelope box) {
        var area = POINTS.toGeometry(box);
        var found = new Numbers();
        index.search(box, (i, inside) -> {
            if (inside || features.get(i).geometry().intersects(area)) {
                found.add(i);
            }
        });
        var numbers = found.numbers();
        Arrays.sort(numbers);
        return numbers;
    }

    /** An object as it was written and kept; it is not written twice as long as there is room. Not to be changed. */
    public byte @Nullable [] written(int number) {
        return written.getAcquire(number);
    }

    public void keep(int number, byte[] bytes) {
        if (room.addAndGet(-bytes.length) < 0 || !written.compareAndSet(number, null, bytes)) {
            room.addAndGet(bytes.length);
        }
    }

    /** Those in which the point lies, or that lie on it. */
    void at(Coordinate place, Consumer<Feature> found) {
        Point point = POINTS.createPoint(place);
        search(new Envelope(place), feature -> {
            if (feature.geometry().intersects(point)) {
                found.accept(feature);
            }
        });
    }

    private static final class Numbers {
        private int[] numbers = new int[32];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        int[] numbers() {
            return Arrays.copyOf(numbers, size);
        }
    }
}
