package org.allmende.bench;

import java.time.Duration;
import java.util.List;
import org.allmende.bench.Bench.Line;

/** What a request costs server and database in processor time, follow-ups included: the figure to compare on a busy machine. */
record Effort(ServerProcess server, Duration jvm, Duration database) {

    static Effort from(ServerProcess server) {
        return new Effort(server, server.processorTime(), server.databaseProcessorTime());
    }

    List<Line> per(String bench, int requests) {
        return List.of(
                new Line(bench + ".cpu", server.processorTime().minus(jvm).toNanos() / 1e6 / requests, "ms/request"),
                new Line(
                        bench + ".cpu-database",
                        server.databaseProcessorTime().minus(database).toNanos() / 1e6 / requests,
                        "ms/request"));
    }
}
