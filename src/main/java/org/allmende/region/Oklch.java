package org.allmende.region;

/**
 * A colour by lightness (0–1), chroma and hue (radians), in which equal steps look equal (Björn Ottosson, Oklab, 2020).
 */
record Oklch(double lightness, double chroma, double hue) {

    static Oklch of(Colour colour) {
        double red = colour.linear(1);
        double green = colour.linear(3);
        double blue = colour.linear(5);
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        double b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        return new Oklch(0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, Math.hypot(a, b), Math.atan2(b, a));
    }

    Oklch withLightness(double other) {
        return new Oklch(other, chroma, hue);
    }

    /** The nearest colour of this lightness and hue that a screen can show. */
    Colour colour() {
        double shown = chroma;
        while (shown > 0 && !showable(shown)) {
            shown -= 0.002;
        }
        double[] light = light(Math.max(0, shown));
        return Colour.of(light[0], light[1], light[2]);
    }

    private boolean showable(double tried) {
        for (double channel : light(tried)) {
            if (channel < -1e-4 || channel > 1.0001) {
                return false;
            }
        }
        return true;
    }

    private double[] light(double tried) {
        double a = tried * Math.cos(hue);
        double b = tried * Math.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
