package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.Attachments;
import org.allmende.cases.Draft;
import org.allmende.cases.Drafts;
import org.allmende.cases.Unfinished;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileRefused;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.allmende.platform.html.Page;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;
import org.allmende.services.form.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** The files of a draft: taken in outside of any transaction, kept together with the answers. */
@Component
class Uploads {

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final Attachments attachments;
    private final Files files;
    private final long fileLimit;

    Uploads(Tenancy tenancy, Drafts drafts, Attachments attachments, Files files, Configuration configuration) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.attachments = attachments;
        this.files = files;
        this.fileLimit = configuration.files().limit();
    }

    /** What the browser sent, with the names of its files. */
    static Map<String, List<String>> named(HttpServletRequest request) {
        var named = new LinkedHashMap<>(OpenDrafts.posted(request));
        if (request instanceof MultipartHttpServletRequest multipart) {
            multipart
                    .getMultiFileMap()
                    .forEach((input, files) -> named.put(
                            input,
                            files.stream()
                                    .map(file -> Optional.ofNullable(file.getOriginalFilename())
                                            .orElse(""))
                                    .toList()));
        }
        return named;
    }

    /** Stores uploads before any transaction; what is refused becomes an error at its question. */
    Map<String, List<Received>> receive(
            Page page, String tenant, FormRun run, Step step, HttpServletRequest request, Map<String, String> errors) {
        var received = new LinkedHashMap<String, List<Received>>();
        if (!(request instanceof MultipartHttpServletRequest multipart)) {
            return received;
        }
        for (var question : run.questions(step)) {
            if (!question.type().word().equals("files")) {
                continue;
            }
            for (var file : multipart.getFiles(question.id())) {
                if (file.isEmpty()
                        && (file.getOriginalFilename() == null
                                || file.getOriginalFilename().isBlank())) {
                    continue;
                }
                try (var content = file.getInputStream()) {
                    var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
                    received.computeIfAbsent(question.id(), ignored -> new ArrayList<>())
                            .add(files.receive(tenant, content, name, fileLimit));
                } catch (FileRefused refused) {
                    errors.put(
                            question.id(),
                            page.t(refused.messageKey(), refused.arguments().toArray()));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
        return received;
    }

    /** The files of each file question: those kept so far and those that came now. */
    static Map<String, List<FileRef>> refs(FormRun run, Step step, Map<String, List<Received>> received) {
        var refs = new LinkedHashMap<String, List<FileRef>>();
        for (var question : run.questions(step)) {
            if (question.type().word().equals("files")) {
                var all = new ArrayList<FileRef>();
                if (run.answers().find(question.path()).orElse(null) instanceof Value.Files kept) {
                    all.addAll(kept.files());
                }
                received.getOrDefault(question.id(), List.of()).forEach(file -> all.add(ref(file)));
                if (!all.isEmpty()) {
                    refs.put(question.id(), all);
                }
            }
        }
        return refs;
    }

    static FileRef ref(Received file) {
        return new FileRef(
                file.stored().id(),
                file.name(),
                file.type().mediaType(),
                file.stored().size());
    }

    void keep(Draft draft, Answers answers, Step step, Map<String, List<Received>> received) {
        tenancy.run(draft.tenant(), () -> {
            add(draft, step, received);
            drafts.keep(draft, step, answers);
        });
    }

    /** What was typed stays as it is, and so do uploads that were fine, though something on the page is not. */
    void keepUnfinished(
            Written it,
            Step step,
            Map<String, List<String>> typed,
            Map<String, List<Received>> received,
            Map<String, List<FileRef>> refs) {
        var answers = it.run().answers();
        for (var question : it.run().questions(step)) {
            if (received.containsKey(question.id()) && question.type() instanceof FilesType type) {
                var all = refs.getOrDefault(question.id(), List.of());
                answers = answers.with(
                        question.path(), new Value.Files(all.subList(0, Math.min(type.most(), all.size()))));
            }
        }
        var draft = it.draft();
        var given = answers;
        tenancy.run(draft.tenant(), () -> {
            add(draft, step, received);
            drafts.keepUnfinished(draft, step, given, typed);
        });
    }

    private void add(Draft draft, Step step, Map<String, List<Received>> received) {
        received.forEach((question, list) -> list.forEach(file -> {
            var stored = files.add(file);
            attachments.addToDraft(
                    draft.id(), step.findQuestion(question).map(Question::path).orElseThrow(), stored.id());
        }));
    }

    void remove(Draft draft, UUID file) {
        tenancy.run(draft.tenant(), () -> {
            var answers = Answers.parse(draft.answers());
            for (var entry : answers.values().entrySet()) {
                if (entry.getValue() instanceof Value.Files kept
                        && kept.files().stream().anyMatch(one -> one.id().equals(file))) {
                    var left = kept.files().stream()
                            .filter(one -> !one.id().equals(file))
                            .toList();
                    answers = left.isEmpty()
                            ? answers.without(entry.getKey())
                            : answers.with(entry.getKey(), new Value.Files(left));
                    attachments.removeFromDraft(draft.id(), file);
                    files.delete(file);
                }
            }
            drafts.keep(draft.id(), answers, Unfinished.parse(draft.unfinished()));
        });
    }
}
