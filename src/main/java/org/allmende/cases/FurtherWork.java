package org.allmende.cases;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Lets further notices stand that can no longer be taken back, and makes their letters. */
@Component
class FurtherWork {

    private static final Logger LOG = LoggerFactory.getLogger(FurtherWork.class);

    private final Tenancy tenancy;
    private final Cases cases;
    private final FurtherNotices notices;
    private final FurtherDeciding deciding;
    private final List<FurtherKind<?>> kinds;
    private final DeskActs desk;
    private final FollowUpsDone done;
    private final Clock clock;

    FurtherWork(
            Tenancy tenancy,
            Cases cases,
            FurtherNotices notices,
            FurtherDeciding deciding,
            List<FurtherKind<?>> kinds,
            DeskActs desk,
            FollowUpsDone done,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.notices = notices;
        this.deciding = deciding;
        this.kinds = kinds;
        this.desk = desk;
        this.done = done;
        this.clock = clock;
    }

    /** Each in a transaction of its own, so that a crash loses none; one's failure does not hold up the others. */
    @SuppressWarnings("IllegalCatch")
    void look(String tenant) {
        for (var one : tenancy.as(tenant, () -> notices.listStanding(clock.instant()))) {
            try {
                tenancy.run(tenant, () -> stand(one.caseId(), one.id()));
            } catch (RuntimeException failed) {
                LOG.error(
                        "A notice of case {} cannot come about, and is tried again in a minute", one.caseId(), failed);
                tenancy.run(
                        tenant,
                        () -> notices.setStands(one.id(), clock.instant().plus(GraceWork.AGAIN)));
            }
        }
    }

    /** Nothing happens if it was taken back, or stands already. */
    private void stand(UUID caseId, UUID id) {
        var it = cases.lock(caseId);
        notices.find(id)
                .filter(one ->
                        !one.isIssued() && one.stands() != null && !one.stands().isAfter(clock.instant()))
                .ifPresent(one -> stand(it, one));
    }

    private <C extends FurtherNotice.Content> void stand(Case it, FurtherNotice<C> notice) {
        deciding.stand(kind(notice), it, notice);
    }

    /** Makes and seals the letter, and tells the citizen. Delivered at least once, done once. */
    @ApplicationModuleListener(id = "cases.make-further-notice")
    void make(Case.FurtherIssued event) {
        tenancy.run(
                event.tenant(),
                () -> cases.find(event.id())
                        .ifPresent(it -> notices.find(event.notice())
                                .filter(one -> done.isFirst(
                                        it.id(), "further", one.id().toString()))
                                .ifPresent(one -> make(it, one))));
    }

    private <C extends FurtherNotice.Content> void make(Case it, FurtherNotice<C> notice) {
        var kind = kind(notice);
        kind.make(it, notice);
        var ready = kind.words().ready();
        if (ready != null) {
            desk.note(it.id(), ready, "", true, null);
        }
        desk.tellCitizen(it, kind.words().mail());
    }

    /** Each kind makes its own content only. */
    @SuppressWarnings("unchecked")
    private <C extends FurtherNotice.Content> FurtherKind<C> kind(FurtherNotice<C> notice) {
        return (FurtherKind<C>) kinds.stream()
                .filter(one -> one.type() == notice.content().getClass())
                .findFirst()
                .orElseThrow();
    }

    /** When they stand: looked at every second, by whichever instance comes first. */
    @Configuration(proxyBeanMethods = false)
    static class Due {

        @Bean
        DueWork letNoticesStand(FurtherWork work) {
            return DueWork.of(
                    "further notices",
                    Duration.ofSeconds(1),
                    "select distinct tenant from cases.further_notice where stands <= now()",
                    work::look);
        }
    }
}
