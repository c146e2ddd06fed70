package org.allmende.cases.desk.web;

import java.util.Map;
import java.util.UUID;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.desk.Audience;
import org.allmende.cases.desk.TextBlocks;
import org.allmende.cases.desk.TextBlocks.TextBlock;
import org.allmende.cases.desk.TextFields;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where text blocks are written: everybody their own; all see the shared ones, a lead keeps them. */
@Controller
class TextBlockPages {

    private static final String PATH = "/arbeitsplatz/bausteine";

    private final Tenancy tenancy;
    private final TextBlocks blocks;
    private final Regions regions;
    private final Audit audit;

    TextBlockPages(Tenancy tenancy, TextBlocks blocks, Regions regions, Audit audit) {
        this.tenancy = tenancy;
        this.blocks = blocks;
        this.regions = regions;
        this.audit = audit;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping(PATH)
    View list(Page page, Staff staff, @RequestParam(required = false) UUID baustein) {
        return tenancy.as(staff.tenant(), () -> {
            var edited = baustein == null ? null : find(staff, baustein);
            return edited == null
                    ? show(page, staff, "", "", "", null)
                    : show(page, staff, edited.id().toString(), edited.name(), edited.body(), null);
        });
    }

    private TextBlock find(Staff staff, UUID id) {
        var block = blocks.find(staff, id).orElseThrow(CaseNotFound::new);
        if (!block.audience().mayBeChangedBy(staff)) {
            throw new Forbidden();
        }
        return block;
    }

    private View show(Page page, Staff staff, String edited, String name, String body, @Nullable String error) {
        var lines = blocks.list(staff).stream()
                .map(one -> new TextBlocksPage.Line(
                        one.id().toString(),
                        one.name(),
                        one.body(),
                        whose(page, staff, one.audience()),
                        one.audience().mayBeChangedBy(staff)))
                .toList();
        return page.show(
                "cases/textblocks",
                new TextBlocksPage(
                        lines,
                        edited,
                        name,
                        body,
                        staff.isOneOf(Role.LEAD) ? Audience.choices(page, staff, regions.current()) : Map.of(),
                        TextFields.NAMES.stream().map("{{%s}}"::formatted).toList(),
                        error));
    }

    private String whose(Page page, Staff staff, Audience audience) {
        return audience.office() == null
                ? page.t(audience.isShared() ? "cases.blocks.all" : "cases.blocks.mine")
                : regions.current()
                        .findOffice(staff.tenant(), audience.office())
                        .map(Office::name)
                        .orElse(audience.office());
    }

    /** Adds one, or changes the one with this id. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(PATH)
    View keep(
            Page page,
            Staff staff,
            @RequestParam(required = false) UUID baustein,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "mich") String wer) {
        var called = name.replace("\0", "").strip();
        var body = text.replace("\0", "").replace("\r\n", "\n").strip();
        var audience = Audience.parse(staff, wer);
        if (!audience.mayBeChangedBy(staff)) {
            throw new Forbidden();
        }
        return tenancy.as(staff.tenant(), () -> {
            var edited = baustein == null ? null : find(staff, baustein);
            var error = mistake(page, called, body);
            if (error == null && edited != null) {
                blocks.change(staff, edited.id(), called, body);
                audit.record("text-block.changed", edited.id(), Map.of());
            } else if (error == null && !blocks.add(staff, audience, called, body)) {
                error = page.t("cases.blocks.full", TextBlocks.MOST);
            }
            return error == null
                    ? SeeOther.at(PATH)
                    : show(page, staff, edited == null ? "" : edited.id().toString(), called, body, error);
        });
    }

    private static @Nullable String mistake(Page page, String name, String body) {
        if (name.isEmpty() || name.length() > TextBlocks.LONGEST_NAME) {
            return page.t("cases.blocks.name.missing", TextBlocks.LONGEST_NAME);
        }
        if (body.isEmpty() || body.length() > TextBlocks.LONGEST) {
            return page.t("cases.blocks.text.missing", TextBlocks.LONGEST);
        }
        return TextFields.findUnknown(body)
                .map(unknown -> page.t("cases.blocks.unknown", unknown))
                .orElse(null);
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(PATH + "/{id}/entfernen")
    View remove(Staff staff, @PathVariable UUID id) {
        tenancy.run(staff.tenant(), () -> {
            blocks.remove(find(staff, id).id());
            audit.record("text-block.removed", id, Map.of());
        });
        return SeeOther.at(PATH);
    }
}
