package org.allmende.platform.login;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * A provider that speaks OpenID Connect, and who we are there. Its addresses are asked for when they are first needed, so
 * that the server starts without it.
 */
public final class OidcProvider {

    private final String id;
    private final URI issuer;
    private final String clientId;
    private final String clientSecret;
    private final URI answer;
    private final List<String> scopes;
    private volatile @Nullable ClientRegistration known;

    /** @param answer where the provider sends people back to */
    public OidcProvider(String id, URI issuer, String clientId, String clientSecret, URI answer, List<String> scopes) {
        this.id = id;
        this.issuer = issuer;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.answer = answer;
        this.scopes = List.copyOf(scopes);
    }

    /** {@link IllegalArgumentException} or {@link IllegalStateException} while it does not answer. */
    public ClientRegistration registration() {
        var registration = known;
        if (registration == null) {
            registration = ClientRegistrations.fromIssuerLocation(issuer.toString())
                    .registrationId(id)
                    .clientId(clientId)
                    .clientSecret(clientSecret)
                    .scope(scopes)
                    .redirectUri(answer.toString())
                    .build();
            known = registration;
        }
        return registration;
    }
}
