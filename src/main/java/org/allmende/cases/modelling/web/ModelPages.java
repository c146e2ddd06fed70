package org.allmende.cases.modelling.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.allmende.cases.bpmn.Position;
import org.allmende.cases.bpmn.ProcessDrawing;
import org.allmende.platform.html.Markup;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.services.bpmn.ForeignModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Shows a process that was modelled elsewhere, and what of it could not run here. The file is looked at and forgotten. */
@Controller
@RequestMapping("/arbeitsplatz/prozesse/modell")
class ModelPages {

    private static final int LONGEST_NAME = 80;

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping
    View ask(Page page) {
        return page.show("cases/model", ModelPage.EMPTY);
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping
    View check(Page page, @RequestParam(required = false) @Nullable MultipartFile datei) {
        if (datei == null || datei.isEmpty()) {
            return page.show("cases/model", ModelPage.EMPTY);
        }
        try {
            return page.show("cases/model", show(page, name(datei), ForeignModel.read(datei.getBytes())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ModelPage show(Page page, String name, ForeignModel model) {
        return new ModelPage(
                name,
                model.hostile().isPresent() ? null : drawing(page, model.xml()),
                model.findings(),
                model.hostile().orElse(null));
    }

    private static @Nullable Markup drawing(Page page, String xml) {
        try {
            var svg = ProcessDrawing.of(xml).svg(Position.NOWHERE, page.t("cases.model.drawing"), "", Map.of());
            return svg.isEmpty() ? null : new Markup(svg);
        } catch (IllegalArgumentException notDrawable) {
            return null;
        }
    }

    private static String name(MultipartFile file) {
        var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
