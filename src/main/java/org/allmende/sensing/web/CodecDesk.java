package org.allmende.sensing.web;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.sensing.lorawan.Codec;
import org.allmende.sensing.lorawan.Codecs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where the Kompetenzcenter tries a maker's payload codec on examples and keeps it. */
@Controller
class CodecDesk {

    private static final String PATH = "/arbeitsplatz/codecs";
    private static final int LONGEST = 200_000;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int MOST_EXAMPLES = 50;

    private final Codecs codecs;
    private final Tenancy tenancy;

    CodecDesk(Codecs codecs, Tenancy tenancy) {
        this.codecs = codecs;
        this.tenancy = tenancy;
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping(PATH)
    View show(Page page, Staff staff, @RequestParam(defaultValue = "") String codec) {
        var all = list(staff);
        if (codec.isEmpty()) {
            return page.show("sensing/codecs", new CodecPage(names(all), "", "", "", List.of(), Map.of(), ""));
        }
        var it =
                all.stream().filter(one -> one.name().equals(codec)).findFirst().orElseThrow(NotFound::new);
        var examples = it.examples().stream()
                .map(one -> one.port() + " " + one.payload())
                .toList();
        return page.show(
                "sensing/codecs",
                new CodecPage(
                        names(all), it.name(), it.source(), String.join("\n", examples), List.of(), Map.of(), ""));
    }

    private List<Codec> list(Staff staff) {
        return tenancy.as(staff.tenant(), codecs::list);
    }

    private static List<CodecPage.Known> names(List<Codec> all) {
        return all.stream()
                .map(it -> new CodecPage.Known(
                        it.name(), it.version(), it.examples().size()))
                .toList();
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping(PATH)
    View use(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String quelltext,
            @RequestParam(defaultValue = "") String beispiele,
            @RequestParam(defaultValue = "") String aktion) {
        var errors = new java.util.LinkedHashMap<String, String>();
        if (quelltext.isBlank() || quelltext.length() > LONGEST) {
            errors.put("quelltext", page.t("sensing.codec.source.missing"));
        }
        var results = new ArrayList<CodecPage.Result>();
        var examples = new ArrayList<Codec.Example>();
        if (errors.isEmpty()) {
            beispiele
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .limit(MOST_EXAMPLES)
                    .forEach(line -> tryOne(page, quelltext, line, results, examples));
        }
        if (errors.isEmpty() && results.isEmpty()) {
            errors.put("beispiele", page.t("sensing.codec.examples.missing"));
        }
        boolean failed = results.stream().anyMatch(CodecPage.Result::failed);
        if (failed) {
            errors.put("beispiele", page.t("sensing.codec.examples.failed"));
        }
        var done = "";
        if (aktion.equals("speichern") && errors.isEmpty()) {
            if (!name.matches("[a-z0-9][a-z0-9-]{1,60}")) {
                errors.put("name", page.t("sensing.codec.name.wrong"));
            } else {
                try {
                    var saved = tenancy.as(staff.tenant(), () -> codecs.save(name, quelltext, examples));
                    done = page.t("sensing.codec.saved", saved.name(), saved.version());
                } catch (Codec.Unusable wrong) {
                    errors.put("quelltext", page.t("sensing.codec.breaks", String.valueOf(wrong.getMessage())));
                }
            }
        }
        return page.show(
                "sensing/codecs", new CodecPage(names(list(staff)), name, quelltext, beispiele, results, errors, done));
    }

    private static void tryOne(
            Page page, String source, String line, List<CodecPage.Result> results, List<Codec.Example> examples) {
        var parts = line.split("\\s+", 2);
        if (parts.length < 2 || !parts[0].matches("\\d{1,3}")) {
            results.add(new CodecPage.Result(line, page.t("sensing.codec.examples.form"), true));
            return;
        }
        try {
            int port = Integer.parseInt(parts[0]);
            if (parts[1].startsWith("{")) {
                var sent = Codec.encode(source, JsonMapper.shared().readTree(parts[1]), port);
                results.add(new CodecPage.Result(line, sent.port() + " " + HEX.formatHex(sent.payload()), false));
                return;
            }
            var example = Codec.example(source, port, parts[1]);
            examples.add(example);
            results.add(new CodecPage.Result(line, example.gives().toString(), false));
        } catch (JacksonException unreadable) {
            results.add(new CodecPage.Result(line, page.t("sensing.codec.examples.json"), true));
        } catch (Codec.Unusable failed) {
            results.add(new CodecPage.Result(line, String.valueOf(failed.getMessage()), true));
        }
    }
}
