package org.allmende.demo.web;

import java.util.UUID;
import org.allmende.demo.DemoPaymentService;
import org.allmende.demo.OnlyInDemo;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.services.form.Euro;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where people pay in the demo, without money. */
@OnlyInDemo
@Controller
class DemoPaymentPages {

    private final DemoPaymentService service;

    DemoPaymentPages(DemoPaymentService service) {
        this.service = service;
    }

    @Public
    @GetMapping("/demo/bezahlen")
    View ask(Page page, @RequestParam(required = false) @Nullable UUID zahlung) {
        if (zahlung == null) {
            // the other language, for instance, leads to nobody's payment
            return SeeOther.at("/rundgang");
        }
        var it = service.find(zahlung).orElseThrow(NotFound::new).request();
        return page.show(
                "demo/payment",
                new DemoPaymentPage(zahlung.toString(), Euro.ofCents(it.cents()).in(page.lang()), it.purpose()));
    }

    @Public
    @PostMapping("/demo/bezahlen")
    View answer(@RequestParam UUID zahlung, @RequestParam(defaultValue = "") String was) {
        var it = service.find(zahlung).orElseThrow(NotFound::new);
        return SeeOther.at(service.decide(it, was.equals("bezahlen")));
    }
}
