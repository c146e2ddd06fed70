package org.allmende.cases.disclosure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;
import org.allmende.cases.Case;
import org.allmende.cases.Entries;
import org.allmende.cases.Entry;
import org.allmende.cases.Transfers;
import org.allmende.cases.handover.Handover;
import org.allmende.cases.handover.Handovers;
import org.allmende.cases.handover.Receipts;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.cases.opinion.Opinions;
import org.allmende.cases.payment.Demands;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.OfficeLetterhead;
import org.allmende.region.Regions;
import org.allmende.services.Services;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers what the office knows about somebody, why, since when, until when, and who else has heard of it (Art. 15 (1) and (3)
 * GDPR), and gives all of it along. It is made anew each time and kept nowhere.
 */
@Component
public class Disclosures {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Handovers handovers;
    private final Entries entries;
    private final Receipts receipts;
    private final Opinions opinions;
    private final Transfers transfers;
    private final CaseIdentities identities;
    private final Demands demands;
    private final Services services;
    private final Regions regions;
    private final PdfRenderer renderer;
    private final Messages messages;
    private final Configuration configuration;
    private final Clock clock;

    Disclosures(
            Handovers handovers,
            Entries entries,
            Receipts receipts,
            Opinions opinions,
            Transfers transfers,
            CaseIdentities identities,
            Demands demands,
            Services services,
            Regions regions,
            PdfRenderer renderer,
            Messages messages,
            Configuration configuration,
            Clock clock) {
        this.handovers = handovers;
        this.entries = entries;
        this.receipts = receipts;
        this.opinions = opinions;
        this.transfers = transfers;
        this.identities = identities;
        this.demands = demands;
        this.services = services;
        this.regions = regions;
        this.renderer = renderer;
        this.messages = messages;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * In the running transaction of the case's tenant.
     *
     * @param internal whether the office's own notes are in it, too; what it then gives out is the office's to weigh
     */
    public Disclosure of(Case it, boolean internal) {
        var history = entries.list(it.id()).stream()
                .filter(entry -> internal || entry.visible())
                .toList();
        var handover = handovers.of(it, internal ? Handover.Scope.OFFICE : Handover.Scope.CITIZEN);
        return new Disclosure(handover, json(it, handover, history), pdf(it, history));
    }

    private String json(Case it, Handover handover, List<Entry> history) {
        var all = JSON.createObjectNode();
        all.put("made", clock.instant().toString());
        all.put("purpose", pack(it).description().title().de());
        var law = all.putArray("law");
        pack(it).law().forEach(one -> law.add(one.provision()));
        all.put("keptUntil", Objects.toString(it.deleteAfter(), null));
        all.put("retention", pack(it).retention().closed().toString());
        all.put("retentionReason", pack(it).retention().reason().de());
        all.put("email", it.email());
        var recipients = all.putArray("recipients");
        recipients(it).forEach(recipients::add);
        identities
                .find(it.id())
                .ifPresent(known -> all.putObject("identity")
                        .put("by", known.by())
                        .put(
                                "level",
                                known.level() == null ? null : known.level().name())
                        .put("at", known.at().toString()));
        demands.find(it.id()).ifPresent(demand -> {
            all.putObject("fee")
                    .put("cents", demand.cents())
                    .put("paid", demand.paid())
                    .put("due", demand.due().toString());
            var payments = all.putArray("payments");
            demands.payments(it.id())
                    .forEach(one -> payments.addObject()
                            .put("kind", one.kind().name())
                            .put("cents", one.cents())
                            .put("booked", one.booked().toString())
                            .put("note", one.note()));
        });
        var happened = all.putArray("history");
        history.forEach(entry -> happened.addObject()
                .put("at", entry.at().toString())
                .put("kind", entry.kind().name())
                .put("by", entry.actorName())
                .put("text", entry.text()));
        all.set("case", (ObjectNode) JSON.readTree(handover.json()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    /** Who else has got something of the case: the office's software, who was asked for an opinion, to whom it was handed on. */
    private List<String> recipients(Case it) {
        return Stream.of(
                        receipts.list(it.id()).stream().map(one -> one.name()),
                        opinions.list(it.id()).stream().map(one -> one.body().name()),
                        transfers.findHanded(it.id()).map(one -> one.to().name()).stream())
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    private org.allmende.services.ServicePackage pack(Case it) {
        return services.get(it.tenant(), it.service(), it.version()).pack();
    }

    private byte[] pdf(Case it, List<Entry> history) {
        var lang = it.lang();
        var region = regions.current();
        var office = region.findOffice(it.tenant(), it.office()).orElseThrow();
        var html = new StringBuilder();
        paragraph(html, text(lang, "cases.disclosure.text", it.applicant(), it.number()));
        section(html, lang, "purpose", pack(it).description().title().in(lang));
        section(
                html,
                lang,
                "law",
                String.join(
                        ", ",
                        pack(it).law().stream().map(law -> law.provision()).toList()));
        section(html, lang, "what", messages.text(lang, "cases.disclosure.what.text"));
        section(
                html,
                lang,
                "source",
                transfers
                        .findArrival(it.id())
                        .map(one -> messages.text(lang, "cases.disclosure.source.arrived", one.fromName()))
                        .orElseGet(() -> messages.text(lang, "cases.disclosure.source.text")));
        var heard = recipients(it);
        section(
                html,
                lang,
                "recipients",
                heard.isEmpty() ? messages.text(lang, "cases.disclosure.recipients.none") : String.join(", ", heard));
        section(
                html,
                lang,
                "period",
                it.deleteAfter() == null
                        ? messages.text(
                                lang,
                                "cases.disclosure.period.open",
                                pack(it).retention().reason().in(lang))
                        : messages.text(
                                lang,
                                "cases.disclosure.period.until",
                                GermanDates.date(it.deleteAfter(), lang),
                                pack(it).retention().reason().in(lang)));
        section(html, lang, "automated", messages.text(lang, "cases.disclosure.automated.text"));
        section(html, lang, "rights", messages.text(lang, "cases.disclosure.rights.text"));
        html.append("<h2>").append(text(lang, "cases.disclosure.history")).append("</h2><table class=\"answers\">");
        for (var entry : history) {
            html.append("<tr><th scope=\"row\">%s</th><td>%s%s</td></tr>"
                    .formatted(
                            GermanDates.moment(entry.at()),
                            text(lang, "cases.entry." + entry.kind().name().toLowerCase(Locale.ROOT)),
                            entry.text() == null
                                    ? ""
                                    : ": " + escape(entry.text()).replace("\n", "<br/>")));
        }
        html.append("</table>");
        return renderer.render(new Letter(
                lang,
                OfficeLetterhead.of(region.get(it.tenant()), office.name(), office.contact(), messages, lang),
                List.of(),
                List.of(
                        new Letter.Detail(
                                messages.text(lang, "cases.letter.number"),
                                it.number().toString()),
                        new Letter.Detail(
                                messages.text(lang, "cases.letter.date"),
                                GermanDates.date(GermanDates.today(clock), lang))),
                messages.text(lang, "cases.disclosure.subject"),
                html.toString(),
                List.of(),
                null,
                configuration.demo()));
    }

    private void section(StringBuilder html, String lang, String key, String what) {
        html.append("<h2>").append(text(lang, "cases.disclosure." + key)).append("</h2>");
        paragraph(html, escape(what));
    }

    private static void paragraph(StringBuilder html, String escaped) {
        html.append("<p>").append(escaped).append("</p>");
    }

    private String text(String lang, String key, Object... arguments) {
        return escape(messages.text(lang, key, arguments));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscapeDecimal(text, "UTF-8");
    }

    /** Writes one ZIP, a folder for each case when there are several; outside any transaction. */
    public void write(List<Disclosure> all, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (var one : new ArrayList<>(all)) {
            var folder = all.size() == 1 ? "" : one.it().number() + "/";
            Handovers.add(zip, one.it(), folder + "auskunft.json", one.json());
            Handovers.add(zip, one.it(), folder + "auskunft.pdf", one.pdf());
            handovers.add(zip, one.handover(), folder);
        }
        zip.finish();
        zip.flush();
    }
}
