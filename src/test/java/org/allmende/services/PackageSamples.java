package org.allmende.services;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.Form;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.Step;

/** The sample applicants of all packages, for those who send them through the real pages. */
public final class PackageSamples {

    private PackageSamples() {}

    /**
     * One service with the first of its samples that comes to a decision.
     *
     * @param full whether it is a folder with a process and letters of its own
     * @param typed what is posted, by step and input, with its dates moved to today
     * @param files names of files, by step and input
     * @param needed steps of which at least one question must be answered, whoever applies
     * @param types of the questions, by step
     */
    public record Walk(
            ServicePackage service,
            boolean full,
            Map<String, Map<String, List<String>>> typed,
            Map<String, Map<String, List<String>>> files,
            Set<String> needed,
            Map<String, Set<String>> types,
            List<Sample.Act> office,
            String decision) {

        public String name() {
            return service.name();
        }

        /** Whether the decision is told in a letter. */
        public boolean hasLetter() {
            return service.findNotice(decision).isPresent();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * Every service in {@code packages} that the demo's county can offer.
     *
     * @param town stands where the samples say Gladenbach
     */
    public static List<Walk> list(LocalDate today, String town) {
        try (var folders = Files.list(Path.of("packages"));
                var light = Files.list(Path.of("packages", "light"))) {
            var places = new ArrayList<Path>();
            folders.filter(folder -> Files.exists(folder.resolve(PackageFiles.SERVICE)))
                    .sorted()
                    .forEach(places::add);
            light.sorted().forEach(places::add);
            return places.stream()
                    .map(place -> walk(place, today, town))
                    .filter(walk -> walk.service().holdsIn(Land.HE))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Walk walk(Path place, LocalDate today, String town) {
        try {
            boolean full = Files.isDirectory(place);
            var service = (full
                            ? PackageReader.read(place)
                            : LightPackage.read(String.valueOf(place.getFileName()), Files.readAllBytes(place)))
                    .orThrow();
            var sample = service.samples().stream()
                    .filter(one -> one.expected().decision().isPresent())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No sample of %s is decided".formatted(service.name())));
            var days = ChronoUnit.DAYS.between(sample.today(), today);
            var typed = new LinkedHashMap<String, Map<String, List<String>>>();
            sample.posted()
                    .forEach((path, inputs) -> typed.computeIfAbsent(
                                    path.split("/", -1)[0], step -> new LinkedHashMap<>())
                            .putAll(moved(inputs, days, town)));
            var files = new LinkedHashMap<String, Map<String, List<String>>>();
            sample.files()
                    .forEach((path, refs) -> files.computeIfAbsent(
                                    path.split("/", -1)[0], step -> new LinkedHashMap<>())
                            .put(
                                    path.split("/", -1)[1],
                                    refs.stream().map(ref -> ref.name()).toList()));
            var types = new LinkedHashMap<String, Set<String>>();
            service.form().steps().forEach(step -> types.put(step.id(), types(step)));
            return new Walk(
                    service,
                    full,
                    typed,
                    files,
                    needed(service.form()),
                    types,
                    sample.office(),
                    sample.expected().decision().orElseThrow());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> types(Step step) {
        return step.questions().stream()
                .flatMap(question -> question.type() instanceof GroupType group
                        ? Stream.concat(
                                Stream.of(group.word()),
                                group.questions().stream()
                                        .map(inner -> inner.type().word()))
                        : Stream.of(question.type().word()))
                .collect(toSet());
    }

    private static Set<String> needed(Form form) {
        return form.steps().stream()
                .filter(step -> !step.ends())
                .filter(step -> step.questions().stream()
                        .anyMatch(question -> question.asks()
                                && question.when() == null
                                && question.required().text().equals("true")
                                && !(question.type() instanceof GroupType)
                                && !(question.type() instanceof FilesType)))
                .map(Step::id)
                .collect(toSet());
    }

    /** The same at another time: people are as old as they were, and what is next week is next week. */
    private static Map<String, List<String>> moved(Map<String, List<String>> inputs, long days, String town) {
        var moved = new LinkedHashMap<String, List<String>>();
        inputs.forEach((input, values) -> moved.put(
                input,
                values.stream()
                        .map(value -> value.equals("gladenbach") ? town : value)
                        .toList()));
        for (var input : inputs.keySet()) {
            if (input.endsWith(".year")) {
                var date = input.substring(0, input.length() - ".year".length());
                var day = LocalDate.of(part(inputs, input), part(inputs, date + ".month"), part(inputs, date + ".day"))
                        .plusDays(days);
                moved.put(input, List.of(String.valueOf(day.getYear())));
                moved.put(date + ".month", List.of(String.valueOf(day.getMonthValue())));
                moved.put(date + ".day", List.of(String.valueOf(day.getDayOfMonth())));
            }
        }
        return moved;
    }

    private static int part(Map<String, List<String>> inputs, String name) {
        return Integer.parseInt(Objects.requireNonNull(inputs.get(name)).getFirst());
    }
}
