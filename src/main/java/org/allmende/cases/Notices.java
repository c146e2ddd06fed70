package org.allmende.cases;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.cases.identity.CaseIdentities;
import org.allmende.cases.identity.CaseIdentity;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.files.FileType;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.Messages;
import org.allmende.platform.pdf.Attachment;
import org.allmende.platform.pdf.GiroCode;
import org.allmende.platform.pdf.Iban;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.pdf.Seal;
import org.allmende.platform.pdf.SealReason;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.BankAccount;
import org.allmende.region.Office;
import org.allmende.region.OfficeLetterhead;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.services.NoticeFields;
import org.allmende.services.Outcome;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FormRun;
import org.allmende.services.notice.NoticeTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Makes the letters of a case: the sealed notice after the decision, the receipt when it is opened for the first time.
 * It is longer than 400 lines because all letters share the sender, the fields and the seal.
 */
@Component
public class Notices {

    /** A fee is due so many days after the notice. */
    static final int PAYMENT_DAYS = 30;

    /** The block of a letter that tells the remedy, by its id. */
    private static final String REMEDY = "rechtsbehelf";

    private final Letters letters;
    private final Entries entries;
    private final FurtherNotices further;
    private final NoticeTexts texts;
    private final Files files;
    private final Fees fees;
    private final Audit audit;
    private final Services services;
    private final Regions regions;
    private final PdfRenderer renderer;
    private final Seal seal;
    private final CaseIdentities identities;
    private final Messages messages;
    private final Configuration configuration;
    private final Clock clock;

