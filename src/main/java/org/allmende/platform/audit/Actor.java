package org.allmende.platform.audit;

/** Who is at work: a member of staff while their request is answered, else the server itself. */
public final class Actor {

    public static final String SYSTEM = "system";

    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Actor() {}

    public static String current() {
        return CURRENT.orElse(SYSTEM);
    }

    public static void as(String name, Runnable work) {
        ScopedValue.where(CURRENT, name).run(work);
    }

    /** Like {@link #as} for work that gives something or throws, such as a filter chain. */
    public static <R, X extends Throwable> R call(String name, ScopedValue.CallableOp<? extends R, X> work) throws X {
        return ScopedValue.where(CURRENT, name).call(work);
    }
}
