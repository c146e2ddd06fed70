package org.allmende.services;

import java.util.Optional;
import java.util.Set;

/**
 * Where people find a service: the field it belongs to, what has happened in their lives, and who they are.
 *
 * @param topic absent when the author has not said
 */
public record Classification(Optional<Topic> topic, Set<Situation> situations, Set<Audience> audience) {

    static final Classification NONE = new Classification(Optional.empty(), Set.of(), Set.of());

    public Classification {
        situations = Set.copyOf(situations);
        audience = Set.copyOf(audience);
    }

    /** A field of administration, by the word that packages use. */
    public enum Topic {
        ORDNUNG,
        VERKEHR,
        GEWERBE,
        BAUEN,
        UMWELT,
        FAMILIE,
        SOZIALES,
        GESUNDHEIT,
        BILDUNG,
        FINANZEN,
        MELDEWESEN,
        BETEILIGUNG
    }

    /** A Lebenslage. */
    public enum Situation {
        UMZUG,
        GEBURT,
        HEIRAT,
        TODESFALL,
        FAHRZEUG,
        HAUSBAU,
        GRUENDUNG,
        TIER,
        VERANSTALTUNG,
        KRANKHEIT_UND_PFLEGE,
        GELDNOT,
        SCHULE_UND_KITA,
        RUHESTAND,
        ANKOMMEN,
        VEREIN,
        ARBEIT,
        REISE,
        GARTEN
    }

    /** Who may apply. */
    public enum Audience {
        PEOPLE,
        COMPANIES,
        ASSOCIATIONS
    }
}
