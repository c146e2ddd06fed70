package org.allmende;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.allmende.geo.AddressBook;
import org.allmende.geo.AddressFile;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.audit.AuditCheck.Result;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.database.DatabaseServer;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Messages;
import org.allmende.platform.operations.AuditWalk;
import org.allmende.platform.operations.Backups;
import org.allmende.platform.operations.Operation;
import org.allmende.region.BankAccounts;
import org.allmende.region.Boundaries;
import org.allmende.region.Districts;
import org.allmende.region.Offices;
import org.allmende.region.Participations;
import org.allmende.region.Regions;
import org.allmende.region.Tenants;
import org.allmende.region.pack.ImportedPacks;
import org.allmende.sensing.Devices;
import org.allmende.services.Catalogue;
import org.allmende.services.Leika;
import org.allmende.services.Packages;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@code ./allmende backup}, {@code restore}, {@code audit} and {@code import} do, with the server's configuration, beside it if it runs. */
public final class CommandLine {

    private static final String USAGE = """
            backup FILE [--data DIR]    database and documents into one file, while the server runs
            restore FILE [--data DIR]   from such a file into an empty data folder or database
            audit [--data DIR]          verifies the chains of the audit logs
            device TENANT NAME [--may-switch]  makes a token with which a device sends observations, and switches if it may
            import package DIR|ZIP|YAML checks a service package and publishes it
            import region DIR           checks a region pack and keeps it for the first start
            import leika DIR            takes in the list of all public services (leistungen_leika.csv)
            import addresses FILE       takes in the county's addresses (Hauskoordinaten or CSV, also as ZIP)""";

    private CommandLine() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Gives the exit code; what the operator must know is printed. */
    public static int run(String... arguments) {
        try {
            return run(List.of(arguments));
        } catch (RuntimeException failed) {
            System.err.println(sentence(failed));
            return 1;
        }
    }

