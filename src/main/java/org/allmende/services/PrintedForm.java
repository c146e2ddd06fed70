package org.allmende.services;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.platform.html.Messages;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.region.Contact;
import org.allmende.region.Office;
import org.allmende.region.OfficeLetterhead;
import org.allmende.region.Tenant;
import org.allmende.services.form.AddressType;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.ChoicesType;
import org.allmende.services.form.ConsentType;
import org.allmende.services.form.DateType;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.Form;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.InformationType;
import org.allmende.services.form.LongTextType;
import org.allmende.services.form.Option;
import org.allmende.services.form.PlanType;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;
import org.allmende.services.form.Text;
import org.allmende.services.form.YesNoType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * A service's form on paper (PDF/UA-1): every question as a box to write in or to tick. Where the catalogue knows no questions, it
 * asks who applies for what.
 */
@Component
public class PrintedForm {

    private static final int ENTRIES = 3;
    private static final String TICK = "<span class=\"tick\"></span>";

    private final PdfRenderer renderer;
    private final Messages messages;

    PrintedForm(PdfRenderer renderer, Messages messages) {
        this.renderer = renderer;
        this.messages = messages;
    }

    /** @param decider whose office takes the form, with the contact of the whole tenant if it has no such office */
    public byte[] render(Offer offer, Tenant decider, Optional<Office> office, String language) {
        var contact = office.map(Office::contact).orElse(decider.contact());
        var name = office.map(Office::name).orElse("");
        return renderer.render(new Letter(
                language,
                OfficeLetterhead.of(decider, name, contact, messages, language),
                List.of(),
                details(contact, language),
                offer.profile().description().title().in(language),
                new Writing(language).body(offer),
                List.of(),
                null,
                false));
    }

    private List<Letter.Detail> details(Contact contact, String language) {
        return List.of(
                new Letter.Detail(messages.text(language, "services.print.to"), contact.address()),
                new Letter.Detail(
                        messages.text(language, "services.print.hours"),
                        contact.hours().toString()),
                new Letter.Detail(messages.text(language, "services.print.phone"), contact.phone()));
    }

    /** The body in one language. */
    private final class Writing {

        private final String language;

        private Writing(String language) {
            this.language = language;
        }

        String body(Offer offer) {
            var form = form(offer.way());
            return "<p>%s</p>%s%s%s"
                    .formatted(
                            say("services.print.lead"),
                            form.map(this::steps).orElseGet(this::whoAndWhat),
                            enclosures(offer.profile().documents()),
                            signature());
        }

        private static Optional<Form> form(Way way) {
            return switch (way) {
                case Way.Online here -> Optional.of(here.service().pack().form());
                case Way.Paper paper -> paper.form();
                case Way.Elsewhere elsewhere -> Optional.empty();
            };
        }

        private String steps(Form form) {
            return form.steps().stream()
                    .filter(step -> !step.ends())
                    .map(this::step)
                    .collect(Collectors.joining());
        }

        private String step(Step step) {
            return "<h2>%s</h2>%s%s%s"
                    .formatted(
                            in(step.title()),
                            step.when() == null ? "" : "<p class=\"small\">%s</p>".formatted(say("services.print.if")),
                            step.intro().isEmpty() ? "" : paragraphs(step.intro()),
                            step.questions().stream().map(this::question).collect(Collectors.joining()));
        }

        private String question(Question question) {
            return switch (question.type()) {
                case InformationType information -> paragraphs(information.text());
                case ConsentType consent -> "<p>%s %s</p>".formatted(TICK, in(question.label()));
                case FilesType files ->
                    "<p>%s %s</p>"
                            .formatted(
                                    TICK,
                                    say("services.print.file", question.label().in(language)));
                case ChoiceType choice -> row(question, ticks(choice.options()));
                case ChoicesType choices -> row(question, ticks(choices.options()));
                case YesNoType yesNo ->
                    row(
                            question,
                            "<p>%s %s</p><p>%s %s</p>".formatted(TICK, say("services.yes"), TICK, say("services.no")));
                case DateType date -> row(question, "<p class=\"small\">%s</p>".formatted(say("services.print.date")));
                case AddressType address ->
                    row(question, "<p class=\"small high\">%s</p>".formatted(say("services.print.address")));
                case PlanType plan ->
                    row(question, "<p class=\"small high\">%s</p>".formatted(say("services.print.plan")));
                case GroupType group -> group(question, group);
                case LongTextType text -> row(question, "<p class=\"high\"></p>");
                default -> row(question, "");
            };
        }

        /** Some empty entries; whoever needs more adds a sheet. */
        private String group(Question question, GroupType group) {
            var repeats = group.repeats();
            var written = new StringBuilder("<h3>%s</h3>".formatted(in(question.label())));
            for (int entry = 1; entry <= (repeats == null ? 1 : Math.min(repeats.most(), ENTRIES)); entry++) {
                if (repeats != null) {
                    written.append("<p><strong>%s %d</strong></p>".formatted(in(repeats.item()), entry));
                }
                group.questions().forEach(inner -> written.append(question(inner)));
            }
            return written.toString();
        }

        private String ticks(List<Option> options) {
            return options.stream()
                    .map(option -> "<p>%s %s</p>".formatted(TICK, in(option.label())))
                    .collect(Collectors.joining());
        }

        private String row(Question question, String box) {
            var hint = question.hint().isEmpty()
                    ? ""
                    : "<br/><span class=\"small\">%s</span>".formatted(in(question.hint()));
            var condition = question.when() == null
                    ? ""
                    : "<br/><span class=\"small\">%s</span>".formatted(say("services.print.if"));
            return row(in(question.label()) + hint + condition, box);
        }

        private static String row(String label, String box) {
            return "<table class=\"blank\"><tbody><tr><th scope=\"row\">%s</th><td>%s</td></tr></tbody></table>"
                    .formatted(label, box);
        }

        private String whoAndWhat() {
            return "<h2>%s</h2>%s%s%s%s<h2>%s</h2>%s"
                    .formatted(
                            say("services.print.who"),
                            row(say("services.print.name"), ""),
                            row(
                                    say("services.print.born"),
                                    "<p class=\"small\">%s</p>".formatted(say("services.print.date"))),
                            row(
                                    say("services.print.home"),
                                    "<p class=\"small high\">%s</p>".formatted(say("services.print.address"))),
                            row(say("services.print.reach"), ""),
                            say("services.print.what"),
                            row(say("services.print.what.text"), "<p class=\"high\"></p>"));
        }

        private String enclosures(List<Document> documents) {
            if (documents.isEmpty()) {
                return "";
            }
            return "<h2>%s</h2>".formatted(say("services.print.enclose"))
                    + documents.stream()
                            .map(document -> "<p>%s %s</p>".formatted(TICK, in(document.name())))
                            .collect(Collectors.joining());
        }

        private String signature() {
            return "<div class=\"signature\">%s%s</div>"
                    .formatted(row(say("services.print.place"), ""), row(say("services.print.signature"), ""));
        }

        private String paragraphs(Text text) {
            return text.in(language)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> "<p>%s</p>".formatted(HtmlUtils.htmlEscape(line, "UTF-8")))
                    .collect(Collectors.joining());
        }

        private String in(Text text) {
            return HtmlUtils.htmlEscape(text.in(language), "UTF-8");
        }

        private String say(String key, Object... arguments) {
            return HtmlUtils.htmlEscape(messages.text(language, key, arguments), "UTF-8");
        }
    }
}
