package org.allmende.cases.opinion.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.cases.opinion.Extract;
import org.allmende.cases.opinion.Reply;
import org.allmende.platform.files.FileRefused;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the pages of those who are asked have in common, in an office and outside. */
@Component
class RequestView {

    /** An answer is as long as that at most; longer ones come as a file. */
    static final int LONGEST = 8000;

    private static final int LONGEST_NAME = 120;

    private final Files files;

    RequestView(Files files) {
        this.files = files;
    }

    /** What was typed as an answer: a verdict, or null and what is wrong with it. */
    record Read(Reply.@Nullable Verdict verdict, Map<String, String> errors) {}

    Read read(Page page, RequestPage.Typed typed, boolean hasFiles, boolean asksName) {
        var errors = new LinkedHashMap<String, String>();
        var verdict = switch (typed.verdict()) {
            case "keine" -> Reply.Verdict.NO_OBJECTIONS;
            case "text" -> Reply.Verdict.STATEMENT;
            default -> null;
        };
        if (verdict == null) {
            errors.put("urteil", page.t("cases.request.verdict.missing"));
        }
        if (verdict == Reply.Verdict.STATEMENT && typed.text().isBlank() && !hasFiles) {
            errors.put("text", page.t("cases.request.text.missing"));
        }
        if (typed.text().length() > LONGEST) {
            errors.put("text", page.t("cases.act.text.long", LONGEST));
        }
        if (asksName && (typed.name().isBlank() || typed.name().length() > LONGEST_NAME)) {
            errors.put("name", page.t("cases.request.name.missing"));
        }
        return new Read(errors.isEmpty() ? verdict : null, errors);
    }

    static Map<String, String> refused(Page page, FileRefused refused) {
        return Map.of("datei", page.t(refused.messageKey(), refused.arguments().toArray()));
    }

    /** The files that are shown, in the running transaction of their tenant. */
    List<RequestPage.ShownFile> shown(Extract extract, String path) {
        return files.list(extract.files()).stream()
                .map(file -> new RequestPage.ShownFile(file.name(), path + "/datei/" + file.id()))
                .toList();
    }

    static String verdict(Page page, @Nullable Reply reply) {
        return reply == null
                ? ""
                : page.t(
                        "cases.opinion.verdict." + reply.verdict().name().toLowerCase(Locale.ROOT),
                        reply.by(),
                        GermanDates.moment(reply.at()));
    }
}
