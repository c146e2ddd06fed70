package org.allmende.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.allmende.cases.Case;
import org.allmende.cases.Correcting;
import org.allmende.cases.FurtherNotices;
import org.allmende.cases.NoticeCorrection;
import org.allmende.cases.PartialDeciding;
import org.allmende.cases.PartialNotice;
import org.allmende.cases.Transferring;
import org.allmende.cases.Transfers;
import org.allmende.cases.opinion.Asking;
import org.allmende.cases.opinion.Body;
import org.allmende.cases.opinion.Extract;
import org.allmende.cases.opinion.Opinions;
import org.allmende.cases.visit.SiteVisit;
import org.allmende.cases.visit.SiteVisits;
import org.allmende.cases.visit.Visiting;
import org.allmende.platform.audit.Actor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/**
 * The tour's cases about steps beside the process: each is made when somebody asks for it, through the classes that do it for real people,
 * and made again when the one before has been played to its end.
 */
@OnlyInDemo
@Component
public class FurtherStories {

    private static final int PATIENCE = 100;

    private final Regions regions;
    private final DemoLoad load;
    private final DemoAccounts accounts;
    private final StoryTeller teller;
    private final Refusal refusal;
    private final Tenancy tenancy;
    private final Opinions opinions;
    private final Asking asking;
    private final SiteVisits visits;
    private final Visiting visiting;
    private final FurtherNotices further;
    private final PartialDeciding partialDeciding;
    private final Correcting correcting;
    private final Transfers transfers;
    private final Transferring transferring;
    private final Clock clock;

    FurtherStories(
            Regions regions,
            DemoLoad load,
            DemoAccounts accounts,
            StoryTeller teller,
            Refusal refusal,
            Tenancy tenancy,
            Opinions opinions,
            Asking asking,
            SiteVisits visits,
            Visiting visiting,
            FurtherNotices further,
            PartialDeciding partialDeciding,
            Correcting correcting,
            Transfers transfers,
            Transferring transferring,
            Clock clock) {
        this.regions = regions;
        this.load = load;
        this.accounts = accounts;
        this.teller = teller;
        this.refusal = refusal;
        this.tenancy = tenancy;
        this.opinions = opinions;
        this.asking = asking;
        this.visits = visits;
        this.visiting = visiting;
        this.further = further;
        this.partialDeciding = partialDeciding;
        this.correcting = correcting;
        this.transfers = transfers;
        this.transferring = transferring;
        this.clock = clock;
    }

    /** What a story is about. */
    public enum Step {
        OPINION("stellungnahme"),
        VISIT("ortstermin"),
        PARTIAL("teilbescheid"),
        CORRECTION("berichtigung"),
        TRANSFER("weitergabe");

        private final String path;

        Step(String path) {
            this.path = path;
        }

        /** Below the address of a case, where a clerk does it. */
        public String path() {
            return path;
        }

        public static Optional<Step> ofPath(String path) {
            return Arrays.stream(values()).filter(one -> one.path.equals(path)).findFirst();
        }
    }

    /** The case as it stands, with its step begun; none where nobody offers the service. */
    public synchronized Optional<Tour.Opened> open(Step step) {
        var opened = switch (step) {
            case OPINION, VISIT, PARTIAL -> refusal.prepared(step.path());
            case CORRECTION, TRANSFER -> taken(step);
        };
        opened.ifPresent(one -> begin(step, one.it()));
        return opened;
    }

    private Optional<Tour.Opened> taken(Step step) {
        var stories = load.stories();
        if (!stories.canBeTold()) {
            return Optional.empty();
        }
        accounts.ensure();
        for (int number = 0; ; number++) {
            var story = stories.taken(step.path() + "-" + number, step == Step.CORRECTION);
            var it = teller.tell(story);
            if (it.closed() == null) {
                return Optional.of(new Tour.Opened(it, story.code()));
            }
        }
    }

    private void begin(Step step, Case it) {
        var clerk = accounts.staff(it.tenant(), Role.CLERK);
        as(clerk, () -> {
            switch (step) {
                case OPINION -> ask(clerk, it);
                case VISIT -> visit(clerk, it);
                case PARTIAL -> decidePart(clerk, it);
                case CORRECTION -> correct(clerk, it);
                case TRANSFER -> transfer(clerk, it);
            }
        });
    }

    private static void as(Staff staff, Runnable deed) {
        Actor.as("%s (%s)".formatted(staff.name(), staff.account()), deed);
    }

    private void ask(Staff clerk, Case it) {
        if (!tenancy.as(it.tenant(), () -> opinions.list(it.id())).isEmpty()) {
            return;
        }
        var town = Place.ofTour(regions.current());
        regions.current().listOffices(town.slug()).stream()
                .findFirst()
                .ifPresent(office -> asking.ask(
                        clerk,
                        it.id(),
                        new Body.OfOffice(town.slug().value(), office.id(), town.shortName() + ": " + office.name()),
                        "Ist bei Ihnen etwas bekannt, das gegen die Zuverlässigkeit spricht?",
                        GermanDates.today(clock).plusDays(21),
                        new Extract(List.of(new Extract.Line("Antrag", "Wer", it.applicant())), List.of())));
    }

    private void visit(Staff clerk, Case it) {
        if (tenancy.as(it.tenant(), () -> visits.list(it.id())).isEmpty()) {
            var at = GermanDates.today(clock)
                    .plusDays(8)
                    .atTime(LocalTime.of(10, 0))
                    .atZone(GermanDates.BERLIN);
            visiting.arrange(
                    clerk,
                    it.id(),
                    new SiteVisit.Plan(
                            at.toInstant(),
                            Duration.ofMinutes(45),
                            "Bei Ihnen zu Hause",
                            "Sie und zwei Beschäftigte der Waffenbehörde",
                            "Wir sehen uns den Waffenschrank an. Halten Sie den Kaufbeleg bereit."));
        }
    }

    private void decidePart(Staff clerk, Case it) {
        if (tenancy.as(it.tenant(), () -> further.list(it.id(), PartialNotice.class))
                .isEmpty()) {
            partialDeciding.decide(
                    clerk,
                    it.id(),
                    new PartialNotice(
                            "abgelehnt",
                            "die zweite Waffe auf Ihrer Liste",
                            List.of("waffen/liste"),
                            "Die tatsächlichen Angaben des Antrags werden nicht zu Ungunsten verändert (§ 28 Abs. 2 Nr. 3 VwVfG).",
                            null,
                            0),
                    "Für eine zweite Waffe haben Sie kein Bedürfnis genannt.");
        }
    }

    private void correct(Staff clerk, Case it) {
        for (int wait = 0; wait < PATIENCE && !tenancy.as(it.tenant(), () -> correcting.isPossible(it)); wait++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        if (tenancy.as(
                it.tenant(),
                () -> correcting.isPossible(it)
                        && further.list(it.id(), NoticeCorrection.class).isEmpty())) {
            correcting.correct(
                    clerk,
                    it.id(),
                    new NoticeCorrection("§ 42 HVwVfG", "Herr Hartwig", "Frau Hartwig"),
                    "Die Anrede war falsch.");
        }
    }

    private void transfer(Staff clerk, Case it) {
        if (tenancy.as(it.tenant(), () -> transfers.findOpen(it.id())).isEmpty()) {
            tenancy.as(it.tenant(), () -> transferring.listTargets(it)).stream()
                    .findFirst()
                    .ifPresent(to -> transferring.ask(
                            clerk,
                            it.id(),
                            to.key(),
                            "Die Ehe wurde dort geschlossen, das Register liegt bei diesem Standesamt."));
        }
    }
}
