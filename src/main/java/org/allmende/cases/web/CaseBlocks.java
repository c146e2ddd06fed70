package org.allmende.cases.web;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.desk.TextBlocks;
import org.allmende.cases.desk.TextFields;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/** Text blocks with what is known of a case in their fields; works in the running transaction of its tenant. */
@Component
class CaseBlocks {

    private final TextBlocks blocks;
    private final Regions regions;
    private final Clock clock;

    CaseBlocks(TextBlocks blocks, Regions regions, Clock clock) {
        this.blocks = blocks;
        this.regions = regions;
        this.clock = clock;
    }

    List<CasePage.Block> list(Staff staff, Case it) {
        var values = values(staff, it);
        return blocks.list(staff).stream()
                .filter(block -> block.audience().isOf(it.office()))
                .map(block ->
                        new CasePage.Block(block.id().toString(), block.name(), TextFields.fill(block.body(), values)))
                .toList();
    }

    Optional<String> find(Staff staff, Case it, UUID id) {
        return blocks.find(staff, id).map(block -> TextFields.fill(block.body(), values(staff, it)));
    }

    /** What was typed, and the block after it. */
    static String join(String typed, String block) {
        return typed.isBlank() ? block : typed.stripTrailing() + "\n\n" + block;
    }

    /** German, since letters and questions are. */
    private Map<String, String> values(Staff staff, Case it) {
        var values = new HashMap<String, String>();
        values.put("nummer", it.number().toString());
        values.put("leistung", it.title());
        values.put("name", it.applicant());
        values.put("eingang", GermanDates.date(GermanDates.dayOf(it.submitted()), "de"));
        values.put("heute", GermanDates.date(GermanDates.today(clock), "de"));
        values.put("ich", staff.name());
        if (it.due() != null) {
            values.put("frist", GermanDates.date(it.due(), "de"));
        }
        regions.current().offices().getOrDefault(it.tenant(), List.of()).stream()
                .filter(office -> office.id().equals(it.office()))
                .findFirst()
                .ifPresent(office -> {
                    values.put("amt", office.name());
                    values.put("telefon", office.contact().phone());
                });
        return values;
    }
}
