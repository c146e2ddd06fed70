package org.allmende.sensing.sta;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What earlier requests of a batch have made, by the names that the sender gave them: {@code $1} in addresses and ids. */
final class References {

    private final Map<String, String> made = new HashMap<>();

    /** {@code location}: of what was made under this name, or null. */
    void keep(String name, @Nullable String location) {
        if (location != null && !name.isEmpty()) {
            made.put(name, location.substring(location.lastIndexOf('/') + 1));
        }
    }

    /** {@code $1/Datastreams} becomes {@code Things(5)/Datastreams}. */
    String inAddress(String url) {
        if (!url.startsWith("$")) {
            return url;
        }
        int slash = url.indexOf('/');
        var entity = made.get(slash < 0 ? url.substring(1) : url.substring(1, slash));
        return entity == null ? url : entity + (slash < 0 ? "" : url.substring(slash));
    }

    /** A body in which {@code "@iot.id": "$1"} becomes the id. */
    byte[] inBody(byte[] body) {
        if (made.isEmpty() || !new String(body, StandardCharsets.UTF_8).contains("\"$")) {
            return body;
        }
        try {
            var tree = JsonMapper.shared().readTree(body);
            replace(tree);
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException unreadable) {
            // the request itself says so
            return body;
        }
    }

    private void replace(JsonNode it) {
        if (it instanceof ObjectNode object) {
            var id = object.path("@iot.id");
            var entity = id.isString() && id.stringValue().startsWith("$")
                    ? made.get(id.stringValue().substring(1))
                    : null;
            if (entity != null) {
                var key = entity.substring(entity.indexOf('(') + 1, entity.length() - 1);
                object.set("@iot.id", JsonMapper.shared().readTree(key.replace('\'', '"')));
            }
        }
        it.forEach(this::replace);
    }
}
