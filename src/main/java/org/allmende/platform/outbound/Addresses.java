package org.allmende.platform.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.allmende.platform.config.Configuration;
import org.springframework.stereotype.Component;

/**
 * Where this server sends messages to by itself: never to itself or its neighbours unless the operator allows it, so that
 * nobody who may enter an address reaches through it into the network behind (server-side request forgery).
 */
@Component
public class Addresses {

    private static final int LONGEST = 500;

    /** Networks that are not of the open internet (IANA special-purpose registries), beyond what Java knows itself. */
    private static final List<Network> CLOSED = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("240.0.0.0", 4),
            // ways round to an address of IPv4: NAT64, 6to4, Teredo
            Network.of("::", 96),
            Network.of("64:ff9b::", 32),
            Network.of("2002::", 16),
            Network.of("2001::", 23),
            Network.of("2001:db8::", 32),
            Network.of("100::", 64),
            Network.of("fc00::", 7));

    private final boolean plainAllowed;
    private final boolean closedAllowed;

    @org.springframework.beans.factory.annotation.Autowired
    Addresses(Configuration configuration) {
        this(configuration.demo(), configuration.handover().privateAddresses());
    }

    public Addresses(boolean plainAllowed, boolean closedAllowed) {
        this.plainAllowed = plainAllowed;
        this.closedAllowed = closedAllowed;
    }

    /** What keeps an address from being used. */
    public enum Problem {
        NONE_SUCH,
        NOT_HTTPS,
        CLOSED
    }

    /** The address has been refused. */
    public static final class Refused extends IOException {
        Refused() {
            super("The address lies in a closed network.");
        }
    }

    /** Looks at an address that somebody typed; one whose name nobody knows yet is let through. */
    public Optional<Problem> problem(String typed) {
        URI url;
        try {
            url = URI.create(typed);
        } catch (IllegalArgumentException noAddress) {
            return Optional.of(Problem.NONE_SUCH);
        }
        var scheme = String.valueOf(url.getScheme());
        if (typed.length() > LONGEST
                || !typed.equals(url.toASCIIString())
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getFragment() != null
                || !scheme.matches("https?")) {
            return Optional.of(Problem.NONE_SUCH);
        }
        if (!scheme.equals("https") && !plainAllowed) {
            return Optional.of(Problem.NOT_HTTPS);
        }
        try {
            resolve(url);
            return Optional.empty();
        } catch (Refused closed) {
            return Optional.of(Problem.CLOSED);
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }

    /** The addresses of the host, all of them allowed; whoever connects takes one of these and does not ask anew. */
    public List<InetAddress> resolve(URI url) throws UnknownHostException, Refused {
        var host = String.valueOf(url.getHost()).replaceAll("[\\[\\]]", "");
        var found = InetAddress.getAllByName(host);
        for (var address : found) {
            if (!closedAllowed && isClosed(address)) {
                throw new Refused();
            }
        }
        return Arrays.asList(found);
    }

    private static boolean isClosed(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || CLOSED.stream().anyMatch(network -> network.holds(address));
    }

    /** All addresses that begin with the same bits. */
    private static final class Network {

        private final byte[] begin;
        private final int bits;

        private Network(byte[] begin, int bits) {
            this.begin = begin;
            this.bits = bits;
        }

        static Network of(String address, int bits) {
            try {
                return new Network(InetAddress.getByName(address).getAddress(), bits);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        boolean holds(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != begin.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (begin[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
