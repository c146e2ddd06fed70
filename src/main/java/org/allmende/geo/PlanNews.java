package org.allmende.geo;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.geo.Life.Phase;
import org.allmende.geo.Plan.Standing;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.subscription.Subscribers;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes to those who want to know when a plan near a place is laid open, comes into force, is changed or repealed. What was told of a
 * plan and the letters are one transaction, so each change is told once, whenever the server dies.
 */
@Component
public class PlanNews {

    /** What surroundings are called among the subscribers. */
    public static final String KIND = "plan";

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** What began longer ago is no news when a plan comes: towns bring their old ones as well. */
    private static final int NEW_DAYS = 31;

    private final Atlases atlases;
    private final Regions regions;
    private final Subscribers subscribers;
    private final PlanLetters letters;
    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Clock clock;

    PlanNews(
            Atlases atlases,
            Regions regions,
            Subscribers subscribers,
            PlanLetters letters,
            Tenancy tenancy,
            JdbcClient db,
            Clock clock) {
        this.atlases = atlases;
        this.regions = regions;
        this.subscribers = subscribers;
        this.letters = letters;
        this.tenancy = tenancy;
        this.db = db;
        this.clock = clock;
    }

    /** What is told of a plan. */
    enum What {
        LAID_OPEN,
        IN_FORCE,
        CHANGED,
        REPEALED;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Component
    static class Work {

        @Bean
        DueWork tellPlans(PlanNews news) {
            return DueWork.of(
                    "plan news", PAUSE, "select distinct tenant from geo.plan where state = 'RELEASED'", news::look);
        }
    }

    /** Looks at how far the tenant's plans are today. */
    public void look(String tenant) {
        var atlas = atlases.ever();
        var today = GermanDates.today(clock);
        tenancy.run(tenant, () -> {
            var told = told();
            for (var plan : atlas.plansOf(tenant)) {
                var phase = plan.life().on(today);
                if (plan.kind() != Plan.Kind.LAYER && phase.isPresent()) {
                    look(atlas, plan, phase.get(), before(plan, told), today);
                }
            }
        });
    }

    private void look(Atlas atlas, Plan plan, Phase phase, @Nullable Standing before, LocalDate today) {
        if (phase.standing() == before) {
            return;
        }
        var what = what(plan, phase);
        boolean recent = !phase.from().isBefore(today.minusDays(NEW_DAYS));
        if (note(plan, phase.standing(), today, atlas.revision()) && what.isPresent() && (before != null || recent)) {
            tell(atlas, plan, what.get(), phase, today);
        }
    }

    /** What was told of it; of a corrected plan, what was told of the one whose place it takes. */
    private static @Nullable Standing before(Plan plan, Map<UUID, Standing> told) {
        var own = told.get(plan.id());
        return own != null || plan.origin().relation() != Plan.Relation.CORRECTION
                ? own
                : told.get(plan.origin().earlier());
    }

    private static Optional<What> what(Plan plan, Phase phase) {
        return switch (phase.standing()) {
            case LAID_OPEN -> Optional.of(What.LAID_OPEN);
            case IN_FORCE ->
                Optional.of(plan.origin().relation() == Plan.Relation.CHANGE ? What.CHANGED : What.IN_FORCE);
            // what takes its place tells it
            case ENDED -> phase.from().equals(plan.replaced()) ? Optional.empty() : Optional.of(What.REPEALED);
            case PREPARED, DECIDED, UNKNOWN -> Optional.empty();
        };
    }

    /** To all tenants' readers: a place may lie beside the border. */
    private void tell(Atlas atlas, Plan plan, What what, Phase phase, LocalDate today) {
        var areas = areas(atlas, plan, what);
        for (var tenant : regions.current().tenants().keySet()) {
            tenancy.run(tenant, () -> {
                for (var reader : subscribers.listActive(KIND)) {
                    Surroundings.parse(reader.wanted().topic())
                            .flatMap(it -> it.distance(areas))
                            .map(metres -> letters.write(plan, what, phase, today, metres, reader.lang()))
                            .ifPresent(letter -> subscribers.tell(reader, letter.subject(), letter.text()));
                }
            });
        }
    }

    /** Where it lies; of a change also where it lay before. */
    private static List<Geometry> areas(Atlas atlas, Plan plan, What what) {
        var areas = new ArrayList<Geometry>();
        atlas.outlines(plan).forEach(outline -> areas.add(outline.geometry()));
        var earlier = plan.origin().earlier();
        if (what == What.CHANGED && earlier != null) {
            atlas.findPlan(plan.tenant(), earlier)
                    .ifPresent(it -> atlas.outlines(it).forEach(outline -> areas.add(outline.geometry())));
        }
        return areas;
    }

    private Map<UUID, Standing> told() {
        var told = new HashMap<UUID, Standing>();
        db.sql("select plan, standing from geo.plan_told where tenant = :tenant")
                .param("tenant", tenancy.tenant())
                .query(row -> {
                    told.put(row.getObject("plan", UUID.class), Standing.valueOf(row.getString("standing")));
                });
        return told;
    }

    /** False if somebody else has told it already, or knows better. */
    private boolean note(Plan plan, Standing standing, LocalDate day, long revision) {
        return db.sql("""
                insert into geo.plan_told as known (tenant, plan, standing, day, revision)
                values (:tenant, :plan, :standing, :day, :revision)
                on conflict (tenant, plan) do update
                   set standing = excluded.standing, day = excluded.day, revision = excluded.revision
                 where known.standing <> excluded.standing
                   and known.day <= excluded.day
                   and known.revision <= excluded.revision
                """)
                        .param("tenant", plan.tenant())
                        .param("plan", plan.id())
                        .param("standing", standing.name())
                        .param("day", day)
                        .param("revision", revision)
                        .update()
                == 1;
    }
}
