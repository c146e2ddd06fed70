package org.allmende.services;

import java.util.List;
import org.allmende.services.form.Text;

/**
 * What the portal says about a service.
 *
 * @param words what people call it when they search, in German
 * @param easy the service in Leichte Sprache (DIN SPEC 33429), a line for each sentence; German only, empty when nobody has written it
 */
public record Description(
        Text title,
        Text summary,
        Text about,
        Text applicants,
        Text duration,
        List<String> words,
        List<String> easy,
        List<Faq> faq) {

    public Description {
        words = List.copyOf(words);
        easy = List.copyOf(easy);
        faq = List.copyOf(faq);
    }

    /** A question that people ask, and its answer. */
    public record Faq(Text question, Text answer) {}
}
