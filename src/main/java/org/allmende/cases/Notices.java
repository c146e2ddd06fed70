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
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FormRun;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Makes the letters of a case: the sealed notice after the decision, the receipt when it is opened for the first time. */
@Component
public class Notices {

    /** A fee is due so many days after the notice. */
    static final int PAYMENT_DAYS = 30;

    private final Letters letters;
    private final Entries entries;
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
    void makeCorrection(Case it, NoticeCorrection correction) {
        var pdf = seal.seal(renderer.render(correction(it, correction)), reason("Berichtigung", it));
        var name = "Berichtigung-%d-%s.pdf".formatted(correction.number(), it.number());
        letters.add(
                it.id(),
                Letters.Kind.CORRECTION,
                correction.number(),
                files.addOwn(pdf, name, FileType.PDF).id());
    }

    /** The correction as it would be made now, not sealed. */
    public byte[] preview(Case it, NoticeCorrection correction) {
        return renderer.render(correction(it, correction));
    }

    private Letter correction(Case it, NoticeCorrection correction) {
        var sender = sender(it);
        var notice = letters.find(it.id(), Letters.Kind.NOTICE).orElseThrow();
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
                day(GermanDates.dayOf(notice.created())),
                it.number(),
                correction.law(),
                correction.wrong(),
                correction.correct(),
                correction.reason(),
                correction.byName());
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
            if (letters.markOpened(letter.id()) && letter.kind() == Letters.Kind.NOTICE) {
                entries.add(it.id(), Entry.Kind.NOTICE_OPENED, null, "", true, null);
                audit.record("notice.retrieved", it.id(), Map.of());
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
        var body =
                new StringBuilder(pack.findNotice(decision.id()).orElseThrow().fill(fields, NoticeFields.tables(fee)));
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
