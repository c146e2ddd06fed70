package org.allmende.platform.operations;

import java.io.Console;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.pdf.QrCode;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** What the console says once the first page can be opened. Modules add lines, for example the demo's log-ins. */
@Component
class Welcome implements ApplicationListener<ApplicationReadyEvent> {

    private static final Set<String> HERE_ONLY = Set.of("localhost", "127.0.0.1", "[::1]");

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
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            text.addAll(code(configuration.publicUrl()));
        }
        lines.forEach(more -> text.addAll(more.lines()));
        text.add("");
        System.out.println(String.join(System.lineSeparator(), text));
    }

    /** The address for a phone's camera, unless it leads nowhere from there. */
    static List<String> code(URI address) {
        return HERE_ONLY.contains(address.getHost())
                ? List.of()
                : QrCode.of(address.toString()).blocks();
    }
}
