package org.allmende.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The citizen still has time to say something to what the office means to do (§ 28 (1) VwVfG). */
@ResponseStatus(HttpStatus.CONFLICT)
public class HearingRuns extends RuntimeException {

    public HearingRuns() {
        super("hearing runs", null, false, false);
    }
}
