package org.allmende.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.services.notice.NoticeTemplate;
import org.springframework.stereotype.Component;

/**
 * A clerk changes the text of a notice before it is made, where the package allows that: block by block, for one decision. Once
 * decided or proposed it stays, so that a second person confirms what they have read.
 */
@Component
public class NoticeEditing {

    private final Tenancy tenancy;
    private final DeskActs desk;
    private final Notices notices;
    private final NoticeTexts texts;
    private final Audit audit;

    NoticeEditing(Tenancy tenancy, DeskActs desk, Notices notices, NoticeTexts texts, Audit audit) {
        this.tenancy = tenancy;
        this.desk = desk;
        this.notices = notices;
        this.texts = texts;
        this.audit = audit;
    }

    /**
     * A block of the letter.
     *
     * @param own the clerk's text, empty where it is the package's
     */
    public record Part(NoticeTemplate.Shown block, Optional<String> own) {}

    /** Whether texts can be changed now. */
    public static boolean isPossible(Case it) {
        return switch (it.state()) {
            case NEW, IN_REVIEW, ANSWERED, QUESTION_OPEN, HEARING, SUSPENDED -> true;
            default -> false;
        };
    }

    /** The decision's letter; empty where none is written. In the running transaction of the case's tenant. */
    public List<Part> list(Case it, String outcome) {
        var own = texts.find(it.id(), outcome);
        return notices.show(it, outcome).stream()
                .map(block -> new Part(block, Optional.ofNullable(own.get(block.id()))))
                .toList();
    }

    /** The notice with these texts, sealed by nobody and kept nowhere. */
    public byte[] preview(Case it, String outcome, int feeCents, String reason, Map<String, String> typed) {
        return notices.preview(it, outcome, feeCents, reason, changed(it, outcome, typed));
    }

    /** Keeps what differs from the package's text. {@link CaseMovedOn} when it is proposed or decided by now. */
    public void save(Staff staff, UUID caseId, String outcome, Map<String, String> typed) {
        tenancy.run(staff.tenant(), () -> {
            var it = desk.lockOpen(staff, caseId);
            if (!isPossible(it)) {
                throw new CaseMovedOn(it.state());
            }
            var changed = changed(it, outcome, typed);
            if (changed.equals(texts.find(caseId, outcome))) {
                return;
            }
            texts.put(caseId, outcome, changed, staff);
            var titles = notices.show(it, outcome).stream()
                    .filter(block -> changed.containsKey(block.id()))
                    .map(NoticeTemplate.Shown::title)
                    .collect(Collectors.joining(", "));
            desk.note(it, Entry.Kind.NOTICE_TEXT, staff, false, titles);
            audit.record(
                    "case.notice-text",
                    caseId,
                    Map.of("outcome", outcome, "blocks", String.join(", ", changed.keySet())));
        });
    }

    private Map<String, String> changed(Case it, String outcome, Map<String, String> typed) {
        var changed = new LinkedHashMap<String, String>();
        for (var block : notices.show(it, outcome)) {
            var text = typed.get(block.id());
            if (block.editable() && text != null && !same(text, block.text())) {
                changed.put(block.id(), text.replace("\r\n", "\n").strip());
            }
        }
        return changed;
    }

    private static boolean same(String typed, String text) {
        return typed.replace("\r\n", "\n").strip().equals(text.strip());
    }
}
