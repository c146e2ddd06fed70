package org.allmende.platform.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ports below those that the kernel gives to outgoing connections (32768 and up), so that one's own is free at the next start. */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;

    private Ports() {}

    /** The remembered port if it is free, else another, which is remembered. */
    static int freeFor(Path file) throws IOException {
        var remembered = Files.exists(file) ? Files.readString(file).strip() : "";
        var wanted = remembered.matches("[0-9]{5}") ? Integer.parseInt(remembered) : FIRST + file.hashCode();
        for (var step = 0; step < COUNT; step++) {
            var port = FIRST + Math.floorMod(wanted - FIRST + step, COUNT);
            if (isFree(port)) {
                Files.writeString(file, port + "\n");
                return port;
            }
        }
        throw new PostgresFailed("No port between %d and %d is free.".formatted(FIRST, FIRST + COUNT));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
