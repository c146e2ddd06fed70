package org.allmende.cases.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.cases.Attachment;
import org.allmende.cases.Attachments;
import org.allmende.cases.Case;
import org.allmende.cases.opinion.Body;
import org.allmende.cases.opinion.Extract;
import org.allmende.cases.opinion.Opinion;
import org.allmende.cases.opinion.Opinions;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.StoredFile;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts on a clerk's page whom they have asked about a case, and what they could show. In the transaction of its tenant. */
@Component
class OpinionsView {

    /** So many days others have, as the form proposes it. */
    private static final int DAYS = 28;

    private final Opinions opinions;
    private final Attachments attachments;
    private final Files files;
    private final Services services;
    private final Regions regions;
    private final Clock clock;

    OpinionsView(
            Opinions opinions, Attachments attachments, Files files, Services services, Regions regions, Clock clock) {
        this.opinions = opinions;
        this.attachments = attachments;
        this.files = files;
        this.services = services;
        this.regions = regions;
        this.clock = clock;
    }

    /** The form as it is before anybody types. */
    OpinionsPage.Typed nothing() {
        var due = GermanDates.today(clock).plusDays(DAYS).toString();
        return new OpinionsPage.Typed("amt", "", "", "", "", due, List.of(), List.of());
    }

    OpinionsPage of(
            Page page,
            Case it,
            OpinionsPage.Typed typed,
            Map<String, String> errors,
            OpinionsPage.@Nullable Code code) {
        var base = "/arbeitsplatz/vorgaenge/" + it.id();
        var answers = new LinkedHashMap<String, String>();
        var hints = new LinkedHashMap<String, String>();
        lines(it, page.lang()).forEach((path, line) -> {
            answers.put(path, line.question() + " – " + line.section());
            hints.put(path, line.answer());
        });
        var choosable = new LinkedHashMap<String, String>();
        released(it).forEach(file -> choosable.put(file.id().toString(), file.name()));
        return new OpinionsPage(
                base + "/stellungnahme",
                base,
                it.title(),
                it.number().toString(),
                it.closed() == null,
                opinions.list(it.id()).reversed().stream()
                        .map(one -> line(page, base, one))
                        .toList(),
                offices(it),
                answers,
                hints,
                choosable,
                typed,
                errors,
                code);
    }

    private OpinionsPage.Line line(Page page, String base, Opinion it) {
        var reply = it.reply();
        var state = state(it, GermanDates.today(clock));
        return new OpinionsPage.Line(
                it.id().toString(),
                it.body().name(),
                page.t("cases.opinion.state." + state, OpinionPages.day(it.due(), page)),
                kind(state),
                state.equals("given") ? "check" : "schedule",
                page.t("cases.opinion.asked", it.askedBy(), GermanDates.moment(it.asked())),
                it.question(),
                it.shown().lines(),
                files.list(it.shown().files()).stream().map(StoredFile::name).toList(),
                reply == null
                        ? ""
                        : page.t(
                                "cases.opinion.verdict."
                                        + reply.verdict().name().toLowerCase(Locale.ROOT),
                                reply.by(),
                                GermanDates.moment(reply.at())),
                reply == null ? "" : reply.text(),
                reply == null ? List.of() : replyFiles(page, base, it.id(), reply.files()),
                it.isOpen(),
                it.body() instanceof Body.Outside);
    }

    static String state(Opinion it, LocalDate today) {
        if (it.withdrawn() != null) {
            return "withdrawn";
        }
        return it.reply() != null ? "given" : it.isOverdueOn(today) ? "overdue" : "open";
    }

    private static String kind(String state) {
        return switch (state) {
            case "given" -> "success";
            case "overdue" -> "danger";
            case "open" -> "warning";
            default -> "mute";
        };
    }

    private List<OpinionsPage.ReplyFile> replyFiles(Page page, String base, UUID opinion, List<UUID> ids) {
        return files.list(ids).stream()
                .map(file -> new OpinionsPage.ReplyFile(
                        file.name(),
                        page.t("cases.scan." + file.state().name().toLowerCase(Locale.ROOT)),
                        file.state().released()
                                ? "%s/stellungnahme/%s/datei/%s".formatted(base, opinion, file.id())
                                : null))
                .toList();
    }

    /** The case's answers by path, those that were given. */
    private Map<String, Extract.Line> lines(Case it, String lang) {
        var run = services.get(it.tenant(), it.service(), it.version())
                .run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()));
        var lines = new LinkedHashMap<String, Extract.Line>();
        for (var step : run.steps()) {
            for (var question : run.questions(step)) {
                var answer = question.asks() ? run.show(question, lang) : "";
                if (!answer.isEmpty()) {
                    lines.put(
                            question.path(),
                            new Extract.Line(
                                    step.title().in(lang), question.label().in(lang), answer));
                }
            }
        }
        return lines;
    }

    private List<StoredFile> released(Case it) {
        var ids = attachments.listOfCase(it.id()).stream().map(Attachment::file).toList();
        return files.list(ids).stream().filter(file -> file.state().released()).toList();
    }

    /** What was chosen of the case, in German; what it does not have is not in it. */
    Extract extract(Case it, List<String> paths, List<String> chosen) {
        var lines = new ArrayList<Extract.Line>();
        lines(it, "de").forEach((path, line) -> {
            if (paths.contains(path)) {
                lines.add(line);
            }
        });
        var ids = Set.copyOf(chosen);
        return new Extract(
                lines,
                released(it).stream()
                        .map(StoredFile::id)
                        .filter(file -> ids.contains(file.toString()))
                        .collect(Collectors.toList()));
    }

    /** All offices of the region but the case's own. */
    private Map<String, String> offices(Case it) {
        var own = new Body.OfOffice(it.tenant(), it.office(), "");
        var names = new LinkedHashMap<String, String>();
        var region = regions.current();
        active(region).forEach(office -> {
            if (!office.slug().equals(own.tenant()) || !office.office().id().equals(own.office())) {
                names.put(office.slug() + "/" + office.office().id(), name(region, office.office()));
            }
        });
        return names;
    }

    private record Place(String slug, Office office) {}

    private List<Place> active(Region region) {
        var today = GermanDates.today(clock);
        return region.tenants().values().stream()
                .filter(tenant -> tenant.activeOn(today))
                .flatMap(tenant -> region.listOffices(tenant.slug()).stream())
                .map(office -> new Place(office.tenant().value(), office))
                .toList();
    }

    private static String name(Region region, Office office) {
        return region.get(office.tenant().value()).shortName() + ": " + office.name();
    }

    /** The office that {@code tenant/office} stands for. */
    Optional<Body> findOffice(String chosen) {
        var region = regions.current();
        return active(region).stream()
                .filter(one -> chosen.equals(one.slug() + "/" + one.office().id()))
                .map(one -> (Body) new Body.OfOffice(one.slug(), one.office().id(), name(region, one.office())))
                .findFirst();
    }
}
