package org.allmende.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.allmende.platform.login.Role;

/** What happened to a case of the demo after it was sent, and when. */
sealed interface Act {

    Instant at();

    /** Somebody of the office takes the case. */
    record Claim(Instant at, Role who) implements Act {}

    /** The office writes something down for itself. */
    record Note(Instant at, Role who, String text) implements Act {}

    /** The office asks, until a day. */
    record Ask(Instant at, Role who, String text, LocalDate until) implements Act {}

    /** The citizen answers. */
    record Answer(Instant at, String text, List<Enclosure> enclosures) implements Act {}

    /** The office decides; without a reason it grants. */
    record Decide(Instant at, Role who, String outcome, String reason) implements Act {}

    /** The certificate is in the post. */
    record Send(Instant at, Role who) implements Act {}
}
