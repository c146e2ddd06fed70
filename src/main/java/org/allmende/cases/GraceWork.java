package org.allmende.cases;

import java.time.Clock;
import java.time.Duration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Lets decisions stand that can no longer be taken back; each in a transaction of its own, so that a crash loses none. */
@Component
class GraceWork {

    private static final Logger LOG = LoggerFactory.getLogger(GraceWork.class);

    static final Duration AGAIN = Duration.ofMinutes(1);

    private final Tenancy tenancy;
    private final Cases cases;
    private final Proposals proposals;
    private final Deciding deciding;
    private final Clock clock;

    GraceWork(Tenancy tenancy, Cases cases, Proposals proposals, Deciding deciding, Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.proposals = proposals;
        this.deciding = deciding;
        this.clock = clock;
    }

    /** One case's failure does not hold up the others. */
    @SuppressWarnings("IllegalCatch")
    void look(String tenant) {
        for (var id : tenancy.as(tenant, () -> proposals.listStanding(clock.instant()))) {
            try {
                tenancy.run(tenant, () -> cases.change(deciding.stand(cases.lock(id))));
            } catch (RuntimeException failed) {
                LOG.error("The decision of case {} cannot come about, and is tried again in a minute", id, failed);
                tenancy.run(
                        tenant, () -> proposals.setStands(id, clock.instant().plus(AGAIN)));
            }
        }
    }

    /** When it is done: every second, by whichever instance comes first. */
    @Configuration(proxyBeanMethods = false)
    static class Due {

        @Bean
        DueWork letDecisionsStand(GraceWork work) {
            return DueWork.of(
                    "decisions",
                    Duration.ofSeconds(1),
                    "select distinct tenant from cases.proposal where stands <= now()",
                    work::look);
        }
    }
}
