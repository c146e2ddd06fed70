package org.allmende.cases.identity;

import java.time.LocalDate;
import org.allmende.services.Identification;

/** What an identity service says about somebody, for as long as it takes to compare it. */
public record Proof(Identification level, String givenNames, String familyName, LocalDate birthDate) {}
