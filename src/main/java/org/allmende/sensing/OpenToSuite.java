package org.allmende.sensing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.login.TokenHolders;
import org.allmende.region.Regions;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * On an instance that was opened for a test suite, which cannot log in and deletes everything, everybody is at work for the
 * tenant that runs the server. Such an instance starts only where nothing has been measured yet.
 */
@Component
public class OpenToSuite implements TokenHolders, SmartInitializingSingleton {

    private static final String OPEN = "/sta/";

    private final Configuration configuration;
    private final Regions regions;
    private final JdbcClient db;

    OpenToSuite(Configuration configuration, Regions regions, JdbcClient db) {
        this.configuration = configuration;
        this.regions = regions;
        this.db = db;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!configuration.sensing().openToSuite()) {
            return;
        }
        long blocks =
                db.sql("select count(*) from sensing.block").query(Long.class).single();
        if (blocks > 0) {
            throw new ConfigurationCheck.Refused(
                    List.of("allmende.sensing.open-to-suite lets everybody delete everything, and this database has"
                            + " datastreams in it. Take another data folder."));
        }
    }

    /** It gives out none. */
    @Override
    public Optional<TokenHolder> find(String token) {
        return Optional.empty();
    }

    @Override
    public Optional<TokenHolder> withoutToken(String path) {
        return configuration.sensing().openToSuite() && path.startsWith(OPEN)
                ? Optional.of(new TokenHolder(
                        regions.current().lead().slug().value(), new UUID(0, 0), Devices.PREFIX + "suite"))
                : Optional.empty();
    }
}
