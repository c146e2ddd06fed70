package org.allmende.cases.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.services.Identification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.util.UriComponentsBuilder;

/** What is believed of an identity service that speaks OpenID Connect, and what is not. */
class OpenIdConnectTest {

    private final OpenIdProvider provider = new OpenIdProvider();
    private final OpenIdConnect service = service(provider.issuer());
    private final ProofRequest request = ProofRequest.of("lohra", UUID.randomUUID(), Identification.SUBSTANTIAL);

    OpenIdConnectTest() throws IOException, JOSEException {}

    @AfterEach
    void close() {
        provider.close();
    }

    private static OpenIdConnect service(String issuer) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "allmende.public-url", "https://portal.example",
                                "allmende.region", "06534",
                                "allmende.data", "data",
                                "allmende.citizen.oidc.issuer", issuer,
                                "allmende.citizen.oidc.client-id", "allmende",
                                "allmende.citizen.oidc.client-secret", "geheim",
                                "allmende.citizen.oidc.acr-substantial", "stufe-3",
                                "allmende.citizen.oidc.acr-high", "stufe-4")));
        return new OpenIdConnect(ConfigurationCheck.readForCommand(environment));
    }

    private Proof proved() {
        return service.redeem(request, "gut");
    }

    @Test
    void somebodyIsAskedForTheLevelWithStateNonceAndChallenge() {
        var address = service.begin(request);

        var query = UriComponentsBuilder.fromUriString(address).build().getQueryParams();
        assertThat(address).startsWith(provider.issuer() + "/authorize?");
        assertThat(query.toSingleValueMap())
                .containsEntry("acr_values", "stufe-3")
                .containsEntry("state", request.state())
                .containsEntry("nonce", request.nonce())
                .containsEntry("code_challenge", request.challenge())
                .containsEntry("code_challenge_method", "S256");
        assertThat(address).doesNotContain(request.verifier());
    }

    @Test
    void aSignedAnswerSaysWhoItIsAndHowSurely() {
        provider.saw(service.begin(request));
        assertThat(proved())
                .isEqualTo(new Proof(Identification.SUBSTANTIAL, "Änne Zoë", "Übelacker", LocalDate.of(1979, 5, 12)));

        provider.says("acr", "stufe-4");
        assertThat(proved().level()).isEqualTo(Identification.HIGH);
        provider.says("acr", "stufe-1");
        assertThat(proved().level()).isEqualTo(Identification.NONE);
    }

    @Test
    void anAnswerToAnotherQuestionIsRefused() {
        provider.saw(service.begin(request));
        var other = ProofRequest.of("lohra", UUID.randomUUID(), Identification.SUBSTANTIAL);

        assertThatThrownBy(() -> service.redeem(other, "gut")).isInstanceOf(ProofRefused.class);
        provider.says("nonce", other.nonce());
        assertThatThrownBy(this::proved).isInstanceOf(ProofRefused.class).hasMessageContaining("nonce");
        assertThatThrownBy(() -> service.redeem(request, "schlecht")).isInstanceOf(ProofRefused.class);
    }

    @Test
    void anAnswerThatIsOldForSomebodyElseOrNotWholeIsRefused() throws JOSEException {
        for (var wrong : Map.<String, Object>of(
                        "exp",
                        Date.from(Instant.now().minusSeconds(600)),
                        "aud",
                        "andere",
                        "iss",
                        "https://falsch.example")
                .entrySet()) {
            provider.saw(service.begin(request));
            provider.says(wrong.getKey(), wrong.getValue());
            assertThatThrownBy(this::proved).as(wrong.getKey()).isInstanceOf(ProofRefused.class);
        }
        provider.saw(service.begin(request));
        provider.forgets("birthdate");
        assertThatThrownBy(this::proved).isInstanceOf(ProofRefused.class).hasMessageContaining("birthdate");
        provider.saw(service.begin(request));
        provider.signsWithAnotherKey();
        assertThatThrownBy(this::proved).as("another key").isInstanceOf(ProofRefused.class);
    }

    @Test
    void nobodyIsSentToAnotherHostThanTheIssuers() {
        provider.authorizationHost = "https://falsch.example";

        assertThatThrownBy(() -> service.begin(request))
                .isInstanceOf(ProofRefused.class)
                .hasMessageContaining("another host");
    }

    @Test
    void aServiceThatDoesNotAnswerProvesNothing() {
        provider.close();

        assertThatThrownBy(() -> service.begin(request)).isInstanceOf(ProofRefused.class);
    }
}
