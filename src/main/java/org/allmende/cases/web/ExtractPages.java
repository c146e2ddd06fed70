package org.allmende.cases.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.cases.Extracts;
import org.allmende.cases.Extracts.Statement;
import org.allmende.cases.Extracts.Topic;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.ServicePackage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** Statements for those who weigh them: to print and as a table, with a running number instead of names. */
@Controller
class ExtractPages {

    private static final String PATH = "/arbeitsplatz/auszug";

    private final Tenancy tenancy;
    private final Extracts extracts;
    private final KnownServices services;
    private final Audit audit;

    ExtractPages(Tenancy tenancy, Extracts extracts, KnownServices services, Audit audit) {
        this.tenancy = tenancy;
        this.extracts = extracts;
        this.services = services;
        this.audit = audit;
    }

    /** Where a service's statements can be read; empty where its package does not say what may be read. */
    static Optional<String> find(ServicePackage pack) {
        return pack.extract().isEmpty() ? Optional.empty() : Optional.of(href("", pack, null));
    }

    private static String href(String ending, ServicePackage pack, @Nullable Topic topic) {
        var uri = UriComponentsBuilder.fromPath(PATH + ending).queryParam("leistung", pack.name());
        if (topic != null) {
            uri.queryParam("zu", topic.id());
        }
        return uri.encode().toUriString();
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping(PATH)
    View show(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String leistung,
            @RequestParam(required = false) @Nullable String zu) {
        if (leistung.isEmpty()) {
            return SeeOther.at(ViewAddress.DESK);
        }
        return tenancy.as(staff.tenant(), () -> {
            var pack = pack(staff, leistung);
            var topics = extracts.list(staff.offices(), pack, page.lang());
            var chosen = topics.stream().filter(topic -> topic.id().equals(zu)).findFirst();
            chosen.ifPresent(topic -> record(pack, topic, "page"));
            return page.show(
                    "cases/extract",
                    new ExtractPage(
                            pack.description().title().in(page.lang()),
                            topics.stream()
                                    .map(topic -> new ExtractPage.Topic(
                                            title(pack, topic, page),
                                            topic.statements().size(),
                                            href("", pack, topic)))
                                    .toList(),
                            chosen.map(topic -> title(pack, topic, page)).orElse(""),
                            chosen.stream()
                                    .flatMap(topic -> topic.statements().stream())
                                    .map(one -> statement(page, pack, one))
                                    .toList(),
                            chosen.map(topic -> href(".csv", pack, topic)).orElse("")));
        });
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping(PATH + ".csv")
    ResponseEntity<byte[]> csv(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String leistung,
            @RequestParam(defaultValue = "") String zu) {
        var csv = new Csv();
        tenancy.run(staff.tenant(), () -> {
            var pack = pack(staff, leistung);
            var topic = extracts.list(staff.offices(), pack, page.lang()).stream()
                    .filter(one -> one.id().equals(zu))
                    .findFirst();
            topic.ifPresent(one -> record(pack, one, "csv"));
            var head = new ArrayList<>(List.of(
                    page.t("cases.extract.number"), page.t("cases.extract.received"), page.t("cases.extract.intime")));
            Extracts.questions(pack)
                    .forEach(question -> head.add(question.label().in(page.lang())));
            csv.line(head);
            topic.stream().flatMap(one -> one.statements().stream()).forEach(one -> {
                var line = new ArrayList<>(
                        List.of(String.valueOf(one.number()), GermanDates.day(one.received()), inTime(page, one)));
                line.addAll(one.answers().values());
                csv.line(line);
            });
        });
        return FileAnswer.toKeep(FileAnswer.CSV, "auszug.csv").body(csv.bytes());
    }

    private ServicePackage pack(Staff staff, String service) {
        return services.find(staff.tenant(), service)
                .filter(pack -> !pack.extract().isEmpty())
                .orElseThrow(NotFound::new);
    }

    private void record(ServicePackage pack, Topic topic, String form) {
        audit.record(
                "case.extracted",
                topic.id().isEmpty() ? pack.name() : topic.id(),
                Map.of(
                        "service",
                        pack.name(),
                        "form",
                        form,
                        "count",
                        String.valueOf(topic.statements().size())));
    }

    private static String title(ServicePackage pack, Topic topic, Page page) {
        return topic.title().isEmpty() ? pack.description().title().in(page.lang()) : topic.title();
    }

    private static String inTime(Page page, Statement one) {
        return one.inTime()
                .map(inTime -> page.t(inTime ? "cases.extract.intime.yes" : "cases.extract.intime.no"))
                .orElse("");
    }

    private static ExtractPage.Statement statement(Page page, ServicePackage pack, Statement one) {
        return new ExtractPage.Statement(
                one.number(),
                GermanDates.date(one.received(), page.lang()),
                inTime(page, one),
                one.inTime().orElse(true) ? "success" : "warning",
                Extracts.questions(pack).stream()
                        .filter(question ->
                                !one.answers().getOrDefault(question.path(), "").isEmpty())
                        .map(question -> new ExtractPage.Answer(
                                question.label().in(page.lang()), one.answers().getOrDefault(question.path(), "")))
                        .toList());
    }
}
