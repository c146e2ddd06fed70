package org.allmende.sensing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.TokenHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was measured. Every way in hands over here and waits for the commit; the newest observations of each datastream are
 * kept in memory. Reading acts for the datastream's tenant, so whoever reads asks {@link Datastream#isShownTo} first.
 */
@Component
public class Observations {

    /** So many can be handed over at once. */
    public static final int LARGEST = Intake.LARGEST;

    private final Datastreams datastreams;
    private final Subjects subjects;
    private final Intake intake;
    private final Recent recent;
    private final Blocks blocks;
    private final Totals totals;
    private final JdbcClient db;
    private final Tenancy tenancy;

    Observations(
            Datastreams datastreams,
            Subjects subjects,
            Intake intake,
            Recent recent,
            Blocks blocks,
            Totals totals,
            JdbcClient db,
            Tenancy tenancy) {
        this.datastreams = datastreams;
        this.subjects = subjects;
        this.intake = intake;
        this.recent = recent;
        this.blocks = blocks;
        this.totals = totals;
        this.db = db;
        this.tenancy = tenancy;
    }

    /**
     * Takes observations of one tenant, all or none. The answer comes when they are committed, with their keys in the same
     * order; it is given on the writer's thread, so what depends on it directly has to be short. Waits while the intake is
     * full.
     *
     * @throws ObservationRefused if a datastream or feature is not the tenant's, or there are more than {@link #LARGEST}
     * @throws IntakeFull if waiting did not help
     */
    public CompletableFuture<List<ObservationKey>> accept(String tenant, List<NewObservation> all) {
        return intake.accept(rows(tenant, all), null);
    }

    /** As {@link #accept(String, List)} from a device, in whose public account it is written down. */
    public CompletableFuture<List<ObservationKey>> accept(TokenHolder device, List<NewObservation> all) {
        return intake.accept(rows(device.tenant(), measured(all)), new Receipt(device, all.size(), 0));
    }

    /** What a device has sent is refused; complete once its account says so. */
    public CompletableFuture<?> refuse(TokenHolder device, int count) {
        return intake.accept(List.of(), new Receipt(device, 0, count));
    }

    /** What may be told of a datastream is made of its observations, and never sent. */
    private List<NewObservation> measured(List<NewObservation> all) {
        int last = -1;
        for (var one : all) {
            if (one.datastream() != last) {
                last = one.datastream();
                if (datastreams.find(last).filter(Datastream::edition).isPresent()) {
                    throw new ObservationRefused(
                            "Datastream %d is the published edition of another one; nothing is sent to it."
                                    .formatted(last));
                }
            }
        }
        return all;
    }

    /** Fails as {@link #accept} would, and takes nothing. */
    public void check(String tenant, List<NewObservation> all) {
        if (rows(tenant, all).size() > LARGEST) {
            throw new ObservationRefused("At most %d observations at once.".formatted(LARGEST));
        }
    }

    private List<Intake.Row> rows(String tenant, List<NewObservation> all) {
        var rows = new ArrayList<Intake.Row>(all.size());
        Datastream last = null;
        for (var one : all) {
            if (last == null || last.id() != one.datastream()) {
                last = subjects.ready(find(tenant, one.datastream()), one);
            } else if (one.further() != null) {
                last = subjects.ready(last, one);
            }
            if (last.counted() && !last.edition() && saysMore(one)) {
                throw new ObservationRefused("A count of people or of their devices is a number and nothing besides.");
            }
            rows.add(new Intake.Row(one, subjects.featureOf(last, one), last.limits()));
        }
        return rows;
    }

    /** Whether there is room for the identity of a device in it. */
    private static boolean saysMore(NewObservation one) {
        var further = one.further();
        return further != null
                && (further.result() != null || further.quality() != null || further.parameters() != null);
    }

    /** As {@link #accept}, and waits for the commit. */
    public List<ObservationKey> store(String tenant, List<NewObservation> all) {
        return await(accept(tenant, all));
    }

    /** As {@link #accept(TokenHolder, List)}, and waits for the commit. */
    public List<ObservationKey> store(TokenHolder device, List<NewObservation> all) {
        return await(accept(device, all));
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private Datastream find(String tenant, int id) {
        return datastreams
                .find(id)
                .filter(it -> it.tenant().equals(tenant))
                .orElseThrow(() -> new ObservationRefused("There is no Datastream %d.".formatted(id)));
    }

    /** Is told of all that has been committed, batch by batch, in their order, on the writer's thread: it has to be short. */
    public void follow(Consumer<List<Observation>> follower) {
        intake.follow(follower);
    }

    /** The newest, the last one first; at most {@link Recent#KEPT} of them without asking the database. */
    public List<Observation> latest(Datastream of, int count) {
        return count <= Recent.KEPT
                ? recent.latest(of, count)
                : range(of, Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"), count, true);
    }

    /** From the first moment to just before the second; the oldest or the newest first. */
    public List<Observation> range(Datastream of, Instant from, Instant to, int limit, boolean newestFirst) {
        return tenancy.as(of.tenant(), () -> Recent.read(db, of.id(), from, to, limit, newestFirst));
    }

    /**
     * As columns, from the first moment to just before the second, in microseconds since 1970, through the days that are in
     * memory. Nothing if it is not a question for memory: more than the newest few, or ten years.
     */
    public Optional<Slice> slice(Datastream of, long from, long to, int limit, boolean newestFirst) {
        if (newestFirst && from == Long.MIN_VALUE && to == Long.MAX_VALUE && limit <= Recent.KEPT) {
            return Optional.of(Slice.of(recent.latest(of, limit)));
        }
        long firstDay = Math.floorDiv(from, Blocks.DAY);
        long lastDay = Math.floorDiv(to - 1, Blocks.DAY);
        return from == Long.MIN_VALUE || to == Long.MAX_VALUE || lastDay - firstDay > Blocks.DAYS
                ? Optional.empty()
                : Optional.of(blocks.slice(of, from, to, limit, newestFirst));
    }

    /**
     * Added up over intervals that are counted from 1970, those with at least one number, in their order. Whole hours and German
     * days ({@code P1D}) are read as they were added up; anything else from the observations, and not over ten years.
     */
    public Optional<List<Aggregate>> sums(Datastream of, long from, long to, Duration step) {
        if (step.equals(Duration.ofDays(1))) {
            return Optional.of(tenancy.as(of.tenant(), () -> totals.ofDays(of, from, to)));
        }
        if (step.toNanos() % Duration.ofHours(1).toNanos() == 0) {
            return Optional.of(tenancy.as(of.tenant(), () -> totals.ofHours(of, from, to, step)));
        }
        return slice(of, from, to, Integer.MAX_VALUE, false).map(all -> Totals.of(all, step));
    }

    /** Forgets what is in memory of a datastream: somebody has changed or deleted what is stored. */
    public void changed(int datastream) {
        recent.forget(datastream);
        blocks.forget(datastream);
        intake.forget(datastream);
    }

    /** The result of the newest observation, if it is a number. */
    public @Nullable Observation newest(Datastream of) {
        var latest = latest(of, 1);
        return latest.isEmpty() ? null : latest.getFirst();
    }
}
