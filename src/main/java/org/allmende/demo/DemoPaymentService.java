package org.allmende.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.allmende.cases.payment.PaymentRequest;
import org.allmende.cases.payment.PaymentService;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Takes no money, but does everything else as a payment service does: keeps what was begun, signs what the browser takes back,
 * and answers when it is asked. What it keeps is forgotten when the server stops.
 */
@OnlyInDemo
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class DemoPaymentService implements PaymentService {

    /** So many payments are kept; the oldest is forgotten first. */
    private static final int KEPT = 10_000;

    private static final String SIGNATURE = "signatur";

    private final byte[] key = new byte[32];

    private final Map<UUID, Begun> begun = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Begun> eldest) {
            return size() > KEPT;
        }
    });

    DemoPaymentService() {
        new SecureRandom().nextBytes(key);
    }

    /** A payment; answer is what became of it. */
    public record Begun(PaymentRequest request, Answer answer) {}

    @Override
    public String name() {
        return "Demonstration – es fließt kein Geld";
    }

    @Override
    public URI begin(PaymentRequest request) {
        begun.put(request.id(), new Begun(request, new Answer.Waiting()));
        return URI.create("/demo/bezahlen?zahlung=" + request.id());
    }

    public Optional<Begun> find(UUID id) {
        return Optional.ofNullable(begun.get(id));
    }

    /** Somebody has decided on the demo's page; gives where the browser goes back to. */
    public String decide(Begun it, boolean pays) {
        var request = it.request();
        begun.put(request.id(), new Begun(request, pays ? new Answer.Paid(request.cents()) : new Answer.Gone()));
        var stand = pays ? "bezahlt" : "abgebrochen";
        return UriComponentsBuilder.fromUri(request.back())
                .queryParam("betrag", request.cents())
                .queryParam("stand", stand)
                .queryParam(SIGNATURE, sign(request.id(), String.valueOf(request.cents()), stand))
                .toUriString();
    }

    @Override
    public boolean isGenuine(UUID request, Map<String, String> back) {
        var expected = sign(request, back.getOrDefault("betrag", ""), back.getOrDefault("stand", ""));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                back.getOrDefault(SIGNATURE, "").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Answer ask(UUID request) {
        return find(request).map(Begun::answer).orElseGet(Answer.Gone::new);
    }

    private String sign(UUID request, String cents, String what) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(
                            "%s|%s|%s".formatted(request, cents, what).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
