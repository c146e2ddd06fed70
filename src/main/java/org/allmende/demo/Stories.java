package org.allmende.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.allmende.platform.login.Role;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Tenant;

/**
 * The stories of the demo: about four hundred over all Standesämter, in every state, some overdue. The same region gives the
 * same people each time; only the days move along with today.
 */
final class Stories {

    static final int ALTOGETHER = 400;

    /** So many working days ago the oldest begin. */
    static final int OLDEST = 60;

    private static final String GRANTED = "bewilligt";
    private static final String REFUSED = "abgelehnt";

    private enum Course {
        NEW,
        OVERDUE,
        REVIEW,
        REVIEW_OVERDUE,
        QUESTION,
        ANSWERED,
        READY,
        DONE,
        REFUSED
    }

    private static final List<Course> MIX = List.of(
            Course.NEW,
            Course.DONE,
            Course.REVIEW,
            Course.READY,
            Course.QUESTION,
            Course.DONE,
            Course.NEW,
            Course.ANSWERED,
            Course.READY,
            Course.REFUSED,
            Course.NEW,
            Course.REVIEW,
            Course.DONE,
            Course.QUESTION,
            Course.NEW,
            Course.READY,
            Course.OVERDUE,
            Course.ANSWERED,
            Course.REVIEW_OVERDUE,
            Course.REVIEW);

    /** Has no common divisor with the size of {@link #MIX}, so that an office meets all of it. */
    private static final int STEP = 7;

    private final Region region;
    private final Days days;
    private final int within;
    private final List<Office> offices;
    private final Tenant town;

    /**
     * @param within so many working days the office gives itself
     * @param offers whether a tenant offers the service
     */
    Stories(Region region, Days days, int within, Predicate<String> offers) {
        this.region = region;
        this.days = days;
        this.within = within;
        this.offices = region.listOffices(DemoAccounts.STANDESAMT).stream()
                .filter(office -> offers.test(office.tenant().value()))
                .toList();
        this.town = Place.ofTour(region);
    }

    /** Whether the town of the tour offers the service that they are about. */
    boolean canBeTold() {
        return offices.stream().anyMatch(office -> office.tenant().equals(town.slug()));
    }

    /** Those of the tour first, and last the one by which is known that all have been told. */
    List<Story> list() {
        var stories = new ArrayList<Story>();
        if (!canBeTold()) {
            return stories;
        }
        stories.add(question(0));
        stories.add(notice());
        stories.add(waiting());
        int left = ALTOGETHER - stories.size() - 1;
        double shares = offices.stream().mapToDouble(this::share).sum();
        double owed = 0;
        for (int number = 0; number < offices.size(); number++) {
            owed += left * share(offices.get(number)) / shares;
            int count = (int) Math.round(owed);
            owed -= count;
            for (int i = 0; i < count; i++) {
                var course = MIX.get((i * STEP + number * 3) % MIX.size());
                stories.add(ordinary(offices.get(number), i, course));
            }
        }
        stories.add(last());
        return stories;
    }

    /** Large towns have more to do, but not all of it; the town of the tour has plenty to look at. */
    private double share(Office office) {
        var tenant = region.get(office.tenant().value());
        var share = Math.sqrt(Math.max(1000, Place.inhabitants(tenant)));
        return tenant.equals(town) ? 2 * share : share;
    }

    /** Leonie Hartwig has been asked something. Whoever takes the tour later finds the next one of her. */
    Story question(int number) {
        var random = new Random(2014);
        var wedding = LocalDate.of(2014, 6, 6);
        var application = Application.of(town, hartwig(), wedding, random);
        var asked = days.ago(1);
        return new Story(
                "leonie-" + number,
                town.slug().value(),
                town.slug().value(),
                "de",
                days.home(3, random),
                application.answers(),
                application.enclosures(),
                List.of(
                        new Act.Claim(days.office(2, 1, random), Role.CLERK),
                        new Act.Ask(
                                days.office(1, 2, random), Role.CLERK, Phrases.TOUR.question(), asked.plusDays(14))));
    }

    private static People.Couple hartwig() {
        return new People.Couple(
                new People.Spouse("Leonie", "Hartwig", "Brandt"), new People.Spouse("Jonas", "Hartwig", ""));
    }

    /** A case of the tour that somebody has taken, told apart by its key; decided already, where a step is about its notice. */
    Story taken(String key, boolean decided) {
        var random = new Random(key.hashCode());
        var application = Application.of(town, hartwig(), LocalDate.of(2014, 6, 6), random);
        var acts = new ArrayList<Act>();
        acts.add(new Act.Claim(days.office(2, 1, random), Role.CLERK));
        if (decided) {
            acts.add(new Act.Decide(days.office(1, 3, random), Role.CLERK, GRANTED, ""));
        }
        return new Story(
                key,
                town.slug().value(),
                town.slug().value(),
                "de",
                days.home(3, random),
                application.answers(),
                application.enclosures(),
                List.copyOf(acts));
    }

    /** A notice that waits for its citizen. */
    Story notice() {
        var random = new Random(2009);
        var couple = new People.Couple(
                new People.Spouse("Ayşe Marie", "Çelik-Groß", "Çelik"), new People.Spouse("Jörg", "Groß", ""));
        var application = Application.of(town, couple, LocalDate.of(2009, 5, 9), random);
        return new Story(
                "notice",
                town.slug().value(),
                town.slug().value(),
                "de",
                days.home(5, random),
                application.answers(),
                application.enclosures(),
                List.of(
                        new Act.Claim(days.office(4, 1, random), Role.CLERK),
                        new Act.Note(days.office(4, 2, random), Role.CLERK, Phrases.note(random)),
                        new Act.Decide(days.office(1, 3, random), Role.CLERK, GRANTED, "")));
    }

