package org.allmende.cases.payment;

import java.time.Clock;
import java.util.List;
import org.allmende.cases.Case;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.pdf.GiroCode;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.BankAccount;
import org.allmende.region.OfficeLetterhead;
import org.allmende.region.Regions;
import org.allmende.services.form.Euro;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The invoice for what is still owed, with a GiroCode; once somebody was reminded it says so. Made anew each time. */
@Component
public class Invoices {

    private final Demands demands;
    private final Regions regions;
    private final PdfRenderer renderer;
    private final Messages messages;
    private final Configuration configuration;
    private final Clock clock;

    Invoices(
            Demands demands,
            Regions regions,
            PdfRenderer renderer,
            Messages messages,
            Configuration configuration,
            Clock clock) {
        this.demands = demands;
        this.regions = regions;
        this.renderer = renderer;
        this.messages = messages;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** The invoice as PDF/A; works in the case's tenant, which has a bank account. */
    public byte[] pdf(Case it, Demand demand, BankAccount account) {
        var lang = it.lang();
        var region = regions.current();
        var office = region.findOffice(it.tenant(), it.office()).orElseThrow();
        var kind = demand.reminders() == 0 ? "invoice" : "reminder";
        var body = new StringBuilder("<p>%s</p><table class=\"answers\">"
                .formatted(text(lang, "cases.pay." + kind + ".text", it.title(), date(demand, lang))));
        row(body, text(lang, "cases.pay.amount"), Euro.ofCents(demand.cents()).in(lang));
        for (var payment : demands.payments(it.id())) {
            row(
                    body,
                    text(lang, "cases.pay.kind." + payment.kind().name().toLowerCase(java.util.Locale.ROOT)) + ", "
                            + GermanDates.day(payment.booked()),
                    Euro.ofCents(-payment.cents()).in(lang));
        }
        row(body, text(lang, "cases.pay.left"), demand.leftEuro().in(lang));
        body.append("</table>");
        if (demand.left() > 0) {
            var code = new GiroCode(
                    account.recipient(),
                    account.iban(),
                    demand.leftEuro().amount(),
                    it.number().toString());
            row(body.append("<table class=\"answers\">"), text(lang, "cases.pay.to"), escape(account.recipient()));
            row(body, "IBAN", account.iban().toString());
            row(body, text(lang, "cases.pay.reference"), it.number().toString());
            body.append("</table><p class=\"giro\"><img src=\"%s\" alt=\"%s\"/></p>"
                    .formatted(
                            code.picture().dataUri(),
                            text(
                                    lang,
                                    "cases.notice.giro",
                                    account.iban(),
                                    demand.leftEuro().in(lang),
                                    it.number())));
        }
        return renderer.render(new Letter(
                lang,
                OfficeLetterhead.of(region.get(it.tenant()), office.name(), office.contact(), messages, lang),
                List.of(it.applicant()),
                List.of(
                        new Letter.Detail(
                                messages.text(lang, "cases.letter.number"),
                                it.number().toString()),
                        new Letter.Detail(
                                messages.text(lang, "cases.letter.date"),
                                GermanDates.date(GermanDates.today(clock), lang))),
                messages.text(lang, "cases.pay." + kind, it.number()),
                body.toString(),
                List.of(),
                null,
                configuration.demo()));
    }

    private static String date(Demand demand, String lang) {
        return GermanDates.date(demand.due(), lang);
    }

    private static void row(StringBuilder body, String label, String value) {
        body.append("<tr><th scope=\"row\">")
                .append(label)
                .append("</th><td>")
                .append(value)
                .append("</td></tr>");
    }

    private String text(String lang, String key, Object... arguments) {
        return escape(messages.text(lang, key, arguments));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscapeDecimal(text, "UTF-8");
    }
}
