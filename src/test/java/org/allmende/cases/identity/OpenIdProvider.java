package org.allmende.cases.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** A small OpenID Connect provider over real lines, which signs what the test wants it to say. */
final class OpenIdProvider implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey published;
    private RSAKey signing;
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private String challenge = "";
    String authorizationHost = "";

    OpenIdProvider() throws IOException, JOSEException {
        published = new RSAKeyGenerator(2048).keyID("probe").generate();
        signing = published;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration",
                call -> answer(call, 200, """
                {"issuer": "%1$s", "authorization_endpoint": "%2$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(
                                issuer(), authorizationHost.isEmpty() ? issuer() : authorizationHost)));
        server.createContext("/keys", call -> answer(call, 200, new JWKSet(published.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Somebody has logged in there with this address; the next token says what it must. */
    void saw(String address) {
        var query = UriComponentsBuilder.fromUriString(address).build().getQueryParams();
        challenge = String.valueOf(query.getFirst("code_challenge"));
        claims.clear();
        claims.putAll(Map.of(
                "iss", issuer(),
                "aud", "allmende",
                "sub", "4711",
                "exp", Date.from(Instant.now().plusSeconds(300)),
                "iat", Date.from(Instant.now()),
                "nonce", String.valueOf(query.getFirst("nonce")),
                "acr", "stufe-3",
                "given_name", "Änne Zoë",
                "family_name", "Übelacker",
                "birthdate", "1979-05-12"));
    }

    void says(String claim, Object value) {
        claims.put(claim, value);
    }

    void forgets(String claim) {
        claims.remove(claim);
    }

    void signsWithAnotherKey() throws JOSEException {
        signing = new RSAKeyGenerator(2048).keyID("probe").generate();
    }

    private void token(HttpExchange call) throws IOException {
        var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var verifier = body.replaceFirst("(?s).*code_verifier=([^&]*).*", "$1");
        if (!challenge.equals(challengeOf(verifier)) || !body.contains("code=gut")) {
            answer(call, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        answer(
                call,
                200,
                "{\"access_token\": \"x\", \"token_type\": \"Bearer\", \"expires_in\": 60, \"id_token\": \"%s\"}"
                        .formatted(signed()));
    }

    private String signed() {
        try {
            var set = new JWTClaimsSet.Builder();
            claims.forEach(set::claim);
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("probe").build(), set.build());
            token.sign(new RSASSASigner(signing));
            return token.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String challengeOf(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void answer(HttpExchange call, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
