package org.allmende.cases.web;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.allmende.cases.ShownMonths;
import org.allmende.cases.ShownMonths.Shown;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriUtils;

/** What a tenant's offices did month by month, for everybody, where the tenant wants it; and the lead's choice with a preview. */
@Controller
class ShownMonthsPages {

    private static final String DESK = Scope.LIST + "/veroeffentlichung";

    private final ShownMonths months;
    private final KnownServices services;

    ShownMonthsPages(ShownMonths months, KnownServices services) {
        this.months = months;
        this.services = services;
    }

    @Public
    @GetMapping("/{tenant}/zahlen")
    View months(
            Page page,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String monat,
            @RequestParam(defaultValue = "") String leistung) {
        requireShown(tenant);
        return page.show(
                "cases/shownmonths",
                of(page, tenant, months.listForEverybody(tenant), "/%s/zahlen".formatted(tenant), monat, leistung));
    }

    /** A line for each service and month. */
    @Public
    @GetMapping("/{tenant}/zahlen.csv")
    ResponseEntity<byte[]> table(Page page, @PathVariable String tenant) {
        requireShown(tenant);
        return csv(page, tenant, months.listForEverybody(tenant));
    }

    private void requireShown(String tenant) {
        if (!months.isShown(tenant)) {
            throw new NotFound();
        }
    }

    /** What everybody sees or would see, and the choice. */
    @Allowed(Role.LEAD)
    @GetMapping(DESK)
    View preview(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String monat,
            @RequestParam(defaultValue = "") String leistung) {
        return page.show(
                "cases/showmonths", of(page, staff.tenant(), months.list(staff.tenant()), DESK, monat, leistung));
    }

    @Allowed(Role.LEAD)
    @GetMapping(DESK + ".csv")
    ResponseEntity<byte[]> table(Page page, Staff staff) {
        return csv(page, staff.tenant(), months.list(staff.tenant()));
    }

    @Allowed(Role.LEAD)
    @PostMapping(DESK)
    View show(Staff staff, @RequestParam(defaultValue = "") String zeigen) {
        if (zeigen.matches("ja|nein")) {
            months.show(staff, zeigen.equals("ja"));
        }
        return SeeOther.at(DESK);
    }

    private ShownMonthsPage of(
            Page page,
            String tenant,
            Map<String, List<Shown>> all,
            String path,
            String typedMonth,
            String typedService) {
        var words = new FigureWords(page);
        var last = months.lastWhole();
        int back = IntStream.range(0, ShownMonths.MONTHS)
                .filter(at -> last.minusMonths(at).toString().equals(typedMonth))
                .findFirst()
                .orElse(0);
        boolean one = all.containsKey(typedService);
        var choices = new LinkedHashMap<String, String>();
        for (int at = 0; at < ShownMonths.MONTHS; at++) {
            var month = last.minusMonths(at);
            choices.put(month.toString(), name(page, month));
        }
        return new ShownMonthsPage(
                page.face().name(),
                choices,
                last.minusMonths(back).toString(),
                one ? services.title(page, tenant, typedService) : "",
                one
                        ? List.of(new ShownMonthsPage.Office(
                                services.officeName(tenant, typedService),
                                all.getOrDefault(typedService, List.of()).stream()
                                        .map(it -> line(words, name(page, it.month()), "", it))
                                        .toList()))
                        : offices(page, tenant, path, all, back),
                path,
                path + ".csv",
                months.isShown(tenant));
    }

    /** One month of all services, by office. */
    private List<ShownMonthsPage.Office> offices(
            Page page, String tenant, String path, Map<String, List<Shown>> all, int back) {
        var words = new FigureWords(page);
        var offices = new TreeMap<String, List<ShownMonthsPage.Line>>();
        all.forEach((service, list) -> offices.computeIfAbsent(
                        officeName(page, tenant, service), name -> new ArrayList<>())
                .add(line(
                        words,
                        services.title(page, tenant, service),
                        path + "?leistung=" + UriUtils.encode(service, StandardCharsets.UTF_8),
                        list.get(back))));
        return offices.entrySet().stream()
                .map(office -> new ShownMonthsPage.Office(office.getKey(), office.getValue()))
                .toList();
    }

    /** What no office of the tenant decides on any more is the tenant's. */
    private String officeName(Page page, String tenant, String service) {
        var name = services.officeName(tenant, service);
        return name.isEmpty() ? page.face().name() : name;
    }

    private static ShownMonthsPage.Line line(FigureWords words, String name, String href, Shown it) {
        return new ShownMonthsPage.Line(
                name,
                href,
                words.count(it.received()),
                words.count(it.decided()),
                it.decided().equals(Optional.of(0)) ? "–" : words.days(it.days()),
                words.count(it.open()));
    }

    private static String name(Page page, YearMonth month) {
        return DateTimeFormatter.ofPattern("MMMM yyyy", Messages.locale(page.lang()))
                .format(month);
    }

    private ResponseEntity<byte[]> csv(Page page, String tenant, Map<String, List<Shown>> all) {
        var words = new FigureWords(page);
        var csv = new Csv();
        csv.line(List.of(
                page.t("cases.receiver.office"),
                page.t("cases.figures.service"),
                page.t("cases.figures.month"),
                page.t("cases.figures.received"),
                page.t("cases.figures.decided"),
                page.t("cases.figures.wait"),
                page.t("cases.figures.backlog")));
        all.forEach((service, list) -> list.forEach(it -> {
            var line = line(words, it.month().toString(), "", it);
            csv.line(List.of(
                    officeName(page, tenant, service),
                    services.title(page, tenant, service),
                    line.name(),
                    line.received(),
                    line.decided(),
                    line.duration(),
                    line.open()));
        }));
        return ResponseEntity.ok()
                .contentType(FileAnswer.CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("zahlen-%s.csv".formatted(tenant))
                                .build()
                                .toString())
                .body(csv.bytes());
    }
}
