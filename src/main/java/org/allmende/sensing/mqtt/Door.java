package org.allmende.sensing.mqtt;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.interceptor.connect.ConnectInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.login.Secret;
import org.allmende.platform.login.TokenHolder;
import org.allmende.sensing.Devices;
import org.springframework.stereotype.Component;

/**
 * Who comes in by MQTT: a device, whose password is its token and whose user name its tenant's or its own, or anybody without a
 * name, who may listen to what is public.
 */
@Component
class Door implements SimpleAuthenticator, ConnectInboundInterceptor {

    /** Begins the names of clients that have shown no token. */
    private static final String NOBODY = "-";

    private static final String TOKEN = "token";
    private static final int HASH = 22;

    private final Devices devices;

    Door(Devices devices) {
        this.devices = devices;
    }

    /** The device that is connected; nobody if it is somebody without a token, or whose token was taken back. */
    Optional<TokenHolder> holder(ConnectionInformation connection) {
        return connection.getConnectionAttributeStore().getAsString(TOKEN).flatMap(devices::find);
    }

    /** Whether its token no longer holds. */
    boolean isExpelled(ConnectionInformation connection) {
        var token = connection.getConnectionAttributeStore().getAsString(TOKEN);
        return token.isPresent() && devices.find(token.get()).isEmpty();
    }

    /**
     * Names that clients give themselves are known only among those of the same token: nobody takes over another's connection or
     * what waits for it. Without a token nothing waits. A last will would be a message that has passed no intake.
     */
    @Override
    public void onConnect(ConnectInboundInput input, ConnectInboundOutput output) {
        var packet = output.getConnectPacket();
        var token = password(input.getConnectPacket());
        if (token.isEmpty()) {
            packet.setClientId(NOBODY + "/" + UUID.randomUUID());
            packet.setCleanStart(true);
            packet.setSessionExpiryInterval(0);
        } else {
            var own = Secret.hash(token.get()).substring(0, HASH) + "/";
            if (!packet.getClientId().startsWith(own)) {
                packet.setClientId(own + packet.getClientId());
            }
        }
        packet.setWillPublish(null);
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        var packet = input.getConnectPacket();
        var user = packet.getUserName();
        var token = password(packet);
        if (user.isEmpty() && token.isEmpty()) {
            output.authenticateSuccessfully();
            return;
        }
        var holder = token.flatMap(devices::find).filter(it -> user.isEmpty() || isCalled(it, user.get()));
        if (holder.isPresent()) {
            input.getConnectionInformation().getConnectionAttributeStore().putAsString(TOKEN, token.orElseThrow());
            output.authenticateSuccessfully();
        } else {
            output.failAuthentication(
                    ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD,
                    "The password is a device's token, the user name its tenant or its name.");
        }
    }

    private static boolean isCalled(TokenHolder it, String user) {
        return user.equals(it.tenant()) || user.equals(Devices.nameOf(it));
    }

    private static Optional<String> password(ConnectPacket packet) {
        return packet.getPassword().map(Door::text);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
