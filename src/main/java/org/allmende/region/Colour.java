package org.allmende.region;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** A colour as screens know it, {@code #7a1f3d}; a tenant chooses one and its whole face follows. */
public record Colour(@JsonValue String hex) {

    private static final Pattern FORM = Pattern.compile("#[0-9a-f]{6}");
    static final Colour WHITE = new Colour("#ffffff");

    public Colour {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no colour; write it as # and six of 0–9 and a–f, such as #7a1f3d.".formatted(hex));
        }
    }

    public static Colour parse(String text) {
        return new Colour(text.strip().toLowerCase(Locale.ROOT));
    }

    /** A calm colour of that hue, 0–360 degrees, dark enough for a face. */
    public static Colour ofHue(double degrees) {
        return new Oklch(0.43, 0.1, Math.toRadians(degrees)).colour();
    }

    static Colour of(double red, double green, double blue) {
        return new Colour("#%02x%02x%02x".formatted(toByte(red), toByte(green), toByte(blue)));
    }

    /** WCAG 2.2 contrast ratio, 1 to 21. */
    public double contrast(Colour other) {
        double one = luminance();
        double two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    double luminance() {
        return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    }

    /** The linear light of the channel whose two digits start there: 1 red, 3 green, 5 blue. */
    double linear(int start) {
        double value = Integer.parseInt(hex.substring(start, start + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int toByte(double linear) {
        double light = Math.clamp(linear, 0, 1);
        double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * value);
    }

    @Override
    public String toString() {
        return hex;
    }
}
