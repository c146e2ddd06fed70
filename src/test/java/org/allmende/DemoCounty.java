package org.allmende;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.allmende.demo.DemoLoad;
import org.allmende.geo.base.PmtilesFile;
import org.allmende.platform.database.DatabaseServer;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Assignment;
import org.allmende.platform.login.Role;
import org.allmende.region.Regions;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The real application with its demo county on a database of its own, started once for all tests that look from outside. */
public final class DemoCounty {

    /** The password of every account that {@link #staff} makes. */
    public static final String PASSWORD = "Lahn, Ohm und Perf fließen";

    private static final DemoCounty COUNTY = start();

    private final DatabaseServer database;
    private final ConfigurableApplicationContext context;
    private final String address;
    private final int mqttPort;
    private final Map<String, Visitor> staff = new ConcurrentHashMap<>();

    private DemoCounty(DatabaseServer database, ConfigurableApplicationContext context, String address, int mqttPort) {
        this.mqttPort = mqttPort;
        this.database = database;
        this.context = context;
        this.address = address;
    }

    public static DemoCounty county() {
        return COUNTY;
    }

    private static DemoCounty start() {
        var database = TestDatabase.serverFor(TestDatabase.newDatabase());
        TestDatabase.stopAfterSpring();
        var port = freePort();
        var mqttPort = freePort();
        var address = "http://localhost:" + port;
        var context = new AtomicReference<ConfigurableApplicationContext>();
        var seen = new SpringApplicationRunListener() {
            @Override
            public void contextPrepared(ConfigurableApplicationContext prepared) {
                context.set(prepared);
            }
        };
        SpringApplication.withHook(
                application -> seen,
                () -> Allmende.main(new String[] {
                    "--allmende.demo=true",
                    "--allmende.data=" + TestDatabase.newFolder(),
                    "--allmende.public-url=" + address,
                    "--allmende.database.url=" + database.app().url(),
                    "--allmende.database.owner.password=" + database.owner().password(),
                    "--allmende.database.app.password=" + database.app().password(),
                    "--allmende.database.runner.password=" + database.runner().password(),
                    "--allmende.decision.grace=0s",
                    "--allmende.handover.private-addresses=true",
                    "--allmende.sensing.demo-year=false",
                    "--allmende.geo.base-map.pmtiles=" + PmtilesFile.everywhere(TestDatabase.newFolder()),
                    "--allmende.geo.base-map.attribution=" + PmtilesFile.ATTRIBUTION,
                    "--allmende.sensing.mqtt.port=" + mqttPort,
                    "--server.port=" + port,
                }));
        var county = new DemoCounty(database, Objects.requireNonNull(context.get()), address, mqttPort);
        county.waitForStories();
        return county;
    }

    /** Until the demo has told all its stories, or has told none for a minute. */
    private void waitForStories() {
        var load = bean(DemoLoad.class);
        var before = load.progress();
        for (int patience = 0; patience < 120; patience++) {
            sleep();
            var now = load.progress();
            if (now.all() > 0 && now.complete()) {
                return;
            }
            patience = now.equals(before) ? patience : 0;
            before = now;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** The tenant that runs the server. */
    public String lead() {
        return bean(Regions.class).current().lead().slug().value();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Sees everything, as the owner of the tables. */
    public JdbcClient owner() {
        return JdbcClient.create(database.ownerSource());
    }

    public String address() {
        return address;
    }

    /** Where sensors send by MQTT, a moment after the first page is there. */
    public int mqttPort() {
        return mqttPort;
    }

    public String host() {
        return java.net.URI.create(address).getHost();
    }

    public String url(String path) {
        return address + path;
    }

    /** Somebody without an account. */
    public Visitor visitor() {
        return new Visitor(address);
    }

    /** Somebody who has logged in with this name, for example one of the demo's. */
    public Visitor loggedIn(String name, String password) {
        return visitor().logIn(name, password);
    }

    /** A member of staff with these roles in all offices of a tenant; the same one each time. */
    public Visitor staff(String tenant, Role... roles) {
        var name = Arrays.stream(roles)
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining("-", "probe-", "." + tenant));
        return staff.computeIfAbsent(name, missing -> {
            addAccount(missing, tenant, roles);
            return loggedIn(missing, PASSWORD);
        });
    }

    private void addAccount(String name, String tenant, Role... roles) {
        var accounts = bean(Accounts.class);
        if (accounts.findByLogin(name).isPresent()) {
            return;
        }
        var account = accounts.add(name, "Probe " + name);
        accounts.setPassword(account.id(), bean(PasswordEncoder.class).encode(PASSWORD));
        bean(Tenancy.class).run(tenant, () -> {
            for (var role : roles) {
                accounts.assign(account.id(), "*", role, Assignment.Kind.OWN, LocalDate.of(2026, 1, 1), null, "test");
            }
        });
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
