package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class SvgPathTest {

    @Test
    void linesRunWhereTheySay() {
        assertBounds("M2 3h36v24L20 46l-18-19z", 2, 3, 36, 43);
        assertBounds("m1 1 2 0 0 2z", 1, 1, 2, 2);
    }

    @Test
    void numbersNeedNoSpaces() {
        assertBounds("M10 10l-.5.5.5-1.5", 9.5, 9, 0.5, 1.5);
    }

    @Test
    void anArcIsPartOfItsCircle() {
        assertBounds("M20 5.5a9 9 0 1 1 0 18 9 9 0 0 1 0-18z", 11, 5.5, 18, 18);
        assertBounds("M24 23a4.5 4.5 0 0 0-9 0h0", 15, 18.5, 9, 4.5);
        assertBounds("M0 0a1 1 0 0 1 1 1", 0, 0, 1, 1);
        assertBounds("M0 0a1 1 0 1 0 1 1", -1, 0, 2, 2);
    }

    @Test
    void aSmoothCurveGoesOnAsTheLastOneEnded() {
        var wave = SvgPath.parse("M2 27c6-4 12 4 18 0s12-4 18 0");

        assertThat(wave.getCurrentPoint().getX()).isEqualTo(38);
        assertThat(wave.getBounds2D().getMinY())
                .isEqualTo(SvgPath.parse("M2 27c6-4 12 4 18 0c6-4 12-4 18 0")
                        .getBounds2D()
                        .getMinY());
    }

    @Test
    void whatWeDoNotDrawWithIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SvgPath.parse("M0 0q1 1 2 0"));
    }

    private static void assertBounds(String path, double x, double y, double width, double height) {
        Rectangle2D bounds = SvgPath.parse(path).getBounds2D();
        assertThat(new double[] {bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight()})
                .as(path)
                .containsExactly(new double[] {x, y, width, height}, within(0.01));
    }
}
