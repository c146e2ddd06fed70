package org.allmende.demo;

import java.util.ArrayList;
import java.util.List;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.operations.WelcomeLines;
import org.springframework.stereotype.Component;

/** Tells whoever started the demo how to get in. */
@OnlyInDemo
@Component
class DemoWelcome implements WelcomeLines {

    /** Those of the tour's town and of the whole region. */
    private static final int SHOWN = 6;

    private final Configuration configuration;
    private final DemoAccounts accounts;

    DemoWelcome(Configuration configuration, DemoAccounts accounts) {
        this.configuration = configuration;
        this.accounts = accounts;
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("  Guided tour, everybody with one click:  " + configuration.publicUrl().resolve("/rundgang"));
        lines.add("  Demo log-ins at %s, password of all: %s"
                .formatted(configuration.publicUrl().resolve("/anmelden"), DemoAccounts.PASSWORD));
        var all = accounts.list();
        all.stream()
                .limit(SHOWN)
                .map(one -> "    %-28s %s".formatted(one.login(), one.name()))
                .forEach(lines::add);
        if (all.size() > SHOWN) {
            lines.add("    and likewise in every municipality, for instance %s".formatted(all.getLast().login()));
        }
        return lines;
    }
}
