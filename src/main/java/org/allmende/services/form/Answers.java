package org.allmende.services.form;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A citizen's answers by path ({@code ehe/ort}), in the order in which they were given; never changed, only replaced. */
public final class Answers {

    public static final Answers NONE = new Answers(Map.of());

    private final Map<String, Value> values;

    private Answers(Map<String, Value> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Answers of(Map<String, Value> values) {
        return values.isEmpty() ? NONE : new Answers(values);
    }

    /** Reads what {@link #json} wrote; fails for anything else. */
    public static Answers parse(String json) {
        return of(AnswersJson.read(json));
    }

    public Map<String, Value> values() {
        return values;
    }

    public Optional<Value> find(String path) {
        return Optional.ofNullable(values.get(path));
    }

    public boolean has(String path) {
        return values.containsKey(path);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Answers with(String path, Value value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(path, value);
        return new Answers(changed);
    }

    public Answers without(String path) {
        return only(other -> !other.equals(path));
    }

    public Answers only(Predicate<String> paths) {
        var kept = new LinkedHashMap<>(values);
        kept.keySet().removeIf(paths.negate());
        return of(kept);
    }

    /** One JSON object, every value with its kind, so that nothing is lost on the way back. */
    public String json() {
        return AnswersJson.write(values);
    }

    /** The same bytes for the same answers, whatever their order: keys sorted, no white space, UTF-8 (as in RFC 8785). */
    public byte[] canonical() {
        return AnswersJson.write(new java.util.TreeMap<>(values)).getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of the canonical form, 64 hexadecimal digits. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answers answers && answers.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return json();
    }
}
