package org.allmende.platform.mail;

import org.allmende.platform.config.Configuration;
import org.springframework.context.annotation.Bean;

/** The mail server from the configuration. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    Smtp smtp(Configuration configuration) {
        return new Smtp(configuration.mail());
    }
}
