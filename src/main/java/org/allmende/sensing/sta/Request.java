package org.allmende.sensing.sta;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the service.
 *
 * @param version {@code v1.0} or {@code v1.1}
 * @param path behind the version, decoded, without a slash at its beginning
 * @param options decoded
 * @param tenant for whom its sender works, null for everybody
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(
        String method,
        String version,
        String path,
        Map<String, String> options,
        byte[] body,
        String contentType,
        @Nullable String tenant) {}
