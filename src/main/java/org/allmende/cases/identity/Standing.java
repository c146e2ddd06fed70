package org.allmende.cases.identity;

import java.time.Instant;
import java.util.List;
import org.allmende.services.Identification;
import org.allmende.services.form.Form;

/** Whether an application may be sent, as far as it matters who sends it. */
public sealed interface Standing {

    /** Whether it may be sent like this. */
    default boolean maySend() {
        return false;
    }

    /** Nobody has to show who they are. */
    record NotNeeded() implements Standing {
        @Override
        public boolean maySend() {
            return true;
        }
    }

    /** There is no identity service here: the office looks at the identity card before it decides. */
    record AtTheOffice() implements Standing {
        @Override
        public boolean maySend() {
            return true;
        }
    }

    record Missing() implements Standing {}

    record Expired() implements Standing {}

    record TooLow(Identification reached) implements Standing {}

    /** The identity card says something else than the form; never empty. */
    record Differs(List<Form.Role> roles) implements Standing {}

    /** Name or birth date have been changed in the form since. */
    record Changed() implements Standing {}

    record Proven(Identification level, String service, Instant at, Instant until) implements Standing {
        @Override
        public boolean maySend() {
            return true;
        }
    }
}
