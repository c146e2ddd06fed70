package org.allmende.cases.identity;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.login.OidcProvider;
import org.allmende.services.Identification;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * The citizen account through OpenID Connect Core 1.0, code flow with PKCE, state and nonce. The level is asked for by
 * {@code acr_values} and believed only as the {@code acr} of the signed ID token says it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnProperty("allmende.citizen.oidc.issuer")
class OpenIdConnect implements IdentityService {

    private final Configuration.Citizen.Oidc oidc;
    private final OidcProvider provider;
    private final OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();
    private final RestClientAuthorizationCodeTokenResponseClient tokens =
            new RestClientAuthorizationCodeTokenResponseClient();

    OpenIdConnect(Configuration configuration) {
        this.oidc = configuration.citizen().oidc();
        this.provider = new OidcProvider(
                "citizen",
                Objects.requireNonNull(oidc.issuer()),
                oidc.clientId(),
                oidc.clientSecret(),
                configuration.publicUrl().resolve(ProofRequest.ANSWER),
                List.of("openid", "profile"));
    }

    @Override
    public String name() {
        return oidc.label();
    }

    @Override
    public String begin(ProofRequest request) {
        try {
            var address = ask(request).getAuthorizationRequestUri();
            if (!isAtIssuer(URI.create(address))) {
                throw new ProofRefused("the issuer wants to send people to another host: " + address);
            }
            return address;
        } catch (IllegalArgumentException | IllegalStateException silent) {
            throw new ProofRefused("the identity service does not answer", silent);
        }
    }

    private boolean isAtIssuer(URI address) {
        var issuer = Objects.requireNonNull(oidc.issuer());
        return issuer.getScheme().equals(address.getScheme())
                && issuer.getAuthority().equals(address.getAuthority());
    }

    private OAuth2AuthorizationRequest ask(ProofRequest request) {
        var registration = provider.registration();
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(
                        requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(request.state())
                .additionalParameters(Map.of(
                        OidcParameterNames.NONCE,
                        request.nonce(),
                        "acr_values",
                        request.level() == Identification.HIGH ? oidc.acrHigh() : oidc.acrSubstantial(),
                        PkceParameterNames.CODE_CHALLENGE,
                        request.challenge(),
                        PkceParameterNames.CODE_CHALLENGE_METHOD,
                        "S256"))
                .attributes(attributes -> attributes.put(PkceParameterNames.CODE_VERIFIER, request.verifier()))
                .build();
    }

    @Override
    public Proof redeem(ProofRequest request, String code) {
        try {
            var registration = provider.registration();
            var answer = OAuth2AuthorizationResponse.success(code)
                    .redirectUri(requireNonNull(registration.getRedirectUri()))
                    .state(request.state())
                    .build();
            var told = tokens.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(
                    registration, new OAuth2AuthorizationExchange(ask(request), answer)));
            var token = told.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN);
            if (token == null) {
                throw new ProofRefused("no ID token");
            }
            return proof(decoders.createDecoder(registration).decode(token.toString()), request);
        } catch (OAuth2AuthorizationException | JwtException wrong) {
            throw new ProofRefused("the identity service's answer does not hold", wrong);
        } catch (IllegalArgumentException | IllegalStateException silent) {
            throw new ProofRefused("the identity service does not answer", silent);
        }
    }

    private Proof proof(Jwt token, ProofRequest request) {
        if (!request.nonce().equals(token.getClaimAsString(OidcParameterNames.NONCE))) {
            throw new ProofRefused("the nonce is not ours");
        }
        try {
            return new Proof(
                    level(Objects.toString(token.getClaimAsString("acr"), "")),
                    claim(token, "given_name"),
                    claim(token, "family_name"),
                    LocalDate.parse(claim(token, "birthdate")));
        } catch (DateTimeException noDate) {
            throw new ProofRefused("birthdate is no date", noDate);
        }
    }

    private Identification level(String acr) {
        if (oidc.acrHigh().equals(acr)) {
            return Identification.HIGH;
        }
        return oidc.acrSubstantial().equals(acr) ? Identification.SUBSTANTIAL : Identification.NONE;
    }

    /** Names and date of birth always belong to an identity (Annex of VO (EU) 2015/1501). */
    private static String claim(Jwt token, String name) {
        var value = token.getClaimAsString(name);
        if (value == null || value.isBlank()) {
            throw new ProofRefused(name + " is missing");
        }
        return value;
    }
}
