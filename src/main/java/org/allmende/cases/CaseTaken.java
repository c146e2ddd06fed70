package org.allmende.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A colleague was faster. */
@ResponseStatus(HttpStatus.CONFLICT)
public class CaseTaken extends RuntimeException {

    public CaseTaken() {
        super("taken", null, false, false);
    }
}
