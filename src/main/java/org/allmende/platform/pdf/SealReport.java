package org.allmende.platform.pdf;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the check of a dropped file found. */
public sealed interface SealReport {

    /** Whose seal it is and since when; {@code demonstration} when the key is the one of the demo and the seal is worth nothing. */
    record Mark(String holder, @Nullable String reason, @Nullable String office, Instant at, boolean demonstration) {}

    /** One of our seals, and not a byte is different since. */
    record Unchanged(Mark seal) implements SealReport {}

    /**
     * One of our seals, but the file is not the one that was sealed.
     *
     * @param sealedBytes how many bytes from the start are still as they were sealed, so that the original can be cut out; 0 when it was altered inside
     */
    record Changed(Mark seal, int sealedBytes) implements SealReport {}

    /** A seal or signature by a key that is not ours; the name is only what that certificate claims. */
    record Stranger(String claimedHolder) implements SealReport {}

    /** Something like a seal, but damaged or forged. */
    record Broken() implements SealReport {}

    /** A PDF without any seal. */
    record NotSealed() implements SealReport {}

    /** A PDF under a password: what it holds cannot be checked. */
    record Encrypted() implements SealReport {}

    /** Larger than what is checked. */
    record TooLarge(int limitBytes) implements SealReport {}

    /** Some other file. */
    record NotPdf() implements SealReport {}
}
