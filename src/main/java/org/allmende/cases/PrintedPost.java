package org.allmende.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.Messages;
import org.allmende.platform.pdf.Bundle;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.OfficeLetterhead;
import org.allmende.region.Regions;
import org.allmende.services.NoticeFields;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.springframework.stereotype.Component;

/** Notices that go by post as one file for the printer: before each a page with the address where the window of the envelope is. */
@Component
public class PrintedPost {

    private final Letters letters;
    private final Files files;
    private final Services services;
    private final Regions regions;
    private final PdfRenderer renderer;
    private final Messages messages;
    private final Configuration configuration;
    private final Clock clock;

    PrintedPost(
            Letters letters,
            Files files,
            Services services,
            Regions regions,
            PdfRenderer renderer,
            Messages messages,
            Configuration configuration,
            Clock clock) {
        this.letters = letters;
        this.files = files;
        this.services = services;
        this.regions = regions;
        this.renderer = renderer;
        this.messages = messages;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Address page and notice of each, in this order; works in their tenant. */
    public byte[] pdf(List<Posting> all) {
        var documents = new ArrayList<byte[]>();
        for (var one : all) {
            letters.findNotice(one.it().id(), one.partial()).ifPresent(notice -> {
                documents.add(renderer.render(addressPage(one.it())));
                documents.add(content(notice));
            });
        }
        return Bundle.of(documents);
    }

    private byte[] content(Letters.CaseLetter notice) {
        try (var content = files.open(notice.file())) {
            return content.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Letter addressPage(Case it) {
        var tenant = regions.current().get(it.tenant());
        var office = regions.current().findOffice(it.tenant(), it.office()).orElseThrow();
        var to = new ArrayList<String>();
        to.add(it.applicant());
        to.addAll(address(it).lines().limit(5).toList());
        return new Letter(
                "de",
                OfficeLetterhead.of(tenant, office.name(), office.contact(), messages, "de"),
                to,
                List.of(
                        new Letter.Detail(
                                messages.text("de", "cases.letter.number"),
                                it.number().toString()),
                        new Letter.Detail(
                                messages.text("de", "cases.letter.date"),
                                GermanDates.date(GermanDates.today(clock), "de"))),
                messages.text("de", "cases.post.cover", it.title()),
                "<p>%s</p>".formatted(PrintedAnswers.escape(messages.text("de", "cases.post.cover.text"))),
                List.of(),
                null,
                configuration.demo());
    }

    private String address(Case it) {
        var service = services.get(it.tenant(), it.service(), it.version());
        var run = service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()));
        return NoticeFields.values(service.pack(), run, service.parameters(), Map.of())
                .getOrDefault("applicant.address", "");
    }
}
