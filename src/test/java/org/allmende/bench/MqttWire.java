package org.allmende.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection of a device that speaks MQTT 3.1.1, so thin that the server's cores are not spent on measuring. */
public final class MqttWire implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int CONNACK = 2;
    private static final int PUBACK = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private int packet;

    private MqttWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    public static MqttWire open(int port, String client, String user, String token) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        var wire = new MqttWire(socket);
        var bytes = new ByteArrayOutputStream();
        var body = new DataOutputStream(bytes);
        body.writeUTF("MQTT");
        body.writeByte(4);
        // a clean session, with name and password
        body.writeByte(0xc2);
        body.writeShort(0);
        body.writeUTF(client);
        body.writeUTF(user);
        body.writeUTF(token);
        wire.send(0x10, bytes.toByteArray());
        if (wire.receive(CONNACK) != 0) {
            throw new IOException("The broker lets nobody in");
        }
        return wire;
    }

    /** With QoS 1; comes back once it is acknowledged. */
    public void publish(String topic, String payload) throws IOException {
        packet = packet % 65_535 + 1;
        var bytes = new ByteArrayOutputStream();
        var body = new DataOutputStream(bytes);
        body.writeUTF(topic);
        body.writeShort(packet);
        body.write(payload.getBytes(StandardCharsets.UTF_8));
        send(0x32, bytes.toByteArray());
        if (receive(PUBACK) != packet) {
            throw new IOException("Another message was acknowledged");
        }
    }

    private void send(int head, byte[] body) throws IOException {
        var frame = new ByteArrayOutputStream(body.length + 5);
        frame.write(head);
        int length = body.length;
        do {
            frame.write(length > 127 ? length % 128 | 128 : length);
            length /= 128;
        } while (length > 0);
        frame.write(body);
        out.write(frame.toByteArray());
        out.flush();
    }

    /** The packet's two bytes: result or number. */
    private int receive(int kind) throws IOException {
        int head = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (head >> 4 != kind || length != 2) {
            throw new IOException("Not what was awaited: %x".formatted(head));
        }
        return in.readUnsignedShort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
