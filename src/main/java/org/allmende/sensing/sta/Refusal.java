package org.allmende.sensing.sta;

import tools.jackson.databind.json.JsonMapper;

/** A request that is answered with an error; the message tells its sender what to change. */
public final class Refusal extends RuntimeException {

    private final int status;

    private Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    static Refusal bad(String message, Object... parts) {
        return new Refusal(400, message.formatted(parts));
    }

    /** One of several changes that belong together was refused, and with it all. */
    static Refusal ofAll(Answer one) {
        var why = JsonMapper.shared().readTree(one.text()).path("message").asString("");
        return new Refusal(one.status(), "Nothing of the change set is done. " + why);
    }

    static Refusal forbidden(String message, Object... parts) {
        return new Refusal(403, message.formatted(parts));
    }

    static Refusal notFound(String message, Object... parts) {
        return new Refusal(404, message.formatted(parts));
    }

    static Refusal notAllowed(String message, Object... parts) {
        return new Refusal(405, message.formatted(parts));
    }
}
