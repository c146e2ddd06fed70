package org.allmende.platform.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Style sheets, scripts, fonts and icons under names that change with their content, so that they may be kept for a year. */
@Component
public class Assets {

    private final Map<String, String> paths;

    Assets() {
        var manifest = new ClassPathResource("static/assets/manifest.json");
        try (var json = manifest.getInputStream()) {
            paths = JsonMapper.shared().readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (IOException missing) {
            throw new UncheckedIOException("The web bundle is missing; build it with web/build.", missing);
        }
    }

    /** The path of {@code app.css} and the like; fails when the bundle has no such file. */
    public String path(String name) {
        var path = paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException("No asset '%s' in the web bundle.".formatted(name));
        }
        return "/assets/" + path;
    }
}
