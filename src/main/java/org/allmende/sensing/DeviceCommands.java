package org.allmende.sensing;

import java.util.regex.Pattern;
import org.allmende.platform.database.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says something to the current tenant's devices by MQTT, QoS 1 and not retained, on a topic {@code commands/…} of its own: no other
 * tenant hears it, and whoever comes later does not either.
 */
@Component
public class DeviceCommands {

    private static final Pattern TOPIC = Pattern.compile("commands(/[A-Za-z0-9_.-]{1,64}){1,8}");

    private final Tenancy tenancy;
    private volatile @Nullable Line line;

    DeviceCommands(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** What carries it. */
    public interface Line {
        /** Whether there was somebody to hear it. */
        boolean send(String tenant, String topic, String payload);
    }

    public static boolean isTopic(String text) {
        return TOPIC.matcher(text).matches();
    }

    /** The broker is there. */
    public void through(Line it) {
        line = it;
    }

    /** False if no device of the tenant has subscribed the topic. */
    public boolean send(String topic, String payload) {
        var it = line;
        return it != null && it.send(tenancy.tenant(), topic, payload);
    }
}
