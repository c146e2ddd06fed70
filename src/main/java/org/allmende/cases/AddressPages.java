package org.allmende.cases;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.OfficeLetterhead;
import org.allmende.region.Regions;
import org.allmende.services.NoticeFields;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.springframework.stereotype.Component;

/** The addresses of letters that go by post, as one sheet. */
@Component
public class AddressPages {

    private final Services services;
    private final Regions regions;
    private final PdfRenderer renderer;
    private final Messages messages;
    private final Configuration configuration;
    private final Clock clock;

    AddressPages(
            Services services,
            Regions regions,
            PdfRenderer renderer,
            Messages messages,
            Configuration configuration,
            Clock clock) {
        this.services = services;
        this.regions = regions;
        this.renderer = renderer;
        this.messages = messages;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Number and address of each case; works in their tenant. */
    public byte[] pdf(String slug, List<Case> all) {
        var tenant = regions.current().get(slug);
        var body = new StringBuilder("<table class=\"answers\">");
        for (var it : all) {
            body.append("<tr><th scope=\"row\">")
                    .append(it.number())
                    .append("</th><td>")
                    .append(PrintedAnswers.escape(it.applicant() + "\n" + address(it))
                            .replace("\n", "<br/>"))
                    .append("</td></tr>");
        }
        body.append("</table>");
        return renderer.render(new Letter(
                "de",
                OfficeLetterhead.of(tenant, "", tenant.contact(), messages, "de"),
                List.of(),
                List.of(new Letter.Detail(
                        messages.text("de", "cases.letter.date"), GermanDates.date(GermanDates.today(clock), "de"))),
                messages.text("de", "cases.post.addresses", all.size()),
                all.isEmpty() ? "<p>–</p>" : body.toString(),
                List.of(),
                null,
                configuration.demo()));
    }

    private String address(Case it) {
        var service = services.get(it.tenant(), it.service(), it.version());
        var run = service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()));
        return NoticeFields.values(service.pack(), run, service.parameters(), Map.of())
                .getOrDefault("applicant.address", "");
    }
}
