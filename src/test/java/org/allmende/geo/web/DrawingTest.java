package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.allmende.geo.Look;
import org.allmende.geo.web.Drawing.Item;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class DrawingTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();

    @Test
    void whatIsSmallerThanAPixelIsNotDrawn() {
        var field = new Item(SHAPES.toGeometry(new Envelope(0, 10_000, 0, 10_000)), Look.FIELD, "", "field");
        var well = new Item(SHAPES.createPoint(new Coordinate(5_000, 5_000)).buffer(0.01, 32), Look.WATER, "", "well");

        assertThat(Drawing.of(List.of(field, well)).shapes())
                .extracting(Drawing.Shape::name)
                .containsExactly("field");
    }
}
