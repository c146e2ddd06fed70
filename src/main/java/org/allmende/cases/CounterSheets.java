package org.allmende.cases;

import static org.allmende.cases.PrintedAnswers.escape;

import java.time.Clock;
import java.util.List;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.pdf.QrCode;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.OfficeLetterhead;
import org.allmende.region.Regions;
import org.allmende.services.Services;
import org.allmende.services.form.FormRun;
import org.springframework.stereotype.Component;

/** What is printed at the counter; none of it is kept. */
@Component
public class CounterSheets {

    private final Notices notices;
    private final Services services;
    private final Regions regions;
    private final PdfRenderer renderer;
    private final Messages messages;
    private final Configuration configuration;
    private final Clock clock;

    CounterSheets(
            Notices notices,
            Services services,
            Regions regions,
            PdfRenderer renderer,
            Messages messages,
            Configuration configuration,
            Clock clock) {
        this.notices = notices;
        this.services = services;
        this.regions = regions;
        this.renderer = renderer;
        this.messages = messages;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** The answers with a line for the applicant's signature, as PDF. */
    public byte[] toSign(FormRun run, Draft draft) {
        var lang = draft.lang();
        var region = regions.current();
        var tenant = region.get(draft.tenant());
        var pack =
                services.get(draft.tenant(), draft.service(), draft.version()).pack();
        var office = region.offices().getOrDefault(draft.tenant(), List.of()).stream()
                .filter(one -> one.kind().equals(pack.responsibility().office()))
                .findFirst()
                .orElseThrow();
        var title = pack.description().title().in(lang);
        var body =
                "<p>%s</p>%s<p>%s</p><table class=\"blank\"><tr><th scope=\"row\">%s</th><td class=\"high\"></td></tr></table>"
                        .formatted(
                                escape(messages.text(lang, "cases.counter.sheet.text")),
                                PrintedAnswers.html(run, lang, messages),
                                escape(messages.text(lang, "cases.counter.sheet.true")),
                                escape(messages.text(lang, "cases.counter.sheet.sign")));
        return renderer.render(new Letter(
                lang,
                OfficeLetterhead.of(tenant, office.name(), office.contact(), messages, lang),
                List.of(),
                List.of(new Letter.Detail(
                        messages.text(lang, "cases.letter.date"), GermanDates.date(GermanDates.today(clock), lang))),
                messages.text(lang, "cases.counter.sheet.subject", title),
                body,
                List.of(),
                null,
                configuration.demo()));
    }

    /** The sealed receipt with the code by which the citizen sees the case; works in the case's tenant. */
    public byte[] receipt(Case it, AccessCode code) {
        var lang = it.lang();
        var address = configuration
                .publicUrl()
                .resolve("/%s/antrag?nummer=%s".formatted(it.portal(), it.number()))
                .toString();
        var shown = address.substring(0, address.indexOf('?'));
        var more =
                "<div class=\"box\"><h2>%s</h2><div class=\"pay\"><div><img src=\"%s\" alt=\"%s\"/></div><div><p>%s</p><p>%s: <strong>%s</strong><br/>%s: <strong>%s</strong></p></div></div></div>"
                        .formatted(
                                escape(messages.text(lang, "cases.counter.receipt.title")),
                                QrCode.of(address).dataUri(),
                                escape(shown),
                                escape(messages.text(lang, "cases.counter.receipt.text", shown)),
                                escape(messages.text(lang, "cases.number")),
                                it.number(),
                                escape(messages.text(lang, "cases.code")),
                                code.inGroups());
        return notices.sealedReceipt(it, more);
    }
}