    /** An answer that waits for the clerk. */
    private Story waiting() {
        var random = new Random(1998);
        var couple = new People.Couple(
                new People.Spouse("Oleksandr", "Kovalenko", ""),
                new People.Spouse("Małgorzata", "Kovalenko", "Wiśniewska"));
        var application = Application.of(town, couple, LocalDate.of(1998, 8, 22), random);
        var exchange = Phrases.exchange(application, random);
        return new Story(
                "waiting",
                town.slug().value(),
                town.slug().value(),
                "de",
                days.home(8, random),
                application.answers(),
                application.enclosures(),
                List.of(
                        new Act.Claim(days.office(7, 1, random), Role.CLERK),
                        new Act.Ask(
                                days.office(6, 2, random),
                                Role.CLERK,
                                exchange.question(),
                                days.ago(6).plusDays(14)),
                        answer(days.home(1, random), exchange)));
    }

    private Story last() {
        var random = new Random(1);
        var application = Application.usual(town, town, days.today(), random);
        return new Story(
                "last",
                town.slug().value(),
                town.slug().value(),
                "de",
                days.home(0, random),
                application.answers(),
                application.enclosures(),
                List.of());
    }

    private Story ordinary(Office office, int number, Course course) {
        var place = region.get(office.tenant().value());
        var key = place.slug() + "-" + number;
        var random = new Random(key.hashCode());
        var home = random.nextInt(4) == 0
                ? region.get(
                        offices.get(random.nextInt(offices.size())).tenant().value())
                : place;
        var refusal = Phrases.refusal(random);
        var application = course == Course.REFUSED
                ? Application.withoutRight(place, home, days.today(), refusal.interest(), random)
                : Application.usual(place, home, days.today(), random);
        int begun = begun(course, random);
        return new Story(
                key,
                home.slug().value(),
                place.slug().value(),
                random.nextInt(20) == 0 ? "en" : "de",
                days.home(begun, random),
                application.answers(),
                application.enclosures(),
                acts(course, begun, application, refusal.reason(), random));
    }

    /** Working days since the application came. */
    private int begun(Course course, RandomGenerator random) {
        return switch (course) {
            case NEW -> random.nextInt(Math.min(6, within + 1));
            case OVERDUE -> within + 1 + random.nextInt(4);
            case REVIEW -> 2 + random.nextInt(Math.max(1, within - 1));
            case REVIEW_OVERDUE -> Math.max(8, within + 1 + random.nextInt(6));
            case QUESTION -> 4 + random.nextInt(5);
            case ANSWERED -> 6 + random.nextInt(6);
            case READY -> 4 + random.nextInt(4);
            case DONE -> 8 + random.nextInt(OLDEST - 8);
            case REFUSED -> 6 + random.nextInt(OLDEST - 6);
        };
    }

    private List<Act> acts(Course course, int begun, Application application, String refusal, RandomGenerator random) {
        var who = random.nextInt(5) == 0 ? Role.LEAD : Role.CLERK;
        var acts = new ArrayList<Act>();
        if (course == Course.NEW || course == Course.OVERDUE) {
            return acts;
        }
        acts.add(new Act.Claim(days.office(begun, 1 + random.nextInt(2), random), who));
        if (random.nextInt(3) == 0) {
            acts.add(new Act.Note(days.office(begun, 4, random), who, Phrases.note(random)));
        }
        var exchange = Phrases.exchange(application, random);
        switch (course) {
            case REVIEW_OVERDUE ->
                acts.add(new Act.Note(days.office(begun - 4, 3, random), who, Phrases.delay(random)));
            case QUESTION -> acts.add(ask(begun - 2, who, exchange, random));
            case ANSWERED -> {
                acts.add(ask(begun - 1, who, exchange, random));
                acts.add(answer(days.home(begun - 3 - random.nextInt(2), random), exchange));
            }
            case READY -> acts.add(new Act.Decide(days.office(begun - 2, 6, random), who, GRANTED, ""));
            case DONE -> {
                if (random.nextInt(3) == 0) {
                    acts.add(ask(begun, who, exchange, random));
                    acts.add(answer(days.home(begun - 3, random), exchange));
                }
                acts.add(new Act.Decide(days.office(begun - 5, 3, random), who, GRANTED, ""));
                acts.add(new Act.Send(days.office(begun - 6, 7, random), who));
            }
            case REFUSED -> acts.add(new Act.Decide(days.office(begun - 3, 5, random), who, REFUSED, refusal));
            default -> {}
        }
        return acts;
    }

    private Act ask(int workingDays, Role who, Phrases.Exchange exchange, RandomGenerator random) {
        return new Act.Ask(
                days.office(workingDays, 6, random),
                who,
                exchange.question(),
                days.ago(workingDays).plusDays(14));
    }

    private static Act answer(Instant at, Phrases.Exchange exchange) {
        var enclosures =
                exchange.file().isEmpty() ? List.<Enclosure>of() : List.of(new Enclosure("answer", exchange.file()));
        return new Act.Answer(at, exchange.answer(), enclosures);
    }
}
