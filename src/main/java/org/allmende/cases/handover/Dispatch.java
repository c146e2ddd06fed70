package org.allmende.cases.handover;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.Cases;
import org.allmende.cases.handover.Deliveries.Outcome;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.outbound.Addresses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells receivers what they are to be told. A delivery is taken in one transaction, sent outside of any, and its outcome
 * written down in another; whoever dies in between has told it perhaps, and it is told again: at least once.
 */
@Component
public class Dispatch {

    /** The pauses after the first attempt, the second …; after the last, somebody has to look. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(8),
            Duration.ofHours(24),
            Duration.ofHours(24));

    private static final int AT_ONCE = 200;
    private static final int GONE = 410;

    private final Tenancy tenancy;
    private final Receivers receivers;
    private final Deliveries deliveries;
    private final Cases cases;
    private final Post post;
    private final Audit audit;
    private final Configuration configuration;
    private final Clock clock;

    Dispatch(
            Tenancy tenancy,
            Receivers receivers,
            Deliveries deliveries,
            Cases cases,
            Post post,
            Audit audit,
            Configuration configuration,
            Clock clock) {
        this.tenancy = tenancy;
        this.receivers = receivers;
        this.deliveries = deliveries;
        this.cases = cases;
        this.post = post;
        this.audit = audit;
        this.configuration = configuration;
        this.clock = clock;
    }

    private record Errand(Delivery delivery, Receiver receiver, Message message) {}

    /** Tells what is due in a tenant, outside any transaction; gives the number of attempts. */
    public int deliverDue(String tenant) {
        for (int attempt = 0; attempt < AT_ONCE; attempt++) {
            var errand = tenancy.as(tenant, this::next);
            if (errand.isEmpty()) {
                return attempt;
            }
            var outcome = send(errand.get().receiver(), errand.get().message());
            tenancy.run(tenant, () -> note(errand.get(), outcome));
        }
        return AT_ONCE;
    }

    private Optional<Errand> next() {
        return deliveries.take().map(delivery -> {
            var receiver = receivers.find(delivery.receiver()).orElseThrow();
            var it = cases.find(delivery.number()).orElseThrow(CaseNotFound::new);
            return new Errand(delivery, receiver, message(delivery, it));
        });
    }

    private Message message(Delivery delivery, Case it) {
        var zip = configuration.publicUrl().resolve("/api/v1/cases/%s/handover.zip".formatted(it.number()));
        return Message.of(
                delivery.id().toString(),
                delivery.event().type(),
                delivery.created(),
                new Message.Data(it.tenant(), it.number().toString(), it.service(), it.version(), zip.toString()));
    }

    private Outcome send(Receiver receiver, Message message) {
        if (!receiver.active()) {
            return new Outcome(null, null, Delivery.Failure.SWITCHED_OFF);
        }
        try {
            var answer = post.send(
                    receiver.url(), message.headers(receivers.secret(receiver), clock.instant()), message.body());
            return new Outcome(answer.status(), answer.text(), failure(answer.status()));
        } catch (Addresses.Refused closed) {
            return new Outcome(null, null, Delivery.Failure.CLOSED_NETWORK);
        } catch (IOException silent) {
            return new Outcome(null, silent.getMessage(), Delivery.Failure.SILENT);
        }
    }

    private static Delivery.@Nullable Failure failure(int status) {
        if (status == GONE) {
            return Delivery.Failure.GONE;
        }
        return status / 100 == 2 ? null : Delivery.Failure.REFUSED;
    }

    private void note(Errand errand, Outcome outcome) {
        var now = clock.instant();
        var delivery = errand.delivery();
        deliveries.note(delivery, stateAfter(delivery, outcome), again(delivery.attempts(), now), outcome);
        if (outcome.failure() == Delivery.Failure.GONE) {
            switchTo(errand.receiver().id(), false);
            audit.record("handover.receiver-gone", errand.receiver().id(), Map.of());
        }
    }

    private static Delivery.State stateAfter(Delivery delivery, Outcome outcome) {
        if (outcome.failure() == null) {
            return Delivery.State.DONE;
        }
        return switch (outcome.failure()) {
            case GONE, SWITCHED_OFF -> Delivery.State.DEAD;
            case REFUSED, SILENT, CLOSED_NETWORK ->
                delivery.attempts() > PAUSES.size() ? Delivery.State.DEAD : Delivery.State.WAITING;
        };
    }

    /** A fifth more or less than the pause, so that not all come back in the same moment. */
    private static Instant again(int attempts, Instant now) {
        var pause = PAUSES.get(Math.clamp(attempts - 1L, 0, PAUSES.size() - 1)).toMillis();
        return now.plusMillis(ThreadLocalRandom.current().nextLong(pause * 4 / 5, pause * 6 / 5));
    }

    /** Switches a receiver of the current tenant on or off; what it was still to be told then waits for somebody to look. */
    public void switchTo(UUID receiver, boolean active) {
        receivers.switchTo(receiver, active);
        if (!active) {
            deliveries.giveUp(receiver, Delivery.Failure.SWITCHED_OFF);
        }
    }

    /** What came of trying the line: the status, or what went wrong. */
    public record Trial(int status, String answer) {
        public boolean good() {
            return status / 100 == 2;
        }
    }

    /** Tries the line now, with a message about no case, outside any transaction; status 0 when nobody answers. */
    public Trial probe(Receiver receiver) {
        var now = clock.instant();
        var message = Message.of(
                UUID.randomUUID().toString(), Message.PROBE, now, new Message.Data(receiver.tenant(), "", "", "", ""));
        var outcome = send(receiver, message);
        var status = outcome.status();
        return new Trial(status == null ? 0 : status, String.valueOf(outcome.answer()));
    }
}
