package org.allmende.cases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is particular to a kind of further notice; how one comes about is {@link FurtherDeciding}'s. */
interface FurtherKind<C extends FurtherNotice.Content> {

    Class<C> type();

    Words words();

    boolean needsSecondPerson(Case it, C content);

    /** One of {@link ActRefused}, if it cannot be said (any more). */
    void check(Case it, C content);

    /** What the history tells of it. */
    String told(FurtherNotice<C> notice);

    /** What the audit log keeps of it. */
    Map<String, String> trace(FurtherNotice<C> notice);

    /** The case after it. */
    default Case after(Case it, FurtherNotice<C> notice) {
        return it;
    }

    /** Makes and seals the letter. */
    void make(Case it, FurtherNotice<C> notice);

    /**
     * How it is called.
     *
     * @param ready in the history when its letter is there, null where that is not told
     * @param audit of proposing and discarding it: {@code case.partial} for {@code case.partial-proposed}
     * @param audited of issuing it
     * @param mail the occasion of which the citizen is told
     */
    record Words(
            Entry.Kind proposed,
            Entry.Kind discarded,
            Entry.Kind issued,
            Entry.@Nullable Kind ready,
            String audit,
            String audited,
            String mail) {}
}
