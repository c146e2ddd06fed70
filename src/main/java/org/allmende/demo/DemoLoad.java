package org.allmende.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.allmende.cases.Processes;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Participation;
import org.allmende.region.Participations;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.region.Tenants;
import org.allmende.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Fills the demo with its stories once the first page is up, in the background and once for good: a restart goes on where
 * the last one was stopped, and of several servers on one database only one does it.
 */
@OnlyInDemo
@Component
public class DemoLoad extends DemoWork {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLoad.class);
    private static final int AT_ONCE = 2;
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Regions regions;
    private final Tenants tenants;
    private final Participations participations;
    private final Services services;
    private final Processes processes;
    private final DemoAccounts accounts;
    private final DemoBankAccounts bankAccounts;
    private final StoryTeller teller;
    private final DemoWorkshop workshop;
    private final DemoOpinions opinions;
    private final DemoPlans plans;
    private final DemoAddresses addresses;
    private final FirstNight night;
    private final DataSource app;
    private final Clock clock;
    private final AtomicInteger told = new AtomicInteger();
    private volatile int all;

    DemoLoad(
            Regions regions,
            Tenants tenants,
            Participations participations,
            Services services,
            Processes processes,
            DemoAccounts accounts,
            DemoBankAccounts bankAccounts,
            StoryTeller teller,
            DemoWorkshop workshop,
            DemoOpinions opinions,
            DemoPlans plans,
            DemoAddresses addresses,
            FirstNight night,
            DataSource app,
            Clock clock) {
        super(PATIENCE);
        this.regions = regions;
        this.tenants = tenants;
        this.participations = participations;
        this.services = services;
        this.processes = processes;
        this.accounts = accounts;
        this.bankAccounts = bankAccounts;
        this.teller = teller;
        this.workshop = workshop;
        this.opinions = opinions;
        this.plans = plans;
        this.addresses = addresses;
        this.night = night;
        this.app = app;
        this.clock = clock;
    }

    /** How many stories have been told, and of how many. */
    public record Progress(int told, int all) {

        public boolean complete() {
            return told >= all;
        }
    }

    public Progress progress() {
        return new Progress(told.get(), all);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        begin("demo", this::load);
    }

    /** For this moment; the tour asks for more of them later. */
    Stories stories() {
        var region = regions.current();
        var days = new Days(clock.instant(), region.workingDays());
        var within = services.find(Place.ofTour(region).slug().value(), Application.SERVICE)
                .map(service -> service.pack().target())
                .orElse(1);
        return new Stories(
                region,
                days,
                within,
                tenant -> services.find(tenant, Application.SERVICE).isPresent());
    }

    // whatever happens to a story, the server and the other stories go on
    @SuppressWarnings("IllegalCatch")
    private void load() {
        try (var connection = app.getConnection()) {
            if (!isTheOnlyOne(connection)) {
                return;
            }
            accounts.ensure();
            workshop.ensure();
            bankAccounts.ensure();
            haveBeenThereForLong();
            processes.deployNew();
            tell(stories().list());
            if (isRunning()) {
                plans.ensure();
                addresses.ensure();
                night.ensure();
            }
        } catch (SQLException | RuntimeException failed) {
            if (isRunning()) {
                LOG.error("The demo is not complete; the next start goes on with it", failed);
            }
        }
    }

    /** Until the connection is closed, also by a crash. */
    private static boolean isTheOnlyOne(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_try_advisory_lock(hashtext('allmende demo'))")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Offices that were made today, and what they take part in, have no past in which a story could have happened. */
    private void haveBeenThereForLong() {
        var first = GermanDates.today(clock).minusDays(2L * Stories.OLDEST);
        var young = tenants.list().stream()
                .filter(tenant -> tenant.activeSince().isAfter(first))
                .toList();
        young.forEach(tenant -> {
            participations.list().stream()
                    .filter(it ->
                            it.tenant().equals(tenant.slug()) && it.since().equals(tenant.activeSince()))
                    .forEach(it -> {
                        participations.remove(it);
                        participations.put(new Participation(it.tenant(), it.topic(), first, it.until()));
                    });
            tenants.change(since(tenant, first));
        });
        if (!young.isEmpty()) {
            regions.refresh();
        }
    }

    private static Tenant since(Tenant it, LocalDate first) {
        return new Tenant(
                it.slug(),
                it.kind(),
                it.name(),
                it.shortName(),
                it.ags(),
                it.ars(),
                it.numberPrefix(),
                it.colour(),
                it.place(),
                it.county(),
                it.contact(),
                first,
                it.activeUntil());
    }

    /** Tenant by tenant, and within a tenant in the order in which it happened, as its audit log has it. */
    private void tell(List<Story> stories) {
        all = stories.size();
        if (stories.isEmpty() || isTold(stories.getLast())) {
            told.set(all);
            return;
        }
        long start = System.nanoTime();
        var left = stories.subList(0, all - 1);
        for (int attempt = 0; isRunning() && !left.isEmpty() && attempt < ATTEMPTS; attempt++) {
            pauseBefore(attempt);
            tellByTenant(left);
            left = left.stream().filter(story -> !isFinished(story)).toList();
        }
        if (left.isEmpty()) {
            opinions.ensure(regions.current());
            inOrder(stories.subList(all - 1, all)).forEach(this::tell);
            LOG.info(
                    "{} cases of the demo in {} s",
                    told,
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
        }
    }

    /** A story may wait for what a killed server left undone; that is taken up within seconds. */
    private static void pauseBefore(int attempt) {
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellByTenant(List<Story> stories) {
        try (var workers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("demo-", 1).factory())) {
            stories.stream().collect(Collectors.groupingBy(Story::tenant)).values().stream()
                    .sorted(Comparator.comparingInt(List<Story>::size).reversed())
                    .forEach(ofOne -> workers.execute(() -> inOrder(ofOne).forEach(this::tell)));
        }
    }

    private record Step(Story story, int number) {

        boolean isLast() {
            return number == story.steps() - 1;
        }
    }

    private static List<Step> inOrder(List<Story> stories) {
        return stories.stream()
                .flatMap(story -> IntStream.range(0, story.steps()).mapToObj(number -> new Step(story, number)))
                .sorted(Comparator.comparing(step -> step.story().at(step.number())))
                .toList();
    }

    private boolean isTold(Story story) {
        return teller.find(story).isPresent();
    }

    private boolean isFinished(Story story) {
        return teller.happened(story) == story.steps();
    }

    @SuppressWarnings("IllegalCatch")
    private void tell(Step step) {
        if (!isRunning()) {
            return;
        }
        try {
            teller.tell(step.story(), step.number());
            if (step.isLast() && isFinished(step.story())) {
                told.incrementAndGet();
            }
        } catch (RuntimeException failed) {
            LOG.warn("Step {} of the story {} cannot be told", step.number(), step.story(), failed);
        }
    }
}
