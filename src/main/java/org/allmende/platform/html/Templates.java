package org.allmende.platform.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** The precompiled templates. */
@Component
public class Templates {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    Templates() {
        engine.setBinaryStaticContent(true);
    }

    /** A template that is no page: a letter, a fragment. */
    public String render(String template, Map<String, Object> parameters) {
        var output = new gg.jte.output.StringOutput();
        engine.render(template + ".jte", parameters, output);
        return output.toString();
    }

    View view(
            String template, Map<String, Object> parameters, HttpStatus status, String language, boolean forEverybody) {
        return new Html(output -> engine.render(template + ".jte", parameters, output), status, language, forEverybody);
    }

    private record Html(
            java.util.function.Consumer<Utf8ByteOutput> body, HttpStatus status, String language, boolean forEverybody)
            implements View {

        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public void render(
                @org.jspecify.annotations.Nullable Map<String, ?> model,
                jakarta.servlet.http.HttpServletRequest request,
                jakarta.servlet.http.HttpServletResponse response)
                throws java.io.IOException {
            var output = new Utf8ByteOutput();
            body.accept(output);
            if (status != HttpStatus.OK) {
                response.setStatus(status.value());
            }
            if (!forEverybody) {
                response.setHeader("Cache-Control", "no-store");
            }
            response.setContentType(getContentType());
            response.setLocale(Messages.locale(language));
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream());
        }
    }
}
