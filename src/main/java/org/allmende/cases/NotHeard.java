package org.allmende.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The citizen has to be heard before this decision (§ 28 (1) VwVfG), or the office says why not (§ 28 (2)). */
@ResponseStatus(HttpStatus.CONFLICT)
public class NotHeard extends RuntimeException {

    public NotHeard() {
        super("not heard", null, false, false);
    }
}
