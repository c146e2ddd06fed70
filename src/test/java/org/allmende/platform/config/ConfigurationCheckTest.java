package org.allmende.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class ConfigurationCheckTest {

    private static final String DEMO = """
            public-url=http://localhost:8080
            region=marburg-biedenkopf
            data=data
            demo=true
            """;

    private static final String REAL = """
            public-url=https://portal.kreis.example
            region=marburg-biedenkopf
            data=/var/lib/allmende
            seal.keystore=/etc/allmende/siegel.p12
            seal.password=geheim
            mail.host=mail.kreis.example
            """;

    @Test
    void theDemoNeedsNothing() {
        assertThat(problemsOf(DEMO)).isEmpty();
    }

    @Test
    void aRealServerNeedsSealAndMail() {
        assertThat(problemsOf(REAL)).isEmpty();
    }

    @Test
    void aMisspeltKeyIsNamed() {
        assertThat(problemsOf(DEMO + "public-ulr=http://localhost\nmail.hots=x\n"))
                .containsExactly("""
                Unknown key allmende.mail.hots: remove it, or look up its spelling in application.yaml.
                Unknown key allmende.public-ulr: remove it, or look up its spelling in application.yaml.""");
    }

    @Test
    void aValueThatCannotBeReadIsNamed() {
        assertThat(problemsOf(DEMO + "database.connections=viele\n"))
                .singleElement()
                .asString()
                .startsWith("allmende.database.connections cannot be read: ")
                .contains("viele");
    }

    @Test
    void anOwnDatabaseNeedsItsThreePasswords() {
        assertThat(problemsOf(
                        DEMO + "database.url=jdbc:postgresql://db.kreis.example/allmende\ndatabase.app.password=x\n"))
                .containsExactly(
                        "allmende.database.owner.password is missing: set it in allmende.yaml or as an environment variable.",
                        "allmende.database.runner.password is missing: set it in allmende.yaml or as an environment variable.");
    }

    @Test
    void outsideTheDemoEverythingMissingIsSaidAtOnce() {
        assertThat(problemsOf(DEMO.replace("demo=true", "demo=false").replace("localhost", "portal.example")))
                .containsExactly(
                        "allmende.public-url must start with https:// outside the demo, because people send personal data.",
                        "allmende.seal.keystore is missing: outside the demo notices are sealed with your own certificate (PKCS#12 file).",
                        "allmende.mail.host is missing: outside the demo citizens are notified by e-mail.");
    }

    @Test
    void anAddressWithoutHostIsNoAddress() {
        assertThat(problemsOf(DEMO.replace("http://localhost:8080", "portal.example")))
                .containsExactly(
                        "allmende.public-url must be a whole address such as https://portal.example, not 'portal.example'.");
    }

    @Test
    void anIdentityProviderNeedsItsSecret() {
        assertThat(problemsOf(REAL + "login.oidc.issuer=https://sso.kreis.example\nlogin.oidc.client-id=allmende\n"))
                .containsExactly(
                        "allmende.login.oidc.client-secret is missing: set it in allmende.yaml or as an environment variable.");
    }

    @Test
    void aBaseMapNeedsALayerAndNamesWhoMadeIt() {
        assertThat(problemsOf(DEMO + "geo.base-map.wmts=https://karten.example/wmts\n"))
                .containsExactly(
                        "allmende.geo.base-map.layer is missing: set it in allmende.yaml or as an environment variable.",
                        "allmende.geo.base-map.attribution is missing: whoever made the map has to be named under it, as its licence says.");
        assertThat(
                        problemsOf(
                                DEMO
                                        + "geo.base-map.wmts=karten\ngeo.base-map.layer=a\ngeo.base-map.pmtiles=b\ngeo.base-map.attribution=c\n"))
                .containsExactly(
                        "allmende.geo.base-map has both wmts and pmtiles: keep the one that is to be shown.",
                        "allmende.geo.base-map.wmts must be the whole address of a GetCapabilities document, not 'karten'.");
    }

    @Test
    void theOperatorReadsSentencesInsteadOfAStackTrace() {
        var refused = new ConfigurationCheck.Refused(List.of("Das eine fehlt.", "Das andere auch."));
        var analysis = new ConfigurationCheck.Analyzer().analyze(refused, refused);
        assertThat(analysis.getDescription())
                .isEqualTo("The configuration cannot be used:\n\n  Das eine fehlt.\n  Das andere auch.");
        assertThat(analysis.getAction()).contains("allmende.yaml");
    }

    @Test
    void everyKeyIsExplainedInTheOneFile() throws IOException {
        var file = new ClassPathResource("application.yaml");
        var keys = new YamlPropertySourceLoader()
                .load("application", file).stream()
                        .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                        .toList();
        var commentedOut = new String(file.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keysOf(Configuration.class, "allmende").toList())
                .hasSizeGreaterThan(20)
                .allMatch(
                        key -> keys.contains(key) || commentedOut.contains("# " + key.replaceFirst(".*\\.", "") + ":"));
    }

    private static Stream<String> keysOf(Class<?> type, String prefix) {
        return Arrays.stream(type.getRecordComponents()).flatMap(part -> keysOf(part, prefix));
    }

    private static Stream<String> keysOf(RecordComponent part, String prefix) {
        var key = prefix + "." + part.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
        return part.getType().isRecord() ? keysOf(part.getType(), key) : Stream.of(key);
    }

    private static List<String> problemsOf(String keys) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(keys.replaceAll("(?m)^(?=\\S)", "allmende.")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new PropertiesPropertySource("test", properties));
        try {
            ConfigurationCheck.read(environment);
            return List.of();
        } catch (ConfigurationCheck.Refused refused) {
            return refused.problems();
        }
    }
}
