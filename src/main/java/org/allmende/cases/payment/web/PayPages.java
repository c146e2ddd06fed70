package org.allmende.cases.payment.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.payment.Demands;
import org.allmende.cases.payment.Invoices;
import org.allmende.cases.payment.OnlinePayments;
import org.allmende.cases.payment.PaymentRefused;
import org.allmende.cases.web.OpenCases;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Paying from the page of the own case: by invoice, or where a payment service takes the money. */
@Controller
class PayPages {

    private final Tenancy tenancy;
    private final OpenCases open;
    private final OnlinePayments payments;
    private final Demands demands;
    private final Invoices invoices;
    private final Regions regions;

    PayPages(
            Tenancy tenancy,
            OpenCases open,
            OnlinePayments payments,
            Demands demands,
            Invoices invoices,
            Regions regions) {
        this.tenancy = tenancy;
        this.open = open;
        this.payments = payments;
        this.demands = demands;
        this.invoices = invoices;
        this.regions = regions;
    }

    @Public
    @PostMapping("/{tenant}/vorgang/{number}/bezahlen")
    View pay(Page page, @PathVariable String tenant, @PathVariable String number, HttpServletRequest request) {
        var it = open.find(tenant, number, request).orElseThrow(NotFound::new);
        try {
            return SeeOther.at(payments.begin(it, java.net.URI.create(page.url(path(it) + "/bezahlt")))
                    .toString());
        } catch (PaymentRefused refused) {
            return back(it, OnlinePayments.Result.NOT_PAID);
        }
    }

    /** The browser comes back from the payment service; what it brings is checked there. */
    @Public
    @GetMapping("/{tenant}/vorgang/{number}/bezahlt")
    View paid(
            @PathVariable String tenant,
            @PathVariable String number,
            @RequestParam UUID zahlung,
            HttpServletRequest request) {
        var it = open.find(tenant, number, request).orElseThrow(NotFound::new);
        var brought = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> brought.put(name, values[0]));
        return back(it, payments.finish(it, zahlung, brought));
    }

    private static View back(Case it, OnlinePayments.Result result) {
        return SeeOther.at(path(it) + "?bezahlt=" + result.name().toLowerCase(Locale.ROOT));
    }

    private static String path(Case it) {
        return "/%s/vorgang/%s".formatted(it.portal(), it.number());
    }

    @Public
    @GetMapping("/{tenant}/vorgang/{number}/rechnung.pdf")
    ResponseEntity<byte[]> invoice(
            @PathVariable String tenant, @PathVariable String number, HttpServletRequest request) {
        var it = open.find(tenant, number, request).orElseThrow(NotFound::new);
        var account = regions.current().findBankAccount(it.tenant()).orElseThrow(NotFound::new);
        var pdf = tenancy.as(
                it.tenant(), () -> invoices.pdf(it, demands.find(it.id()).orElseThrow(NotFound::new), account));
        return FileAnswer.toKeep(MediaType.APPLICATION_PDF, "rechnung-%s.pdf".formatted(it.number()))
                .body(pdf);
    }
}
