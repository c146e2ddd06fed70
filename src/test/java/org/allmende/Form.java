package org.allmende;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A form as a page offers it, filled in as somebody would.
 *
 * @param path where it is sent to, without the query
 * @param files names of the fields that take a file
 */
public record Form(String method, String path, Map<String, String> fields, List<String> files) {

    /** The forms of a page, each button that sends one being a form of its own. */
    public static List<Form> listOf(Document page) {
        return page.select("form").stream().flatMap(form -> of(form).stream()).toList();
    }

    private static List<Form> of(Element form) {
        var buttons = form.select("button[type=submit], button:not([type]), input[type=submit]");
        return buttons.isEmpty()
                ? List.of(of(form, null))
                : buttons.stream().map(button -> of(form, button)).toList();
    }

    private static Form of(Element form, @Nullable Element button) {
        var fields = new LinkedHashMap<String, String>();
        for (var control : form.select("input[name], select[name], textarea[name]")) {
            if (isSent(control)) {
                fields.putIfAbsent(control.attr("name"), value(control));
            }
        }
        if (button != null && button.hasAttr("name")) {
            fields.put(button.attr("name"), button.attr("value"));
        }
        var files = form.select("input[type=file][name]").eachAttr("name");
        var action = button != null && button.hasAttr("formaction") ? button.absUrl("formaction") : form.absUrl("action");
        var address = URI.create(action.isEmpty() ? form.baseUri() : action);
        var method = button != null && button.hasAttr("formmethod") ? button.attr("formmethod") : form.attr("method");
        return new Form(method.equalsIgnoreCase("post") ? "POST" : "GET", address.getRawPath(), fields, files);
    }

    private static boolean isSent(Element control) {
        return switch (control.attr("type")) {
            case "submit", "button", "reset", "image", "file" -> false;
            default -> !control.hasAttr("disabled");
        };
    }

    private static String value(Element control) {
        if (control.tagName().equals("select")) {
            var options = control.select("option");
            return options.stream()
                    .filter(option -> option.hasAttr("selected"))
                    .findFirst()
                    .or(() -> options.stream().filter(option -> !option.val().isEmpty()).findFirst())
                    .map(Element::val)
                    .orElse("");
        }
        var given = control.val();
        return given.isEmpty() ? made(control) : given;
    }

    private static String made(Element control) {
        var name = control.attr("name");
        if (control.attr("inputmode").equals("numeric")) {
            return name.endsWith("jahr") || name.endsWith("year") ? "1990" : "5";
        }
        return switch (control.attr("type")) {
            case "email" -> "probe@buerger.example";
            case "number" -> "2";
            case "date" -> "1990-05-05";
            case "tel" -> "06462 000000";
            case "url" -> "https://probe.example/";
            default -> "Probe";
        };
    }

    public boolean takesFiles() {
        return !files.isEmpty();
    }

    /** The same with one field changed. */
    public Form with(String field, String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new Form(method, path, changed, files);
    }

    /** The same with every field changed. */
    public Form withAll(String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.replaceAll((field, before) -> value);
        return new Form(method, path, changed, files);
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(method, path, fields.keySet());
    }
}