    Notices(
            Letters letters,
            Entries entries,
            FurtherNotices further,
            NoticeTexts texts,
            Files files,
            Fees fees,
            Audit audit,
            Services services,
            Regions regions,
            PdfRenderer renderer,
            Seal seal,
            CaseIdentities identities,
            Messages messages,
            Configuration configuration,
            Clock clock) {
        this.letters = letters;
        this.entries = entries;
        this.further = further;
        this.texts = texts;
        this.files = files;
        this.fees = fees;
        this.audit = audit;
        this.services = services;
        this.regions = regions;
        this.renderer = renderer;
        this.seal = seal;
        this.identities = identities;
        this.messages = messages;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** What whoever checks the seal reads: {@code Bescheid GLA-7K4Q-22PM}, {@code Stadt Gladenbach, Standesamt}. */
    private SealReason reason(String what, Case it) {
        var region = regions.current();
        var office = region.findOffice(it.tenant(), it.office()).orElseThrow();
        return new SealReason(what + " " + it.number(), region.get(it.tenant()).name() + ", " + office.name());
    }

    /** Makes the sealed notice of a decided case and keeps it. */
    void make(Case it) {
        var pdf = seal.seal(renderer.render(notice(it)), reason("Bescheid", it));
        var file = files.addOwn(pdf, "Bescheid-%s.pdf".formatted(it.number()), FileType.PDF);
        letters.add(it.id(), Letters.Kind.NOTICE, file.id());
    }

    /** Makes the sealed letter that tells what the office means to do and why (§ 28 (1) VwVfG). */
    void makeHearing(Case it, Hearing hearing, int number) {
        var sender = sender(it);
        var decision = sender.service()
                .pack()
                .outcome()
                .findDecision(hearing.outcome())
                .orElseThrow();
        var text = messages.text(
                "de",
                "cases.hearing.letter",
                it.title(),
                day(GermanDates.dayOf(it.submitted())),
                decision.heading(),
                hearing.grounds(),
                day(hearing.due()),
                configuration.publicUrl().resolve("/antrag"),
                hearing.askedBy());
        var subject = messages.text("de", "cases.hearing.subject", it.title());
        var pdf = seal.seal(
                renderer.render(letter(it, sender, "de", subject, paragraphs(text), true)), reason("Anhörung", it));
        var file = files.addOwn(pdf, "Anhoerung-%s.pdf".formatted(it.number()), FileType.PDF);
        letters.add(it.id(), Letters.Kind.HEARING, number, file.id());
    }

    /** Makes the sealed letter that corrects the notice; the notice itself stays as it is. */
    void makeCorrection(Case it, FurtherNotice<NoticeCorrection> correction) {
        keep(it, "Berichtigung", Letters.Kind.CORRECTION, correction.number(), correction(it, correction));
    }

    /** Makes the sealed notice about a part. */
    void makePartial(Case it, FurtherNotice<PartialNotice> partial, String objection) {
        keep(it, "Teilbescheid", Letters.Kind.PARTIAL, partial.number(), partial(it, partial, objection));
    }

    /** Makes the sealed notice that takes the place of the one before. */
    void makeAnew(Case it, FurtherNotice<NewNotice> wanted, String objection) {
        keep(it, "Bescheid", Letters.Kind.NOTICE, wanted.number(), anew(it, wanted, objection));
    }

    private void keep(Case it, String what, Letters.Kind kind, int number, Letter letter) {
        var pdf = seal.seal(renderer.render(letter), reason(what, it));
        var name = "%s-%d-%s.pdf".formatted(what, number, it.number());
        letters.add(it.id(), kind, number, files.addOwn(pdf, name, FileType.PDF).id());
    }

    /** The partial notice as it would be made now, not sealed. */
    byte[] previewPartial(Case it, FurtherNotice<PartialNotice> partial, String objection) {
        return renderer.render(partial(it, partial, objection));
    }

    /** Whether the decision's letter tells a remedy, which every notice needs (§ 37 (6) VwVfG). */
    boolean tellsRemedy(Case it, Outcome.Decision decision) {
        return services.get(it.tenant(), it.service(), it.version())
                .pack()
                .findNotice(decision.id())
                .filter(template -> template.has(REMEDY))
                .isPresent();
    }

    private Letter partial(Case it, FurtherNotice<PartialNotice> notice, String objection) {
        var partial = notice.content();
        var sender = sender(it);
        var pack = sender.service().pack();
        var decision = pack.outcome().findDecision(partial.outcome()).orElseThrow();
        var body = new StringBuilder(paragraphs(opening(it, partial, objection)));
        heading(body, "cases.partial.letter.decision");
        body.append(paragraphs(messages.text(
                "de",
                decision.grants() ? "cases.partial.letter.grants" : "cases.partial.letter.refuses",
                partial.covers())));
        var lines = sender.run().steps().stream()
                .flatMap(step -> sender.run().questions(step).stream())
                .filter(question -> partial.questions().contains(question.path()))
                .map(question -> "<li>%s: %s</li>"
                        .formatted(
                                escape(question.label().de()),
                                escape(sender.run().show(question, "de")).replace("\n", "<br/>")))
                .toList();
        if (!lines.isEmpty()) {
            body.append("<ul>").append(String.join("", lines)).append("</ul>");
        }
        heading(body, "cases.partial.letter.reasons");
        body.append(paragraphs(notice.reason()));
        if (it.decided() == null) {
            heading(body, "cases.partial.letter.rest");
            body.append(paragraphs(messages.text("de", "cases.partial.letter.rest.text")));
        }
        var fee = sender.service().fee(sender.run());
        var fields = new HashMap<>(NoticeFields.values(
                pack, sender.run(), sender.service().parameters(), ofCase(it, sender, notice.reason())));
        fields.put("fee.total", fee.total().in("de"));
        body.append(pack.findNotice(decision.id()).orElseThrow().fillBlock(REMEDY, fields, NoticeFields.tables(fee)));
        body.append(paragraphs(notice.byName()));
        return letter(
                it, sender, "de", messages.text("de", "cases.partial.subject", it.title()), body.toString(), true);
    }

    private String opening(Case it, PartialNotice partial, String objection) {
        return partial.replaces() == 0
                ? messages.text(
                        "de",
                        "cases.partial.letter",
                        it.applicant(),
                        day(GermanDates.dayOf(it.submitted())),
                        it.title())
                : messages.text(
                        "de",
                        "cases.partial.letter.anew",
                        it.applicant(),
                        partial.replaces(),
                        letters.findNotice(it.id(), partial.replaces())
                                .map(before -> day(GermanDates.dayOf(before.created())))
                                .orElse(""),
                        objection);
    }

    private void heading(StringBuilder body, String key) {
        body.append("<h2>%s</h2>".formatted(escape(messages.text("de", key))));
    }

    /** The new notice as it would be made now, not sealed. */
    public byte[] previewAnew(Case it, FurtherNotice<NewNotice> wanted, String objection) {
        return renderer.render(anew(it, wanted, objection));
    }

    private Letter anew(Case it, FurtherNotice<NewNotice> wanted, String objection) {
        var before = letters.find(it.id(), Letters.Kind.NOTICE).orElseThrow();
        var first = messages.text("de", "cases.anew.letter", day(GermanDates.dayOf(before.created())), objection);
        var decided =
                it.decidedAnew(wanted.content().outcome(), wanted.content().feeCents());
        // notices that refuse have a place for the reason; those that grant have none
        if (grants(decided) && !wanted.reason().isBlank()) {
            first += "\n\n" + wanted.reason();
        }
        return notice(decided, wanted.reason(), first, wanted.byName(), Map.of());
    }

    private boolean grants(Case it) {
        var outcome =
                services.get(it.tenant(), it.service(), it.version()).pack().outcome();
        return outcome.findDecision(String.valueOf(it.outcome())).orElseThrow().grants();
    }

    /** The correction as it would be made now, not sealed. */
    public byte[] previewCorrection(Case it, FurtherNotice<NoticeCorrection> correction) {
        return renderer.render(correction(it, correction));
    }

    private Letter correction(Case it, FurtherNotice<NoticeCorrection> notice) {
        var correction = notice.content();
        var sender = sender(it);
        var corrected = letters.find(it.id(), Letters.Kind.NOTICE).orElseThrow();
        var heading = sender.service()
                .pack()
                .outcome()
                .findDecision(String.valueOf(it.outcome()))
                .orElseThrow()
                .heading();
        var text = messages.text(
                "de",
                "cases.correction.letter",
                heading,
                day(GermanDates.dayOf(corrected.created())),
                it.number(),
                correction.law(),
                correction.wrong(),
                correction.correct(),
                notice.reason(),
                notice.byName());
        var subject = messages.text("de", "cases.correction.subject", heading, it.title());
        return letter(it, sender, "de", subject, paragraphs(text), true);
    }

    private static String paragraphs(String text) {
        var html = new StringBuilder();
        for (var paragraph : text.replace("\r\n", "\n").split("\n\n", -1)) {
            html.append("<p>%s</p>".formatted(escape(paragraph.strip()).replace("\n", "<br/>")));
        }
        return html.toString();
    }

    /** The notice as it would be made now, not sealed: what the clerk sees before deciding. */
    public byte[] preview(Case it, String outcome, int feeCents, String reason) {
        return renderer.render(notice(it.decided(outcome, feeCents, clock.instant()), reason));
    }

    /** The same with these texts of the clerk's, by block. */
    byte[] preview(Case it, String outcome, int feeCents, String reason, Map<String, String> edited) {
        var decided = it.decided(outcome, feeCents, clock.instant());
        return renderer.render(notice(decided, reason, "", decidedBy(it), edited));
    }

    /** The blocks of this decision's letter with what is known of the case, as the package has them. */
    List<NoticeTemplate.Shown> show(Case it, String outcome) {
        var sender = sender(it);
        var pack = sender.service().pack();
        var fields = NoticeFields.values(pack, sender.run(), sender.service().parameters(), ofCase(it, sender, ""));
        return pack.findNotice(outcome)
                .map(template -> template.show(fields, NoticeFields.OPEN))
                .orElse(List.of());
    }

    /**
     * A letter for the citizen's eyes by its {@link Letters.CaseLetter#path}; the receipt is made now if nobody has asked for it before. Opening the notice for the
     * first time is noted, since the law counts from there.
     */
    public Optional<Letters.CaseLetter> open(Case it, String path) {
        if (path.equals(Letters.Kind.RECEIPT.path())) {
            makeReceipt(it);
        }
        var found = letters.find(it.id(), path);
        found.ifPresent(letter -> {
            if (letters.markOpened(letter.id()) && letter.kind().isNotice()) {
                entries.add(it.id(), Entry.Kind.NOTICE_OPENED, null, "", true, null);
                audit.record("notice.retrieved", it.id(), Map.of("letter", letter.path()));
            }
        });
        return found;
    }

    /** Makes the receipt unless it is there; for others than the citizen, whose opening it is noted. */
    public void makeReceipt(Case it) {
        if (letters.find(it.id(), Letters.Kind.RECEIPT).isPresent()) {
            return;
        }
        var pdf = sealedReceipt(it, "");
        var file = files.addOwn(pdf, "Eingang-%s.pdf".formatted(it.number()), FileType.PDF);
        if (!letters.add(it.id(), Letters.Kind.RECEIPT, file.id())) {
            files.delete(file.id());
        }
    }

    /** The receipt with more on it, which is kept nowhere; in the case's language. */
    byte[] sealedReceipt(Case it, String more) {
        return seal.seal(renderer.render(receipt(it, more)), reason("Eingangsbestätigung", it));
    }

    private Letter notice(Case it) {
        var reason = entries.list(it.id()).stream()
                .filter(entry -> entry.kind() == Entry.Kind.DECIDED)
                .reduce((first, last) -> last)
                .map(Entry::text)
                .orElse("");
        return notice(it, reason);
    }

    private Letter notice(Case it, String reason) {
        return notice(it, reason, "", decidedBy(it), texts.find(it.id(), String.valueOf(it.outcome())));
    }

    /**
     * @param first what stands before everything else, empty for nothing
     * @param edited the clerk's own texts, by block
     */
    private Letter notice(Case it, String reason, String first, String by, Map<String, String> edited) {
        var sender = sender(it);
        var run = sender.run();
        var pack = sender.service().pack();
        var decision = pack.outcome().findDecision(String.valueOf(it.outcome())).orElseThrow();
        var change = fees.findChange(it.id());
        var fee = change.map(one -> sender.service().fee(run).reducedTo(one.euro(), one.reason()))
                .orElseGet(() -> sender.service().fee(run));
        var account = sender.region().findBankAccount(it.tenant());
        var fields = new HashMap<>(
                NoticeFields.values(pack, run, sender.service().parameters(), ofCase(it, sender, reason)));
        fields.put("fee.total", fee.total().in("de"));
        fields.put("staff.name", by);
        NoticeFields.OPEN.forEach((name, called) -> fields.put(called, fields.get(name)));
        var parts = further.listHolding(it.id()).stream()
                .map(one -> day(GermanDates.dayOf(one.at())))
                .toList();
        var body = new StringBuilder(first.isEmpty() ? "" : paragraphs(first));
        body.append(
                parts.isEmpty()
                        ? ""
                        : paragraphs(messages.text("de", "cases.partial.before", String.join(", ", parts))));
        body.append(pack.findNotice(decision.id()).orElseThrow().fill(fields, NoticeFields.tables(fee), edited));
        if (decision.grants() && change.isPresent() && change.get().isExemption()) {
            body.append("<h2>%s</h2><p>%s</p>"
                    .formatted(
                            escape(messages.text("de", "cases.notice.exempt")),
                            escape(messages.text(
                                    "de",
                                    "cases.notice.exempt.text",
                                    change.get().reason()))));
        }
        if (decision.grants() && fee.total().cents() > 0 && account.isPresent()) {
            var iban = account.get().iban();
            var code = new GiroCode(
                    account.get().recipient(),
                    iban,
                    fee.total().amount(),
                    it.number().toString());
            body.append("<p class=\"giro\"><img src=\"%s\" alt=\"%s\"/></p>"
                    .formatted(
                            code.picture().dataUri(),
                            escape(messages.text(
                                    "de", "cases.notice.giro", iban, fee.total().in("de"), it.number()))));
        }
        return letter(it, sender, "de", decision.heading() + ": " + it.title(), body.toString(), true);
    }

    private Letter receipt(Case it, String more) {
        var sender = sender(it);
        var run = sender.run();
        var lang = it.lang();
        var html = new StringBuilder();
        html.append("<p>%s</p>"
                .formatted(escape(messages.text(
                        lang,
                        "cases.receipt.text",
                        sender.tenant().name(),
                        GermanDates.date(GermanDates.dayOf(it.submitted()), lang),
                        GermanDates.time(it.submitted())))));
        identities.find(it.id()).ifPresent(known -> html.append("<p>%s</p>".formatted(escape(identity(known, lang)))));
        html.append(more).append(PrintedAnswers.html(run, lang, messages));
        html.append("<p>%s</p>".formatted(escape(messages.text(lang, "cases.receipt.hash", it.answersHash()))));
        var subject = messages.text(
                lang,
                "cases.receipt.subject",
                sender.service().pack().description().title().in(lang));
        return letter(it, sender, lang, subject, html.toString(), false);
    }

    private String identity(CaseIdentity known, String lang) {
        var at = GermanDates.moment(known.at());
        return known.level() == null
                ? messages.text(lang, "cases.identity.seen", known.by(), at)
                : messages.text(
                        lang,
                        "cases.identity.proven",
                        known.by(),
                        messages.text(
                                lang,
                                "cases.identity.level." + known.level().name().toLowerCase(Locale.ROOT)),
                        at);
    }

    /** Everything a letter says about who writes. */
    private record Sender(Region region, Tenant tenant, Office office, Service service, FormRun run) {}

    private Sender sender(Case it) {
        var region = regions.current();
        var service = services.get(it.tenant(), it.service(), it.version());
        var run = service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()));
        return new Sender(
                region,
                region.get(it.tenant()),
                region.findOffice(it.tenant(), it.office()).orElseThrow(),
                service,
                run);
    }

    private Letter letter(Case it, Sender sender, String lang, String subject, String body, boolean addressed) {
        var contact = sender.office().contact();
        var head = OfficeLetterhead.of(sender.tenant(), sender.office().name(), contact, messages, lang);
        var to = new ArrayList<String>();
        if (addressed) {
            to.add(it.applicant());
            var address = NoticeFields.values(
                            sender.service().pack(),
                            sender.run(),
                            sender.service().parameters(),
                            Map.of())
                    .getOrDefault("applicant.address", "");
            to.addAll(address.lines().limit(5).toList());
        }
        var data = new Attachment(
                "angaben.json",
                "application/json",
                messages.text(lang, "cases.letter.data"),
                Attachment.Relation.DATA,
                it.answers().getBytes(StandardCharsets.UTF_8));
        return new Letter(
                lang,
                head,
                to,
                List.of(
                        new Letter.Detail(
                                messages.text(lang, "cases.letter.number"),
                                it.number().toString()),
                        new Letter.Detail(
                                messages.text(lang, "cases.letter.date"),
                                GermanDates.date(GermanDates.today(clock), lang))),
                subject,
                body,
                List.of(data),
                configuration.publicUrl().resolve("/pruefen").toString(),
                configuration.demo());
    }

    private Map<String, String> ofCase(Case it, Sender sender, String reason) {
        var contact = sender.office().contact();
        var today = GermanDates.today(clock);
        var fields = new HashMap<String, String>();
        fields.put("office.name", sender.office().name());
        fields.put("office.address", contact.address());
        fields.put("office.phone", contact.phone());
        fields.put("office.email", contact.email());
        fields.put("tenant.name", sender.tenant().name());
        fields.put("case.number", it.number().toString());
        fields.put("case.received", day(GermanDates.dayOf(it.submitted())));
        fields.put("notice.date", day(today));
        fields.put("decision.reasons", reason);
        var account = sender.region().findBankAccount(it.tenant());
        fields.put("payment.recipient", account.map(BankAccount::recipient).orElse(""));
        fields.put(
                "payment.iban",
                account.map(BankAccount::iban).map(Iban::toString).orElse(""));
        fields.put("payment.reference", it.number().toString());
        fields.put("payment.due", day(today.plusDays(PAYMENT_DAYS)));
        fields.put("staff.name", decidedBy(it));
        return fields;
    }

    private String decidedBy(Case it) {
        return entries.list(it.id()).stream()
                .filter(entry -> entry.kind() == Entry.Kind.DECIDED)
                .map(Entry::actorName)
                .reduce((first, last) -> last)
                .orElse("");
    }

    private static String day(LocalDate day) {
        return GermanDates.date(day, "de");
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscapeDecimal(text, "UTF-8");
    }
}
