package org.allmende.platform.config;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Reads the configuration before anything starts and refuses what cannot work, with a sentence that says what to do. */
public class ConfigurationCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        read(event.getEnvironment());
    }

    /** The configuration of this environment; {@link Refused} lists everything that is wrong with it at once. */
    public static Configuration read(Environment environment) {
        var configuration = bind(environment);
        refuse(problems(configuration));
        return configuration;
    }

    /** As {@link #read}, but asks only for what the database and the documents need: for commands that serve nobody. */
    public static Configuration readForCommand(Environment environment) {
        var configuration = bind(environment);
        refuse(databaseProblems(configuration.database()));
        return configuration;
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
    }

    private static Configuration bind(Environment environment) {
        try {
            return Binder.get(environment)
                    .bind(
                            "allmende",
                            Bindable.of(Configuration.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                    .orElseThrow(() -> new Refused(List.of("There is no configuration under allmende.*.")));
        } catch (BindException refused) {
            throw new Refused(List.of(sentence(refused)));
        }
    }

    private static String sentence(BindException refused) {
        if (refused.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
            return unknown.getUnboundProperties().stream()
                    .map(property -> "Unknown key %s: remove it, or look up its spelling in application.yaml."
                            .formatted(property.getName()))
                    .reduce((left, right) -> left + "\n" + right)
                    .orElse("Unknown key.");
        }
        return "%s cannot be read: %s".formatted(refused.getName(), rootMessage(refused));
    }

    private static String rootMessage(Throwable thrown) {
        var root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static List<String> problems(Configuration it) {
        var problems = new ArrayList<String>();
        var url = it.publicUrl();
        if (url.getHost() == null || !List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            problems.add("allmende.public-url must be a whole address such as https://portal.example, not '%s'."
                    .formatted(url));
        }
        problems.addAll(databaseProblems(it.database()));
        if (it.backup().configured() && it.backup().keep() < 1) {
            problems.add("allmende.backup.keep must be 1 or more.");
        }
        if (!it.metricsToken().isEmpty() && it.metricsToken().length() < 20) {
            problems.add("allmende.metrics-token is too short to be safe: use at least 20 random characters.");
        }
        problems.addAll(baseMapProblems(it.geo().baseMap()));
        if (it.demo()) {
            return problems;
        }
        if (it.sensing().openToSuite()) {
            problems.add("allmende.sensing.open-to-suite lets everybody delete everything: it is for the demo only.");
        }
        if (!"https".equals(url.getScheme()) && !"localhost".equals(url.getHost())) {
            problems.add(
                    "allmende.public-url must start with https:// outside the demo, because people send personal data.");
        }
        if (it.seal().keystore() == null) {
            problems.add(
                    "allmende.seal.keystore is missing: outside the demo notices are sealed with your own certificate (PKCS#12 file).");
        } else {
            missing(problems, "allmende.seal.password", it.seal().password());
        }
        if (!it.mail().configured()) {
            problems.add("allmende.mail.host is missing: outside the demo citizens are notified by e-mail.");
        }
        if (it.login().oidc().configured()) {
            missing(problems, "allmende.login.oidc.client-id", it.login().oidc().clientId());
            missing(
                    problems,
                    "allmende.login.oidc.client-secret",
                    it.login().oidc().clientSecret());
        }
        problems.addAll(citizenProblems(it.citizen().oidc()));
        return problems;
    }

    /** What can be said without looking at file or service; that is done by whoever shows the map. */
    private static List<String> baseMapProblems(Configuration.BaseMap map) {
        var problems = new ArrayList<String>();
        var wmts = map.wmts();
        if (wmts == null && map.pmtiles() == null) {
            return problems;
        }
        if (wmts != null && map.pmtiles() != null) {
            problems.add("allmende.geo.base-map has both wmts and pmtiles: keep the one that is to be shown.");
        }
        if (wmts != null
                && (wmts.getHost() == null || !List.of("http", "https").contains(String.valueOf(wmts.getScheme())))) {
            problems.add("allmende.geo.base-map.wmts must be the whole address of a GetCapabilities document, not '%s'."
                    .formatted(wmts));
        }
        if (wmts != null) {
            missing(problems, "allmende.geo.base-map.layer", map.layer());
        }
        if (map.attribution().isBlank()) {
            problems.add("allmende.geo.base-map.attribution is missing: whoever made the map has to be named under it,"
                    + " as its licence says.");
        }
        return problems;
    }

    private static List<String> citizenProblems(Configuration.Citizen.Oidc oidc) {
        var problems = new ArrayList<String>();
        if (oidc.issuer() == null) {
            return problems;
        }
        if (!"https".equals(oidc.issuer().getScheme())) {
            problems.add(
                    "allmende.citizen.oidc.issuer must start with https://, because people prove there who they are.");
        }
        missing(problems, "allmende.citizen.oidc.client-id", oidc.clientId());
        missing(problems, "allmende.citizen.oidc.client-secret", oidc.clientSecret());
        return problems;
    }

    private static List<String> databaseProblems(Configuration.Database database) {
        var problems = new ArrayList<String>();
        if (!database.embedded()) {
            missing(
                    problems,
                    "allmende.database.owner.password",
                    database.owner().password());
            missing(problems, "allmende.database.app.password", database.app().password());
            missing(
                    problems,
                    "allmende.database.runner.password",
                    database.runner().password());
        }
        return problems;
    }

    private static void missing(List<String> problems, String key, String value) {
        if (value.isBlank()) {
            problems.add("%s is missing: set it in allmende.yaml or as an environment variable.".formatted(key));
        }
    }

    /** The configuration cannot be used. */
    public static final class Refused extends RuntimeException {

        private final List<String> problems;

        public Refused(List<String> problems) {
            super(String.join("\n", problems));
            this.problems = List.copyOf(problems);
        }

        public List<String> problems() {
            return problems;
        }
    }

    /** Prints the sentences without a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<Refused> {
        @Override
        protected FailureAnalysis analyze(Throwable root, Refused cause) {
            return new FailureAnalysis(
                    "The configuration cannot be used:\n\n  " + String.join("\n  ", cause.problems()),
                    "Correct it in allmende.yaml in the data folder; application.yaml explains every key.",
                    cause);
        }
    }
}
