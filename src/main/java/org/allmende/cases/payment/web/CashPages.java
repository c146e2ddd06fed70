package org.allmende.cases.payment.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.payment.Cashier;
import org.allmende.cases.payment.Demand;
import org.allmende.cases.payment.Demands;
import org.allmende.cases.payment.Payment;
import org.allmende.cases.web.Csv;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.form.Euro;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** The cashier's list: who owes what, what has come, what goes back. Names and amounts, nothing else of a case. */
@Controller
@RequestMapping(CashPages.LIST)
class CashPages {

    static final String LIST = "/arbeitsplatz/kasse";

    private static final int SHOWN = 50;

    /** A table for a spreadsheet ends here. */
    private static final int MOST = 50_000;

    private static final int LONGEST = 500;

    private final Tenancy tenancy;
    private final Demands demands;
    private final Cashier cashier;
    private final Clock clock;

    CashPages(Tenancy tenancy, Demands demands, Cashier cashier, Clock clock) {
        this.tenancy = tenancy;
        this.demands = demands;
        this.cashier = cashier;
        this.clock = clock;
    }

    private static Demands.View view(String typed) {
        return Arrays.stream(Demands.View.values())
                .filter(view -> view.path().equals(typed))
                .findFirst()
                .orElse(Demands.View.OPEN);
    }

    private static String href(String path, Demands.View view, String search, int page) {
        var uri = UriComponentsBuilder.fromPath(LIST + path).queryParam("ansicht", view.path());
        if (!search.isEmpty()) {
            uri.queryParam("q", search);
        }
        if (page > 0) {
            uri.queryParam("seite", page);
        }
        return uri.encode().toUriString();
    }

    @Allowed(Role.CASHIER)
    @GetMapping
    View list(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String ansicht,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int seite) {
        var view = view(ansicht);
        var search = q.strip();
        var number = Math.clamp(seite, 0, MOST / SHOWN);
        return tenancy.as(staff.tenant(), () -> {
            var found = demands.list(view, search, SHOWN + 1, number * SHOWN);
            var sums = demands.sums();
            var tabs = Arrays.stream(Demands.View.values())
                    .map(one -> new CashPage.Tab(
                            page.t("cases.cash.view." + one.path()), href("", one, search, 0), one == view))
                    .toList();
            return page.show(
                    "cases/cash",
                    new CashPage(
                            tabs,
                            view.path(),
                            search,
                            euro(page, sums.open()),
                            euro(page, sums.overdue()),
                            euro(page, sums.paid()),
                            found.stream()
                                    .limit(SHOWN)
                                    .map(one -> row(page, one))
                                    .toList(),
                            found.size() > SHOWN ? href("", view, search, number + 1) : null,
                            href("/liste.csv", view, search, 0)));
        });
    }

    private static String euro(Page page, long cents) {
        return new Euro(java.math.BigDecimal.valueOf(cents, 2)).in(page.lang());
    }

    private CashPage.Row row(Page page, Demand it) {
        return new CashPage.Row(
                LIST + "/" + it.caseId(),
                it.number().toString(),
                it.payer(),
                it.title(),
                Euro.ofCents(it.cents()).in(page.lang()),
                it.leftEuro().in(page.lang()),
                GermanDates.day(it.due()),
                state(page, it),
                kind(it));
    }

    private String state(Page page, Demand it) {
        return page.t("cases.cash.state."
                + (it.isOverdueOn(GermanDates.today(clock))
                        ? "overdue"
                        : it.state().name().toLowerCase(Locale.ROOT)));
    }

    private String kind(Demand it) {
        return switch (it.state()) {
            case PAID -> "success";
            case OVERPAID -> "info";
            case OPEN, PARTLY -> it.isOverdueOn(GermanDates.today(clock)) ? "danger" : "mute";
        };
    }

    @Allowed(Role.CASHIER)
    @GetMapping("/liste.csv")
    ResponseEntity<byte[]> table(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String ansicht,
            @RequestParam(defaultValue = "") String q) {
        var csv = new Csv();
        csv.line(List.of("number", "payer", "title", "amount", "paid", "left", "due", "state").stream()
                .map(column -> page.t("cases.cash.column." + column))
                .toList());
        tenancy.run(
                staff.tenant(),
                () -> demands.list(view(ansicht), q.strip(), MOST, 0)
                        .forEach(it -> csv.line(List.of(
                                it.number().toString(),
                                it.payer(),
                                it.title(),
                                plain(it.cents()),
                                plain(it.paid()),
                                plain(it.left()),
                                GermanDates.day(it.due()),
                                state(page, it)))));
        return FileAnswer.toKeep(FileAnswer.CSV, "kasse-%s.csv".formatted(staff.tenant()))
                .body(csv.bytes());
    }

