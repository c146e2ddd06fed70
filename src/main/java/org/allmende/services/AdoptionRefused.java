package org.allmende.services;

import java.util.List;
import java.util.stream.Collectors;
import org.allmende.services.form.Text;

/** A service that cannot be adopted as asked: its law does not hold here, or a parameter does not fit. */
public final class AdoptionRefused extends RuntimeException {

    private final List<Parameter.Misfit> misfits;
    private final Text reason;

    AdoptionRefused(Text reason) {
        super(reason.de());
        this.reason = reason;
        this.misfits = List.of();
    }

    AdoptionRefused(List<Parameter.Misfit> misfits) {
        super(misfits.stream()
                .map(misfit -> misfit.parameter().label().de() + ": "
                        + misfit.message().de())
                .collect(Collectors.joining("\n")));
        this.reason = Text.NONE;
        this.misfits = List.copyOf(misfits);
    }

    /** What does not fit, by parameter; empty when the service as a whole is refused. */
    public List<Parameter.Misfit> misfits() {
        return misfits;
    }

    /** Why the service as a whole is refused; empty when a parameter does not fit. */
    public Text reason() {
        return reason;
    }
}
