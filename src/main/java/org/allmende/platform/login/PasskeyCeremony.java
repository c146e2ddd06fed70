package org.allmende.platform.login;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allmende.platform.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;

/**
 * The two ceremonies of W3C WebAuthn, making a passkey and logging in with one. The key lives on the device and must ask for
 * finger, face or PIN, so that it is two factors in one; it is bound to the host of {@code allmende.public-url}.
 */
@Component
public class PasskeyCeremony {

    private final Webauthn4JRelyingPartyOperations operations;
    private final Accounts accounts;
    private final Passkeys passkeys;
    private final String host;

    PasskeyCeremony(Accounts accounts, Passkeys passkeys, Configuration configuration) {
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.host = configuration.publicUrl().getHost();
        this.operations = new Webauthn4JRelyingPartyOperations(
                new Users(accounts),
                passkeys,
                PublicKeyCredentialRpEntity.builder().id(host).name("Allmende").build(),
                Set.of(origin(configuration.publicUrl())));
        operations.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    }

    public PublicKeyCredentialCreationOptions beginRegistration(Staff staff) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(
                staff.account().toString(), null, List.of());
        return operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(authentication));
    }

    /** Throws whatever the library finds wrong with the answer. */
    public void register(
            Staff staff,
            PublicKeyCredentialCreationOptions options,
            PublicKeyCredential<AuthenticatorAttestationResponse> answer,
            String label) {
        operations.registerCredential(
                new ImmutableRelyingPartyRegistrationRequest(options, new RelyingPartyPublicKey(answer, label)));
        passkeys.note(staff, "account.passkey-added");
    }

    public PublicKeyCredentialRequestOptions beginLogIn() {
        return operations.createCredentialRequestOptions(() -> null);
    }

    /** Whose passkey it is; empty or an exception of the library when it is nobody's, or answers for the second time. */
    public Optional<Account> logIn(
            PasskeyQuestions.Question question, PublicKeyCredential<AuthenticatorAssertionResponse> answer) {
        var known = passkeys.findByCredentialId(answer.getRawId());
        if (known == null || known.getLastUsed().isAfter(question.asked())) {
            return Optional.empty();
        }
        var options = PublicKeyCredentialRequestOptions.builder()
                .challenge(question.challenge())
                .rpId(host)
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
        var user = operations.authenticate(new RelyingPartyAuthenticationRequest(options, answer));
        return Optional.of(accounts.getAccount(Passkeys.toAccount(user.getId())))
                .filter(Account::active);
    }

    /** As browsers write it: without a port that goes without saying. */
    static String origin(URI url) {
        var port = url.getPort();
        var usual = port == -1 || port == ("https".equals(url.getScheme()) ? 443 : 80);
        return url.getScheme() + "://" + url.getHost() + (usual ? "" : ":" + port);
    }

    /** Accounts are all the users there are; nothing has to be stored for them. */
    private record Users(Accounts accounts) implements PublicKeyCredentialUserEntityRepository {

        @Override
        public PublicKeyCredentialUserEntity findById(Bytes id) {
            return entity(accounts.getAccount(Passkeys.toAccount(id)));
        }

        @Override
        public @Nullable PublicKeyCredentialUserEntity findByUsername(String account) {
            return entity(accounts.getAccount(UUID.fromString(account)));
        }

        private static PublicKeyCredentialUserEntity entity(Account account) {
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(Passkeys.toUser(account.id()))
                    .name(account.login())
                    .displayName(account.name())
                    .build();
        }

        @Override
        public void save(PublicKeyCredentialUserEntity user) {
            throw new UnsupportedOperationException("An account is made elsewhere.");
        }

        @Override
        public void delete(Bytes id) {
            throw new UnsupportedOperationException("An account is closed elsewhere.");
        }
    }
}