    private static int run(List<String> arguments) {
        var options = new ArrayList<String>();
        var words = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.equals("--data") && i + 1 < arguments.size()) {
                options.add("--allmende.data=" + arguments.get(++i));
            } else if (argument.startsWith("--")) {
                options.add(argument);
            } else {
                words.add(argument);
            }
        }
        return switch (String.join(" ", words.isEmpty() ? List.of() : List.of(words.getFirst(), "" + words.size()))) {
            case "backup 2" -> backup(Path.of(words.get(1)), options);
            case "restore 2" -> restore(Path.of(words.get(1)), options);
            case "audit 1" -> audit(options);
            case "device 3" -> device(words.get(1), words.get(2), options);
            case "import 3" -> importing(words.get(1), Path.of(words.get(2)), options);
            default -> usage();
        };
    }

    private static int usage() {
        System.err.println(USAGE);
        return 2;
    }

    private static int backup(Path file, List<String> options) {
        var configuration = read(options);
        try (var server = DatabaseServer.start(configuration)) {
            var backups = new Backups(server, configuration, Clock.systemUTC());
            var made = backups.backup(file.toAbsolutePath());
            say("Backup     %s: %s, %s".formatted(file, contents(made), seconds(made)));
            var tried = backups.rehearse(file.toAbsolutePath());
            say("Rehearsal  restored into a server of its own and compared: %s, %s"
                    .formatted(contents(tried), seconds(tried)));
            say("Keys are not in it. Keep copies of %s apart from it.".formatted(secrets(configuration)));
            return 0;
        }
    }

    private static int restore(Path file, List<String> options) {
        var configuration = read(options);
        try (var server = DatabaseServer.start(configuration)) {
            var restored = new Backups(server, configuration, Clock.systemUTC()).restore(file.toAbsolutePath());
            say("Restored   %s: %s, %s".formatted(file, contents(restored), seconds(restored)));
            say("Put the key of the documents back as %s before the server starts."
                    .formatted(configuration.data().resolve("secrets").resolve("documents.key")));
            return 0;
        }
    }

    private static int audit(List<String> options) {
        var configuration = read(options);
        try (var context = start(WithDatabase.class, options, configuration)) {
            var verdicts = context.getBean(AuditWalk.class).verifyAll();
            verdicts.forEach(verdict -> say(line(verdict)));
            say("%d audit logs verified".formatted(verdicts.size()));
            return verdicts.stream().allMatch(AuditWalk.Verdict::intact) ? 0 : 1;
        }
    }

    /** The token is shown once; of it only the hash is kept. */
    private static int device(String tenant, String name, List<String> options) {
        boolean maySwitch = options.remove("--may-switch");
        var configuration = read(options);
        try (var context = start(WithDatabase.class, options, configuration)) {
            var token = context.getBean(Tenancy.class)
                    .as(tenant, () -> context.getBean(Devices.class).add(name, maySwitch));
            say("Device     %s of %s, which may %s. It sends this with each request, and nobody can show it again:"
                    .formatted(name, tenant, maySwitch ? "send and switch" : "send and not switch"));
            say("Authorization: Bearer " + token);
            return 0;
        }
    }

    private static int importing(String kind, Path place, List<String> options) {
        return switch (kind) {
            case "package" -> importPackage(place, options);
            case "region" -> importRegion(place, options);
            case "leika" -> importLeika(place, options);
            case "addresses" -> importAddresses(place, options);
            default -> usage();
        };
    }

    /** A server that runs offers it to the municipalities within seconds. */
    private static int importPackage(Path place, List<String> options) {
        var configuration = read(options);
        try (var context = start(WithDatabase.class, options, configuration)) {
            var published = context.getBean(Packages.class).publish(place);
            say("Published  %s %s: %s"
                    .formatted(
                            published.name(),
                            published.version(),
                            published.description().title().de()));
            say("Municipalities adopt it at /arbeitsplatz/leistungen.");
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The package %s cannot be read.".formatted(place), unreadable);
        }
    }

    private static int importRegion(Path folder, List<String> options) {
        var pack = new ImportedPacks(read(options).data()).add(folder);
        say("Taken in   %s: %d tenants".formatted(pack.name(), pack.tenants().size()));
        say("Start a server without a region with --region %s or allmende.region: %1$s."
                .formatted(ImportedPacks.nameOf(folder)));
        return 0;
    }

    /** Every row that cannot be used stands in the report with its line and reason. */
    private static int importLeika(Path folder, List<String> options) {
        var configuration = read(options);
        try (var context = start(WithDatabase.class, options, configuration)) {
            var reading = context.getBean(Leika.class).take(folder);
            var report = configuration.data().resolve("leika-report.csv");
            Files.write(
                    report,
                    reading.rejected().stream()
                            .map(one -> "%d;%s;%s;%s"
                                    .formatted(one.line(), one.key(), one.name().replace(';', ','), one.reason()))
                            .toList());
            say("Taken in   %,d of %,d rows".formatted(reading.known().size(), reading.rows()));
            reading.reasons().forEach((reason, rows) -> say("Left out   %,d: %s".formatted(rows, reason)));
            say("Each with its line in %s".formatted(report));
            return 0;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The report cannot be written.", unwritable);
        }
    }

    /** For the tenant that runs the server; a server that runs finds them within a second. */
    private static int importAddresses(Path file, List<String> options) {
        var configuration = read(options);
        try (var context = start(WithDatabase.class, options, configuration);
                var in = Files.newInputStream(file)) {
            var lead = context.getBean(Regions.class).current().lead();
            var kept = context.getBean(AddressBook.class)
                    .replace(lead.slug().value(), file.getFileName().toString(), false, in);
            say("Taken in   %,d addresses for %s, of %,d rows"
                    .formatted(kept.addresses(), lead.name(), kept.report().rows()));
            leftOut(kept.report()).forEach(CommandLine::say);
            return 0;
        } catch (AddressFile.Refused refused) {
            System.err.println(new Messages().text("en", "geo.address.refused." + refused.reason()));
            leftOut(refused.report()).forEach(System.err::println);
            return 1;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(file), unreadable);
        }
    }

    /** How many lines for which reason, and the first of them. */
    private static List<String> leftOut(AddressFile.Report report) {
        var messages = new Messages();
        var lines = new ArrayList<String>();
        report.leftOut()
                .forEach((reason, rows) -> lines.add("Left out   %,d: %s"
                        .formatted(rows, messages.text("en", "geo.address.reason." + reason.key()))));
        report.first()
                .forEach(one -> lines.add("Line %,d    %s %s"
                        .formatted(
                                one.line(),
                                messages.text(
                                        "en",
                                        "geo.address.reason." + one.reason().key()),
                                one.text())));
        return lines;
    }

    private static String line(AuditWalk.Verdict verdict) {
        return switch (verdict.result()) {
            case Result.Intact it ->
                "%-30s intact, entries %d to %d, %s".formatted(verdict.tenant(), it.first(), it.last(), it.hash());
            case Result.Broken it ->
                "%-30s BROKEN at entry %d: %s"
                        .formatted(verdict.tenant(), it.seq(), it.fault().name().toLowerCase(Locale.ROOT));
        };
    }

    private static String contents(Operation it) {
        return String.format(
                Locale.UK, "%,d rows, %,d documents, %.1f MB", it.rows(), it.documents(), it.bytes() / 1e6);
    }

    private static String seconds(Operation it) {
        return String.format(Locale.UK, "%.1f s", it.took().toMillis() / 1000.0);
    }

    private static String secrets(Configuration configuration) {
        var documents = configuration.data().resolve("secrets");
        return configuration.database().embedded()
                ? documents + " and " + configuration.data().resolve("database").resolve("secrets")
                : documents.toString();
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /** The sentence of whichever cause was written for people. */
    private static String sentence(Throwable failed) {
        var cause = failed;
        while (cause.getCause() != null && cause.getClass().getName().startsWith("org.springframework")) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Refused with its sentences, and without those of a server that does not start. */
    private static Configuration read(List<String> options) {
        try (var context = start(Nothing.class, options, null)) {
            return ConfigurationCheck.readForCommand(context.getEnvironment());
        }
    }

    private static ConfigurableApplicationContext start(
            Class<?> source, List<String> options, @Nullable Configuration configuration) {
        var application = new SpringApplication(source);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("logging.level.org.allmende.platform.postgres", "warn"));
        if (configuration != null) {
            application.addInitializers(
                    context -> context.getBeanFactory().registerSingleton("configuration", configuration));
        }
        return application.run(options.toArray(String[]::new));
    }

    /** Enough to read the configuration. */
    static class Nothing {}

    /** Pools and roles as the server has them. */
    @ComponentScan(basePackageClasses = {Tenancy.class, Audit.class})
    @Import({
        AuditWalk.class,
        Packages.class,
        Catalogue.class,
        Leika.class,
        Devices.class,
        AddressBook.class,
        Regions.class,
        Tenants.class,
        Offices.class,
        Participations.class,
        BankAccounts.class,
        Boundaries.class,
        Districts.class
    })
    static class WithDatabase {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        JdbcClient jdbcClient(DataSource app) {
            return JdbcClient.create(app);
        }
    }
}
