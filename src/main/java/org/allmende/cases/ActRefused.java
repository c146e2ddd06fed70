package org.allmende.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What somebody of the office wanted to do with a case cannot be done as it stands; nothing has happened. */
@ResponseStatus(HttpStatus.CONFLICT)
public abstract sealed class ActRefused extends RuntimeException
        permits CaseTaken,
                NoBankAccount,
                IdentityNotSeen,
                DeemedGranted,
                NotHeard,
                HearingRuns,
                SecondPersonNeeded,
                CaseMovedOn {

    ActRefused(String message) {
        super(message, null, false, false);
    }
}
