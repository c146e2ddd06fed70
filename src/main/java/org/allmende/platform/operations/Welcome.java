package org.allmende.platform.operations;

import java.util.ArrayList;
import java.util.List;
import org.allmende.platform.config.Configuration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** What the console says once the first page can be opened. Modules add lines, for example the demo's log-ins. */
@Component
class Welcome implements ApplicationListener<ApplicationReadyEvent> {

    private final Configuration configuration;
    private final List<WelcomeLines> lines;

    Welcome(Configuration configuration, List<WelcomeLines> lines) {
        this.configuration = configuration;
        this.lines = lines;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        var text = new ArrayList<String>();
        var seconds = ready.getTimeTaken() == null
                ? ""
                : " in %.1f s".formatted(ready.getTimeTaken().toMillis() / 1000.0);
        text.add("");
        text.add("Allmende is ready%s:  %s".formatted(seconds, configuration.publicUrl()));
        lines.forEach(more -> text.addAll(more.lines()));
        text.add("");
        System.out.println(String.join(System.lineSeparator(), text));
    }
}
