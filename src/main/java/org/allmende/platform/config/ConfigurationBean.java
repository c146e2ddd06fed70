package org.allmende.platform.config;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Hands the checked configuration and the clock to everything else. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ConfigurationBean {

    @Bean
    Configuration configuration(Environment environment) {
        return ConfigurationCheck.read(environment);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
