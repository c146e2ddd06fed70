package org.allmende.sensing.connectors;

import org.allmende.sensing.connectors.Harvest.Unreadable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of others. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static JsonNode read(byte[] body) throws Unreadable {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException broken) {
            throw new Unreadable("JSON: " + Harvest.plain(String.valueOf(broken.getOriginalMessage())));
        }
    }

    /** A number, or a text that is one; NaN for anything else. */
    static double number(JsonNode it) {
        return it.isNumber() ? it.doubleValue() : it.isString() ? Numbers.read(it.stringValue()) : Double.NaN;
    }
}
