package org.allmende.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Visitor;
import org.allmende.bench.Owner;
import org.allmende.bench.ServerProcess;
import org.junit.jupiter.api.Test;

/** Somebody from another county sees theirs, with its own offices at work. */
class AnyCountyTest {

    private static final int SOME = 20;

    @Test
    void aCountyOfTheGazetteerHasItsOwnCases() {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.startUnderTest(data, "--allmende.region=Landkreis Fulda")) {
            server.await("/kalbach/leistungen/eheurkunde");
            awaitCases(server);

            assertThat(server.console()).doesNotContain("cannot be told").contains("Landkreis Fulda: 24 tenants");
        } finally {
            ServerProcess.remove(data);
        }
    }

    @Test
    void aRegionOfNordrheinWestfalenOffersWhatRestsOnItsLaw() {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.startUnderTest(data, "--allmende.region=suedwestfalen")) {
            server.await("/olpe/leistungen/pflegewohngeld");
            var visitor = new Visitor(server.url());

            assertThat(visitor.get("/brilon/leistungen/reitkennzeichen").html().text())
                    .contains("Reitkennzeichen und Reitplakette")
                    .contains("Hochsauerlandkreis");
            assertThat(visitor.get("/olpe/leistungen/weiterbewilligung-sgb2")
                            .html()
                            .text())
                    .as("the county's own Jobcenter")
                    .contains("Kreis Olpe");
            assertThat(visitor.get("/olpe/leistungen/hundesteuer").status())
                    .as("rests on the law of Hessen")
                    .isEqualTo(404);
        } finally {
            ServerProcess.remove(data);
        }
    }

    /** Until the first have been told, or one could not be. */
    private static void awaitCases(ServerProcess server) {
        var owner = Owner.of(server.data());
        for (int patience = 0; patience < 1500 && !server.console().contains("cannot be told"); patience++) {
            int cases = owner.sql("select count(*) from cases.case")
                    .query(Integer.class)
                    .single();
            if (cases >= SOME) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new AssertionError("No cases appear; the log says:\n" + server.console());
    }
}
