package org.allmende.geo;

import java.time.LocalDate;
import org.allmende.geo.Life.Phase;
import org.allmende.geo.PlanNews.What;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/** Says in a letter what became of a plan, since when, and how far from the place it lies. */
@Component
class PlanLetters {

    private final Messages messages;
    private final Regions regions;
    private final Configuration configuration;

    PlanLetters(Messages messages, Regions regions, Configuration configuration) {
        this.messages = messages;
        this.regions = regions;
        this.configuration = configuration;
    }

    record Letter(String subject, String text) {}

    /** @param metres from the place; 0 inside */
    Letter write(Plan plan, What what, Phase phase, LocalDate today, double metres, String lang) {
        var kind = messages.text(lang, "geo.kind." + plan.kind().key());
        var named = plan.number().isEmpty() ? kind : messages.text(lang, "geo.kind.number", kind, plan.number());
        var until = plan.life().until(today).orElse(today);
        var text = messages.text(
                lang,
                "geo.news.mail.text",
                named,
                plan.name(),
                regions.current().get(plan.tenant()).name(),
                messages.text(
                        lang,
                        "geo.news.mail." + what.key(),
                        GermanDates.date(phase.from().equals(LocalDate.MIN) ? today : phase.from(), lang),
                        GermanDates.date(until, lang)),
                metres == 0
                        ? messages.text(lang, "geo.news.mail.inside")
                        : messages.text(
                                lang, "geo.news.mail.distance", String.valueOf(Math.max(1, Math.round(metres)))),
                configuration.publicUrl().resolve(plan.path()));
        return new Letter(messages.text(lang, "geo.news.mail." + what.key() + ".subject", plan.name()), text);
    }
}
