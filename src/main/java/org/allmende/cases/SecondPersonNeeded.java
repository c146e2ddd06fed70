package org.allmende.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Whoever proposed a decision cannot confirm it: four eyes belong to two people. */
@ResponseStatus(HttpStatus.CONFLICT)
public class SecondPersonNeeded extends RuntimeException {

    public SecondPersonNeeded() {
        super("second person needed", null, false, false);
    }
}
