package org.allmende.platform.login.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.login.AfterLogin;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.LogIn;
import org.allmende.platform.login.PasskeyCeremony;
import org.allmende.platform.login.PasskeyQuestions;
import org.allmende.platform.login.Passkeys;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.login.Throttle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What {@code passkey.ts} asks and answers, in WebAuthn's own JSON. The question waits in the session, at log-in in a cookie. */
@Controller
class PasskeyPages {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyPages.class);
    private static final int LARGEST = 64 * 1024;
    private static final String QUESTION = PasskeyPages.class.getName();
    private static final String COOKIE = "frage";
    private static final String LOG_IN = "/anmelden/passkey";

    private record Registration(String label, PublicKeyCredential<AuthenticatorAttestationResponse> credential) {}

    private final PasskeyCeremony ceremony;
    private final PasskeyQuestions questions;
    private final Passkeys passkeys;
    private final LogIn logIn;
    private final Throttle throttle;
    private final boolean secure;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyPages(
            PasskeyCeremony ceremony,
            PasskeyQuestions questions,
            Passkeys passkeys,
            LogIn logIn,
            Throttle throttle,
            Configuration configuration) {
        this.ceremony = ceremony;
        this.questions = questions;
        this.passkeys = passkeys;
        this.logIn = logIn;
        this.throttle = throttle;
        this.secure = "https".equals(configuration.publicUrl().getScheme());
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @PostMapping("/arbeitsplatz/konto/passkey/optionen")
    ResponseEntity<String> beginRegistration(Staff staff, HttpServletRequest request) {
        var question = ceremony.beginRegistration(staff);
        request.getSession().setAttribute(QUESTION, question);
        return answer(question);
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @PostMapping("/arbeitsplatz/konto/passkey")
    @SuppressWarnings("IllegalCatch")
    ResponseEntity<String> register(Staff staff, HttpServletRequest request) throws IOException {
        var body = body(request);
        if (!(question(request) instanceof PublicKeyCredentialCreationOptions question)) {
            return refused(HttpStatus.CONFLICT);
        }
        try {
            var registration = json.readValue(body, Registration.class);
            ceremony.register(staff, question, registration.credential(), label(registration.label()));
            return answer(Map.of("next", AfterLogin.DESK + "/konto?passkey"));
        } catch (RuntimeException wrong) {
            LOG.info("A passkey was not taken: {}", wrong.getClass().getSimpleName());
            return refused(HttpStatus.BAD_REQUEST);
        }
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR, Role.CASHIER})
    @PostMapping("/arbeitsplatz/konto/passkey/entfernen")
    View remove(Staff staff, @RequestParam(defaultValue = "") String id) {
        passkeys.remove(staff, id);
        return new RedirectView(AfterLogin.DESK + "/konto?entfernt");
    }

    @Public
    @PostMapping(LOG_IN + "/optionen")
    ResponseEntity<String> beginLogIn(HttpServletResponse response) {
        var options = ceremony.beginLogIn();
        keep(response, questions.seal(options.getChallenge()), PasskeyQuestions.VALID);
        return answer(options);
    }

    private void keep(HttpServletResponse response, String question, Duration age) {
        var cookie = ResponseCookie.from(COOKIE, question)
                .path(LOG_IN)
                .maxAge(age)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    @Public
    @PostMapping(LOG_IN)
    @SuppressWarnings("IllegalCatch")
    ResponseEntity<String> logIn(
            HttpServletRequest request, HttpServletResponse response, @RequestParam(defaultValue = "") String weiter)
            throws IOException {
        var body = body(request);
        var question = Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .flatMap(cookie -> questions.open(cookie.getValue()));
        if (question.isEmpty()) {
            return refused(HttpStatus.CONFLICT);
        }
        keep(response, "", Duration.ZERO);
        try {
            var credential =
                    json.readValue(body, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
            var account = ceremony.logIn(question.get(), credential).orElseThrow();
            logIn.begin(account, request, response);
            return answer(Map.of("next", AfterLogin.isOurs(weiter) ? weiter : AfterLogin.DESK));
        } catch (RuntimeException wrong) {
            LOG.info("A passkey was refused: {}", wrong.getClass().getSimpleName());
            throttle.count(request);
            return refused(HttpStatus.BAD_REQUEST);
        }
    }

    /** Each question is answered once. */
    private static @Nullable Object question(HttpServletRequest request) {
        var session = request.getSession();
        var question = session.getAttribute(QUESTION);
        session.removeAttribute(QUESTION);
        return question;
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(LARGEST);
    }

    private static String label(String typed) {
        var label = typed.replaceAll("\\p{Cntrl}", " ").strip();
        return label.isEmpty() ? "Passkey" : label.substring(0, Math.min(label.length(), 60));
    }

    private ResponseEntity<String> answer(Object answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(answer));
    }

    private static ResponseEntity<String> refused(HttpStatus status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}");
    }
}
