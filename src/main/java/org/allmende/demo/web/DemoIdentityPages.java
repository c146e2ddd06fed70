package org.allmende.demo.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.cases.identity.Proof;
import org.allmende.cases.identity.ProofRequest;
import org.allmende.demo.DemoIdentityService;
import org.allmende.demo.OnlyInDemo;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.services.Identification;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** Stands for BundID in the demo: one says who one wants to be. */
@OnlyInDemo
@Controller
class DemoIdentityPages {

    private static final int LONGEST = 200;
    private static final Proof SOMEBODY =
            new Proof(Identification.HIGH, "Änne Zoë", "Übelacker", LocalDate.of(1979, 5, 12));

    @Public
    @GetMapping("/demo/ausweisen")
    View ask(
            Page page,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String nonce,
            @RequestParam(defaultValue = "SUBSTANTIAL") String niveau) {
        return page.show(
                "demo/identity",
                new DemoIdentityPage(state, nonce, levels(page), level(niveau).name(), "", "", "", ""));
    }

    @Public
    @PostMapping("/demo/ausweisen")
    View answer(
            Page page,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String nonce,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String vornamen,
            @RequestParam(defaultValue = "") String familienname,
            @RequestParam(defaultValue = "") String geburtsdatum,
            @RequestParam(defaultValue = "") String niveau) {
        if (ProofRequest.findDraft(state).isEmpty()) {
            throw new NotFound();
        }
        return switch (wer) {
            case "niemand" -> back(state, "error", "access_denied");
            case "uebelacker" -> back(state, "code", DemoIdentityService.code(nonce, SOMEBODY));
            default -> {
                var born = date(geburtsdatum);
                if (born.isEmpty() || !isName(vornamen) || !isName(familienname)) {
                    yield page.show(
                            "demo/identity",
                            new DemoIdentityPage(
                                    state,
                                    nonce,
                                    levels(page),
                                    level(niveau).name(),
                                    vornamen,
                                    familienname,
                                    geburtsdatum,
                                    page.t("demo.identity.missing")));
                }
                var said = new Proof(level(niveau), vornamen.strip(), familienname.strip(), born.getFirst());
                yield back(state, "code", DemoIdentityService.code(nonce, said));
            }
        };
    }

    private static View back(String state, String name, String value) {
        return SeeOther.at(UriComponentsBuilder.fromPath(ProofRequest.ANSWER)
                .queryParam("state", state)
                .queryParam(name, value)
                .toUriString());
    }

    private static boolean isName(String typed) {
        return !typed.isBlank() && typed.length() <= LONGEST;
    }

    /** As the browser's own date field sends it; none or one. */
    private static List<LocalDate> date(String typed) {
        try {
            return List.of(LocalDate.parse(typed.strip()));
        } catch (DateTimeException noDate) {
            return List.of();
        }
    }

    private static Identification level(String typed) {
        return List.of(Identification.values()).stream()
                .filter(level -> level.name().equals(typed))
                .findFirst()
                .orElse(Identification.NONE);
    }

    private static Map<String, String> levels(Page page) {
        var levels = new LinkedHashMap<String, String>();
        for (var level : List.of(Identification.HIGH, Identification.SUBSTANTIAL, Identification.NONE)) {
            levels.put(
                    level.name(), page.t("demo.identity.level." + level.name().toLowerCase(Locale.ROOT)));
        }
        return levels;
    }
}
