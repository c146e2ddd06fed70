package org.allmende.services;

import java.net.URI;
import java.util.Optional;
import org.allmende.services.form.Form;
import org.allmende.services.form.Text;

/** How one gets a service at a place: on this portal, on somebody else's, or on paper for now. */
public sealed interface Way {

    /** The word for the state: {@code here}, {@code elsewhere} or {@code paper}. */
    String word();

    /** It can be done here. */
    record Online(Service service) implements Way {
        @Override
        public String word() {
            return "here";
        }
    }

    /** Somebody else offers it for the whole Land or the whole country. */
    record Elsewhere(Text operator, URI link) implements Way {
        @Override
        public String word() {
            return "elsewhere";
        }
    }

    /**
     * Not online yet: people go, write or call.
     *
     * @param note what to know before one goes; empty for nothing
     * @param form the questions of a package that is not offered here, which can be printed
     */
    record Paper(Text note, Optional<Form> form) implements Way {
        @Override
        public String word() {
            return "paper";
        }
    }
}
