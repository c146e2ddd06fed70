package org.allmende.demo;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import org.allmende.cases.identity.IdentityService;
import org.allmende.cases.identity.Proof;
import org.allmende.cases.identity.ProofRefused;
import org.allmende.cases.identity.ProofRequest;
import org.allmende.services.Identification;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Believes whatever one says about oneself; a real identity service, if there is one, comes before it. */
@OnlyInDemo
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class DemoIdentityService implements IdentityService {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "Demonstration – kein echter Ausweis";
    }

    @Override
    public String begin(ProofRequest request) {
        return UriComponentsBuilder.fromPath("/demo/ausweisen")
                .queryParam("state", request.state())
                .queryParam("nonce", request.nonce())
                .queryParam("niveau", request.level())
                .toUriString();
    }

    /** The code with which somebody goes back; it says all, so that nothing has to be kept. */
    public static String code(String nonce, Proof said) {
        var told = Map.of(
                "nonce", nonce,
                "level", said.level().name(),
                "givenNames", said.givenNames(),
                "familyName", said.familyName(),
                "birthDate", said.birthDate().toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(told));
    }

    @Override
    public Proof redeem(ProofRequest request, String code) {
        try {
            var told = JSON.readTree(new String(Base64.getUrlDecoder().decode(code), StandardCharsets.UTF_8));
            if (!request.nonce().equals(told.path("nonce").asString(""))) {
                throw new ProofRefused("the nonce is not ours");
            }
            return new Proof(
                    Identification.valueOf(told.path("level").asString("")),
                    told.path("givenNames").asString(""),
                    told.path("familyName").asString(""),
                    LocalDate.parse(told.path("birthDate").asString("")));
        } catch (IllegalArgumentException | DateTimeException | JacksonException noCode) {
            throw new ProofRefused("this is no code", noCode);
        }
    }
}
