package org.allmende.region;

/**
 * A tenant's face made from one colour: the six design tokens for light and for dark, with at least 7:1 wherever text
 * stands on them (WCAG 2.2, 1.4.6).
 */
public record Theme(Colour source, Tokens light, Tokens dark) {

    /** Links and buttons; strip and footer; tinted surface; hairline; page; text on a button. */
    public record Tokens(Colour brand, Colour strong, Colour soft, Colour line, Colour page, Colour onBrand) {

        private String css() {
            return "--a-brand:%s;--a-brand-strong:%s;--a-brand-soft:%s;--a-brand-line:%s;--a-page:%s;--a-on-brand:%s"
                    .formatted(brand, strong, soft, line, page, onBrand);
        }
    }

    static final double CONTRAST = 7;
    private static final double STEP = 0.005;

    public static Theme of(Colour source) {
        var seen = Oklch.of(source);
        // a grey or black source gives grey tints: its hue is an accident
        double tint = Math.min(1, seen.chroma() / 0.08);
        return new Theme(source, light(seen, tint), dark(seen, tint));
    }

    private static Tokens light(Oklch seen, double tint) {
        double hue = seen.hue();
        var soft = new Oklch(0.97, 0.016 * tint, hue).colour();
        var page = new Oklch(0.984, 0.004 * tint, hue).colour();
        var brand = new Oklch(seen.lightness(), Math.min(seen.chroma(), 0.14), hue);
        while (brand.lightness() > 0 && !readable(brand.colour(), soft, page, Colour.WHITE)) {
            brand = brand.withLightness(brand.lightness() - STEP);
        }
        double strong = Math.clamp(brand.lightness() - 0.06, 0.14, 0.29);
        return new Tokens(
                brand.colour(),
                new Oklch(strong, Math.min(seen.chroma(), 0.07), hue).colour(),
                soft,
                new Oklch(0.88, 0.03 * tint, hue).colour(),
                page,
                Colour.WHITE);
    }

    private static Tokens dark(Oklch seen, double tint) {
        double hue = seen.hue();
        var soft = new Oklch(0.27, 0.03 * tint, hue).colour();
        var page = new Oklch(0.19, 0.018 * tint, hue).colour();
        var onBrand = new Oklch(0.18, 0.03 * tint, hue).colour();
        var brand = new Oklch(Math.max(seen.lightness(), 0.7), Math.min(seen.chroma(), 0.11), hue);
        while (brand.lightness() < 1 && !readable(brand.colour(), soft, page, onBrand)) {
            brand = brand.withLightness(brand.lightness() + STEP);
        }
        return new Tokens(
                brand.colour(),
                new Oklch(0.27, 0.04 * tint, hue).colour(),
                soft,
                new Oklch(0.40, 0.045 * tint, hue).colour(),
                page,
                onBrand);
    }

    private static boolean readable(Colour text, Colour... grounds) {
        for (var ground : grounds) {
            if (text.contrast(ground) < CONTRAST) {
                return false;
            }
        }
        return true;
    }

    /** The style sheet of the tenant: tokens only, by the device's wish and by the reader's choice ({@code data-theme}). */
    public String css() {
        return """
                :root,[data-theme=light]{%s}
                @media (prefers-color-scheme:dark){:root:not([data-theme=light]){%s}}
                [data-theme=dark]{%s}
                """.formatted(light.css(), dark.css(), dark.css());
    }
}
