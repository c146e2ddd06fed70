package org.allmende.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.ProjCoordinate;

/** Compared with PROJ's rules as proj4j has them. */
class CrsTest {

    private static final double MILLIMETRE = 0.001;

    /** Degrees of latitude. */
    private static final double MILLIMETRE_IN_DEGREES = MILLIMETRE / 111_320;

    @ParameterizedTest
    @EnumSource(
            value = Crs.class,
            names = {"EPSG25831", "EPSG25832", "EPSG25833", "EPSG4647", "EPSG3857"})
    void thousandPlacesOfGermanyLieWithinAMillimetreOfTheOracle(Crs crs) {
        var factory = new CRSFactory();
        var degrees = factory.createFromName("EPSG:4326");
        var metres = factory.createFromName("EPSG:" + crs.name().substring(4));
        var there = new CoordinateTransformFactory().createTransform(degrees, metres);
        var back = new CoordinateTransformFactory().createTransform(metres, degrees);
        var random = new Random(25832);
        for (int i = 0; i < 1000; i++) {
            double lon = 5.8 + random.nextDouble() * 9.3;
            double lat = 47.2 + random.nextDouble() * 7.9;
            var expected = there.transform(new ProjCoordinate(lon, lat), new ProjCoordinate());
            var found = crs.fromLonLat(lon, lat);
            assertThat(found.x()).as("east of %s %s", lon, lat).isCloseTo(expected.x, within(MILLIMETRE));
            assertThat(found.y()).as("north of %s %s", lon, lat).isCloseTo(expected.y, within(MILLIMETRE));

            var expectedBack = back.transform(new ProjCoordinate(found.x(), found.y()), new ProjCoordinate());
            var foundBack = crs.toLonLat(found.x(), found.y());
            assertThat(foundBack.x()).isCloseTo(expectedBack.x, within(MILLIMETRE_IN_DEGREES));
            assertThat(foundBack.y()).isCloseTo(expectedBack.y, within(MILLIMETRE_IN_DEGREES));
        }
    }

    @Test
    void everyWayOfNamingASystemIsUnderstood() {
        for (var name : new String[] {
            "EPSG:25832",
            "epsg:25832",
            "urn:ogc:def:crs:EPSG::25832",
            "urn:ogc:def:crs:EPSG:9.6:25832",
            "http://www.opengis.net/def/crs/EPSG/0/25832",
            "http://www.opengis.net/gml/srs/epsg.xml#25832"
        }) {
            assertThat(Crs.parse(name)).as(name).contains(Crs.EPSG25832);
        }
        assertThat(Crs.parse("http://www.opengis.net/def/crs/OGC/1.3/CRS84")).contains(Crs.CRS84);
        assertThat(Crs.parse("EPSG:31467"))
                .as("Gauß-Krüger needs a datum shift that we do not guess")
                .isEmpty();
    }
}
