package org.allmende.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.allmende.cases.AccessCode;
import org.allmende.cases.Drafts;
import org.allmende.cases.Feedback;
import org.allmende.cases.Figures;
import org.allmende.cases.Tally;
import org.allmende.cases.Unfinished;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Region;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Step;
import org.springframework.stereotype.Component;

/** What the figures of the demo need beside its cases: people who gave up on the way, and what people thought of it. */
@OnlyInDemo
@Component
class DemoOpinions {

    private static final List<Feedback.Place> PLACES = List.of(Feedback.Place.values());

    private static final List<Integer> STARS = List.of(5, 4, 5, 3, 5, 4, 2, 5, 4, 4, 5, 1);

    private static final List<String> COMMENTS = List.of(
            "Ich wusste nicht, was eine Registernummer ist. Ein Bild der Urkunde würde helfen.",
            "Ging schnell, auch am Handy.",
            "Kann man den Ausweis auch erst beim Abholen zeigen?",
            "Bitte auch mit Überweisung sofort bezahlen können.",
            "Die Seite hat mir erklärt, was ich brauche. Danke.",
            "Was kostet die zweite Urkunde? Das stand erst am Ende da.",
            "Ich habe den Unterschied zwischen Urkunde und Abschrift erst nach langem Suchen verstanden.");

    private final Tenancy tenancy;
    private final Services services;
    private final Drafts drafts;
    private final Figures figures;
    private final Feedback feedback;
    private final Clock clock;

    DemoOpinions(Tenancy tenancy, Services services, Drafts drafts, Figures figures, Feedback feedback, Clock clock) {
        this.tenancy = tenancy;
        this.services = services;
        this.drafts = drafts;
        this.figures = figures;
        this.feedback = feedback;
        this.clock = clock;
    }

    /** In each portal once, in one transaction; the same portal gets the same opinions each time. */
    void ensure(Region region) {
        for (var tenant : region.tenants().keySet()) {
            services.find(tenant, Application.SERVICE)
                    .ifPresent(service -> tenancy.run(tenant, () -> ensure(tenant, service)));
        }
    }

    private void ensure(String tenant, Service service) {
        var today = GermanDates.today(clock);
        var known = figures.list(today.minusYears(1), today, Application.SERVICE)
                .getOrDefault(Application.SERVICE, Tally.NOTHING);
        if (known.helpfulAnswers().filter(count -> count == 0).isEmpty()) {
            return;
        }
        var random = new Random(tenant.hashCode());
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < 3 * size; i++) {
            DemoClock.at(daysAgo(32 + random.nextInt(40), random), () -> giveUp(service, random));
        }
        for (int i = 0; i < size; i++) {
            DemoClock.at(daysAgo(1 + random.nextInt(20), random), () -> giveUp(service, random));
        }
        var version = service.pack().version().toString();
        for (int i = 0; i < 9 * size; i++) {
            var place = PLACES.get(i % PLACES.size());
            DemoClock.at(daysAgo(1 + random.nextInt(80), random), () -> {
                feedback.rate(Application.SERVICE, version, place, random.nextInt(6) > 0);
            });
        }
        for (int i = 0; i < 5 * size; i++) {
            var stars = STARS.get(random.nextInt(STARS.size()));
            DemoClock.at(
                    daysAgo(1 + random.nextInt(80), random), () -> feedback.rate(Application.SERVICE, version, stars));
        }
        int first = random.nextInt(COMMENTS.size());
        for (int i = 0; i < 1 + size; i++) {
            var place = PLACES.get(random.nextInt(PLACES.size()));
            var text = COMMENTS.get((first + i) % COMMENTS.size());
            DemoClock.at(
                    daysAgo(1 + random.nextInt(28), random), () -> feedback.comment(Application.SERVICE, place, text));
        }
    }

    /** Begins an application and answers some of its steps, more often few than many. */
    private void giveUp(Service service, RandomGenerator random) {
        var steps = service.run(Answers.NONE, GermanDates.today(clock)).steps();
        int done = (int) (steps.size() * random.nextDouble() * random.nextDouble());
        var draft = drafts.begin(Application.SERVICE, service.pack().version().toString(), "de", AccessCode.next());
        List<Step> accepted = steps.subList(0, done);
        drafts.keep(draft.id(), Answers.NONE, Unfinished.NONE, accepted);
        if (random.nextInt(3) == 0) {
            drafts.markSaved(draft.id());
        }
    }

    private Instant daysAgo(int days, RandomGenerator random) {
        return clock.instant().minus(Duration.ofDays(days)).plus(Duration.ofMinutes(random.nextInt(600)));
    }
}