    /** As a German spreadsheet adds it up: {@code 1234,50}. */
    private static String plain(int cents) {
        return Euro.ofCents(cents).amount().toPlainString().replace('.', ',');
    }

    @Allowed(Role.CASHIER)
    @GetMapping("/{id}")
    View show(Page page, Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "") String erledigt) {
        var done = erledigt.matches("booked|refunded|reminded") ? page.t("cases.cash.done." + erledigt) : null;
        return show(page, staff, id, null, done);
    }

    private View show(Page page, Staff staff, UUID id, @Nullable String error, @Nullable String done) {
        return tenancy.as(staff.tenant(), () -> {
            var it = demands.find(id).orElseThrow(CaseNotFound::new);
            var kinds = new LinkedHashMap<String, String>();
            for (var kind : List.of(Payment.Kind.TRANSFER, Payment.Kind.CASH)) {
                kinds.put(kind.name(), words(page, kind));
            }
            var lines = demands.payments(id).stream()
                    .map(one -> new DemandPage.Line(
                            GermanDates.day(one.booked()),
                            words(page, one.kind()),
                            one.euro().in(page.lang()),
                            one.by(),
                            one.note()))
                    .toList();
            return page.show(
                    "cases/demand",
                    new DemandPage(
                            LIST + "/" + id,
                            it.number().toString(),
                            it.payer(),
                            it.title(),
                            Euro.ofCents(it.cents()).in(page.lang()),
                            it.leftEuro().in(page.lang()),
                            GermanDates.day(it.due()),
                            state(page, it),
                            kind(it),
                            it.reminded() == null
                                    ? ""
                                    : page.t("cases.cash.reminded", it.reminders(), GermanDates.day(it.reminded())),
                            lines,
                            kinds,
                            it.left() > 0,
                            it.paid() > 0,
                            plain(it.left()),
                            GermanDates.today(clock).toString(),
                            error,
                            done));
        });
    }

    private static String words(Page page, Payment.Kind kind) {
        return page.t("cases.pay.kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    @Allowed(Role.CASHIER)
    @PostMapping("/{id}/zahlung")
    View book(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String betrag,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String art) {
        var amount = Euro.parse(betrag);
        var booked = date(tag);
        if (amount == null || amount.isZero() || booked == null) {
            return show(page, staff, id, page.t("cases.cash.error.amount"), null);
        }
        var kind = art.equals(Payment.Kind.CASH.name()) ? Payment.Kind.CASH : Payment.Kind.TRANSFER;
        return act(page, staff, id, "booked", () -> cashier.book(staff, id, kind, amount.cents(), booked));
    }

    private static @Nullable LocalDate date(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    @Allowed(Role.CASHIER)
    @PostMapping("/{id}/erstattung")
    View refund(
            Page page,
            Staff staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String betrag,
            @RequestParam(defaultValue = "") String grund) {
        var amount = Euro.parse(betrag);
        if (amount == null || amount.isZero() || grund.isBlank() || grund.length() > LONGEST) {
            return show(page, staff, id, page.t("cases.cash.error.refund", LONGEST), null);
        }
        return act(page, staff, id, "refunded", () -> cashier.refund(staff, id, amount.cents(), grund.strip()));
    }

    @Allowed(Role.CASHIER)
    @PostMapping("/{id}/erinnern")
    View remind(Page page, Staff staff, @PathVariable UUID id) {
        return act(page, staff, id, "reminded", () -> cashier.remind(staff, id));
    }

    private View act(Page page, Staff staff, UUID id, String done, Runnable act) {
        try {
            act.run();
        } catch (Cashier.Refused refused) {
            var why = refused.reason().name().toLowerCase(Locale.ROOT);
            return show(page, staff, id, page.t("cases.cash.refused." + why), null);
        }
        return SeeOther.at("%s/%s?erledigt=%s".formatted(LIST, id, done));
    }
}
