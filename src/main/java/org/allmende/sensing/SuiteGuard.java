package org.allmende.sensing;

import java.util.List;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An instance that is opened for a test suite, which deletes everything, starts only where there is nothing yet. */
@Component
class SuiteGuard implements SmartInitializingSingleton {

    private final Configuration configuration;
    private final JdbcClient db;

    SuiteGuard(Configuration configuration, JdbcClient db) {
        this.configuration = configuration;
        this.db = db;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!configuration.sensing().openToSuite()) {
            return;
        }
        long blocks = db.sql("select count(*) from sensing.block").query(Long.class).single();
        if (blocks > 0) {
            throw new ConfigurationCheck.Refused(
                    List.of("allmende.sensing.open-to-suite lets everybody delete everything, and this database has"
                            + " datastreams in it. Take another data folder."));
        }
    }
}
