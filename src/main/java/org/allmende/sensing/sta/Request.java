package org.allmende.sensing.sta;

import java.util.Map;
import org.allmende.platform.login.TokenHolder;
import org.jspecify.annotations.Nullable;

/**
 * A request to the service.
 *
 * @param part whose root it went to
 * @param version {@code v1.0} or {@code v1.1}
 * @param path behind the version, decoded, without a slash at its beginning
 * @param options decoded
 * @param by who sends it, null for somebody without a token
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(
        String method,
        String version,
        String path,
        Map<String, String> options,
        byte[] body,
        String contentType,
        @Nullable TokenHolder by,
        Part part) {

    /** To the root of sensing. */
    public Request(
            String method,
            String version,
            String path,
            Map<String, String> options,
            byte[] body,
            String contentType,
            @Nullable TokenHolder by) {
        this(method, version, path, options, body, contentType, by, Part.SENSING);
    }

    /** For whom its sender works, null for everybody. */
    public @Nullable String tenant() {
        return by == null ? null : by.tenant();
    }
}
