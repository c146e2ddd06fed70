package org.allmende.sensing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.login.TokenRefused;
import org.allmende.platform.login.WithToken;
import org.allmende.sensing.Devices;
import org.allmende.sensing.IntakeFull;
import org.allmende.sensing.lorawan.Uplinks;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where The Things Stack v3 and ChirpStack v4 send what their devices measure, with a device's token. */
@Controller
class LorawanApi {

    /** Of a message, in bytes. */
    private static final int LARGEST = 1 << 18;

    private final Uplinks uplinks;
    private final Devices devices;

    LorawanApi(Uplinks uplinks, Devices devices) {
        this.uplinks = uplinks;
        this.devices = devices;
    }

    /** 200 once it is stored, or was before; 202 for what is no uplink; 422 says why it was refused; 503 to send it again later. */
    @WithToken
    @PostMapping("/sensing/lorawan")
    ResponseEntity<Map<String, Object>> take(
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder, HttpServletRequest request)
            throws IOException {
        if (!devices.isDevice(holder)) {
            throw new TokenRefused();
        }
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return ResponseEntity.status(413).body(Map.of("message", "The message is too large."));
        }
        try {
            return answer(uplinks.take(holder, JsonMapper.shared().readTree(body)));
        } catch (JacksonException unreadable) {
            return ResponseEntity.badRequest().body(Map.of("message", "The body is no JSON."));
        } catch (IntakeFull full) {
            return ResponseEntity.status(503).body(Map.of("message", "The intake is full. Send it again later."));
        }
    }

    private static ResponseEntity<Map<String, Object>> answer(Uplinks.Outcome it) {
        return switch (it) {
            case Uplinks.Outcome.Stored stored -> ResponseEntity.ok(Map.of("stored", stored.observations()));
            case Uplinks.Outcome.Known known -> ResponseEntity.ok(Map.of("stored", 0, "duplicate", true));
            case Uplinks.Outcome.Other other -> ResponseEntity.accepted().body(Map.of("stored", 0));
            case Uplinks.Outcome.Refused refused ->
                ResponseEntity.unprocessableContent().body(Map.of("message", refused.why()));
        };
    }
}
