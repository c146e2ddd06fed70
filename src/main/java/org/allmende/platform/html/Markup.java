package org.allmende.platform.html;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/** Markup that this server drew itself, such as a QR code or a process; a template puts it in as it is. */
public record Markup(String html) implements Content {

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(html);
    }
}
