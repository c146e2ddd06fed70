package org.allmende.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The case has gone on meanwhile; the page that was sent shows how it stood before. */
@ResponseStatus(HttpStatus.CONFLICT)
public class CaseMovedOn extends RuntimeException {

    public CaseMovedOn(CaseState state) {
        super("The case is %s.".formatted(state), null, false, false);
    }
}
