package org.allmende.platform.login;

import org.allmende.platform.config.Configuration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Headers, sessions and log-in. Which role a route needs is said at the route and checked by {@link Guard}. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableJdbcHttpSession(tableName = "platform.spring_session", maxInactiveIntervalInSeconds = 8 * 60 * 60)
class LoginConfiguration {

    /** No inline script or style, nothing from another host; the one to which a form may lead proves who citizens are. */
    private static String contentSecurityPolicy(Configuration configuration) {
        var issuer = configuration.citizen().oidc().issuer();
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "manifest-src 'self'",
                "form-action 'self'"
                        + (issuer == null
                                ? ""
                                : " " + issuer.resolve("/").toString().replaceFirst("/$", "")),
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    /** At the beginning: after a forward the answer is closed before the filter could add any. */
    private static final ObjectPostProcessor<HeaderWriterFilter> EARLY_HEADERS = new ObjectPostProcessor<>() {
        @Override
        public <F extends HeaderWriterFilter> F postProcess(F filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    /** A request is measured as a whole; its twenty filters, one by one, cost more than they tell. */
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    /** Holds the session's id as it is: one that had to be decoded first could come to anything. */
    @Bean
    CookieSerializer sessionCookie(Configuration configuration) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("sitzung");
        cookie.setUseBase64Encoding(false);
        cookie.setUseSecureCookie("https".equals(configuration.publicUrl().getScheme()));
        return cookie;
    }

    /** Interfaces for other software know neither session nor log-in: each request shows its token, or reads what is public. */
    @Bean
    @Order(1)
    SecurityFilterChain interfaces(HttpSecurity http, Configuration configuration) throws Exception {
        http.securityMatcher(request -> SameOrigin.isInterface(request.getRequestURI()))
                .csrf(csrf -> csrf.disable())
                .securityContext(context -> context.disable())
                .sessionManagement(session -> session.disable())
                .servletApi(servlet -> servlet.disable())
                .exceptionHandling(exceptions -> exceptions.disable())
                .requestCache(cache -> cache.disable())
                .anonymous(anonymous -> anonymous.disable())
                .logout(logout -> logout.disable())
                .addFilterBefore(sameOrigin(configuration), HeaderWriterFilter.class);
        return withHeaders(http, configuration).build();
    }

    private static SameOrigin sameOrigin(Configuration configuration) {
        return new SameOrigin(configuration.publicUrl(), configuration.sensing().openToSuite());
    }

    private static HttpSecurity withHeaders(HttpSecurity http, Configuration configuration) {
        return http.headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives(contentSecurityPolicy(configuration)))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"))
                .cacheControl(cache -> cache.disable())
                .withObjectPostProcessor(EARLY_HEADERS));
    }

    @Bean
    @Order(2)
    SecurityFilterChain security(
            HttpSecurity http,
            PasswordCheck passwordCheck,
            Throttle throttle,
            SingleSignOn singleSignOn,
            Configuration configuration)
            throws Exception {
        http.csrf(csrf -> csrf.disable())
                .addFilterBefore(sameOrigin(configuration), SecurityContextHolderFilter.class)
                .addFilterAfter(throttle, SecurityContextHolderFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .authenticationProvider(passwordCheck)
                .formLogin(form -> form.loginPage("/anmelden")
                        .usernameParameter("name")
                        .passwordParameter("passwort")
                        .successHandler(new AfterLogin())
                        .failureHandler(throttle))
                .logout(logout -> logout.logoutUrl("/abmelden").logoutSuccessUrl("/anmelden?abgemeldet"))
                .requestCache(cache -> cache.disable())
                .anonymous(anonymous -> anonymous.disable());
        singleSignOn.join(http);
        return withHeaders(http, configuration).build();
    }
}
