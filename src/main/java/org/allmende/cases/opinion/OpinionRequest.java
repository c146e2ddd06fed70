package org.allmende.cases.opinion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What lies on the desk of an office that is asked for an {@link Opinion}: a copy made for it, in its own tenant, under the
 * opinion's id.
 *
 * @param askingTenant whose case it is
 * @param sender the asking office by name
 * @param number of the case, as a reference
 * @param shown the answers and files that it may see, nothing any longer once it has answered
 */
public record OpinionRequest(
        UUID id,
        String office,
        String askingTenant,
        String sender,
        String number,
        String title,
        String question,
        LocalDate due,
        Extract shown,
        Instant asked,
        String askedBy,
        @Nullable Reply reply) {}
