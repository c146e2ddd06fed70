package org.allmende.platform.pdf;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the check of a dropped file found. */
public sealed interface SealReport {

    /**
     * What a seal says.
     *
     * @param at null only when the file was altered where the time stood
     * @param reason why, in the words of {@link SealReason}; may be empty
     * @param office where; may be empty
     * @param demonstration whether the key is the one of the demo, so that the seal is worth nothing
     */
    record Mark(String holder, @Nullable Instant at, String reason, String office, boolean demonstration) {}

    /** One of our seals, and not one sealed byte is different since. */
    record Unchanged(Mark seal) implements SealReport {}

    /**
     * One of our seals, but the file is not the one that was sealed; what the seal says of time and reason may have been altered too.
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
