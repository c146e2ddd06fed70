package org.allmende.platform.login;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** No token was shown, or one that opens nothing. */
@ResponseStatus(HttpStatus.UNAUTHORIZED)
public class TokenRefused extends RuntimeException {

    public TokenRefused() {
        super("token refused", null, false, false);
    }
}
