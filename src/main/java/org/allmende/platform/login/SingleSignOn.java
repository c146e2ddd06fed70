package org.allmende.platform.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.allmende.platform.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Log-in at an identity provider that speaks OpenID Connect, if one is configured. An account is found by who the provider
 * says they are, the first time by their verified e-mail address; none is made, and no right comes from there.
 */
@Component
public class SingleSignOn {

    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOn.class);
    private static final String BEGIN = "/anmelden/dienst";
    private static final String ANSWER = "/anmelden/antwort";
    private static final String ID = "sso";

    private final Accounts accounts;
    private final LogIn logIn;
    private final Throttle throttle;
    private final @Nullable OidcProvider provider;

    SingleSignOn(Configuration configuration, Accounts accounts, LogIn logIn, Throttle throttle) {
        this.accounts = accounts;
        this.logIn = logIn;
        this.throttle = throttle;
        var oidc = configuration.login().oidc();
        this.provider = oidc.issuer() == null
                ? null
                : new OidcProvider(
                        ID,
                        oidc.issuer(),
                        oidc.clientId(),
                        oidc.clientSecret(),
                        configuration.publicUrl().resolve(ANSWER),
                        List.of("openid", "profile", "email"));
    }

    void join(HttpSecurity http) throws Exception {
        if (provider == null) {
            return;
        }
        http.oauth2Login(it -> it.loginPage("/anmelden")
                .clientRegistrationRepository(id -> ID.equals(id) ? registration() : null)
                .authorizedClientRepository(new KeepsNoTokens())
                .authorizationEndpoint(endpoint -> endpoint.baseUri(BEGIN))
                .redirectionEndpoint(endpoint -> endpoint.baseUri(ANSWER))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(this::load))
                .successHandler(this::begin)
                .failureHandler(this::refuse));
    }

    /** Where the log-in begins; empty while the provider does not answer. */
    public Optional<String> findStart() {
        try {
            Objects.requireNonNull(registration());
            return Optional.of(BEGIN + "/" + ID);
        } catch (IllegalArgumentException | IllegalStateException silent) {
            LOG.warn("The identity provider does not answer: {}", silent.getMessage());
            return Optional.empty();
        }
    }

    private ClientRegistration registration() {
        return Objects.requireNonNull(provider).registration();
    }

    /** Refuses whoever has no account before anything is remembered. */
    private OidcUser load(OidcUserRequest request) {
        var user = new OidcUserService().loadUser(request);
        if (find(user).isEmpty()) {
            throw new OAuth2AuthenticationException(new OAuth2Error("no_account"), "No account here");
        }
        return user;
    }

    private Optional<Account> find(OidcUser user) {
        var identity = user.getIssuer() + " " + user.getSubject();
        var known = accounts.findByExternalId(identity);
        if (known.isPresent()) {
            return known.filter(Account::active);
        }
        if (!Boolean.TRUE.equals(user.getEmailVerified()) || user.getEmail() == null) {
            return Optional.empty();
        }
        var account = accounts.findByLogin(user.getEmail())
                .filter(Account::active)
                .filter(found -> found.externalId() == null);
        account.ifPresent(found -> accounts.bind(found.id(), identity));
        return account;
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        try {
            logIn.begin(
                    find((OidcUser) Objects.requireNonNull(authentication.getPrincipal()))
                            .orElseThrow(),
                    request,
                    response);
            response.sendRedirect(AfterLogin.DESK);
        } catch (AuthenticationException assignedToNothing) {
            request.getSession().invalidate();
            refuse(request, response, assignedToNothing);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        LOG.info("A log-in by the identity provider was refused: {}", reason(refused));
        throttle.count(request);
        response.sendRedirect("/anmelden?dienst");
    }

    private static String reason(AuthenticationException refused) {
        return refused instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : refused.getClass().getSimpleName();
    }

    /** We want to know who somebody is, and nothing in their name. */
    private static final class KeepsNoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request, HttpServletResponse response) {}
    }
}
