package org.allmende.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.allmende.bench.Bench.Line;

/** From the start of the process to the first page, database included. */
final class StartBench {

    private StartBench() {}

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try {
            var first = start(command, data);
            var later = new ArrayList<Started>();
            for (int i = 0; i < (int) options.get("times", 5); i++) {
                later.add(start(command, data));
            }
            return List.of(
                    new Line("start", median(later.stream().map(Started::page).toList()), "s"),
                    new Line("start.slowest", seconds(later.stream().map(Started::page).max(Duration::compareTo).orElseThrow()), "s"),
                    new Line("start.health", median(later.stream().map(Started::health).toList()), "s"),
                    new Line("start.first-ever", seconds(first.page()), "s"),
                    new Line("start.resident", later.stream().mapToLong(Started::megabytes).max().orElseThrow(), "MB"));
        } finally {
            ServerProcess.remove(data);
        }
    }

    private record Started(Duration page, Duration health, long megabytes) {}

    private static Started start(List<String> command, Path data) {
        try (var server = ServerProcess.start(command, data)) {
            var page = server.await("/");
            var health = server.await("/actuator/health");
            Bench.say("first page after %.2f s".formatted(seconds(page)));
            return new Started(page, health, server.residentMegabytes());
        }
    }

    private static double median(List<Duration> times) {
        return seconds(times.stream().sorted().toList().get(times.size() / 2));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
