package org.allmende.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A notice would ask for a fee, and nobody has said where to pay it. */
@ResponseStatus(HttpStatus.CONFLICT)
public class NoBankAccount extends RuntimeException {

    NoBankAccount() {
        super("no bank account", null, false, false);
    }
}
