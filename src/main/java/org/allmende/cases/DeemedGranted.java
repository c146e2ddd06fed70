package org.allmende.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The period has passed, and what was applied for counts as granted (§ 42a VwVfG): it cannot be refused any more. */
@ResponseStatus(HttpStatus.CONFLICT)
public class DeemedGranted extends RuntimeException {

    public DeemedGranted() {
        super("deemed granted", null, false, false);
    }
}
