package org.allmende.sensing.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose observations a tenant takes. Public because the template reads it.
 *
 * @param fresh a device that was just made, with its token
 * @param typed name that was typed, {@code maySwitch} what was ticked
 * @param errors by field
 * @param done what has just been done, or empty
 */
public record DevicesPage(
        List<Item> devices,
        @Nullable Fresh fresh,
        String typed,
        boolean maySwitch,
        Map<String, String> errors,
        String done) {

    public record Item(String path, String name, boolean maySwitch) {}

    public record Fresh(String name, String token) {}
}
