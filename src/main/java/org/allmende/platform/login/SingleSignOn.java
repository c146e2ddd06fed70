package org.allmende.platform.login;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

interface SingleSignOn {
    void join(HttpSecurity http);
}
