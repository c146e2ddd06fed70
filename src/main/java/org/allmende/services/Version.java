package org.allmende.services;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version of a package (Semantic Versioning 2.0.0 §2): a new first number when answers or parameters no longer fit. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})");
    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);

    public static Optional<Version> find(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new Version(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    public static Version parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("No version: " + text));
    }

    /** The next one that brings something new and breaks nothing. */
    Version next() {
        return new Version(major, minor + 1, 0);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
