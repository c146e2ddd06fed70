package org.allmende.services.bpmn;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A BPMN file from elsewhere, in whatever encoding it came.
 *
 * @param xml the text, empty when it must not even be shown
 * @param hostile why it must not be shown
 * @param findings what of it cannot run here and what to use instead, in the order of the file; empty when all of it can
 */
public record ForeignModel(String xml, Optional<Finding> hostile, List<Finding> findings) {

    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,20})[\"']");
    private static final Map<String, Charset> CHARSETS = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "US-ASCII", StandardCharsets.US_ASCII,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "ISO-8859-15", Charset.forName("ISO-8859-15"),
            "WINDOWS-1252", Charset.forName("windows-1252"),
            "UTF-16", StandardCharsets.UTF_16);

    public static ForeignModel read(byte[] file) {
        var text = decode(file);
        if (text.isEmpty()) {
            return refused(new Finding(
                    0,
                    "",
                    "",
                    "Die Zeichen der Datei sind nicht lesbar.",
                    "Öffnen Sie sie in einem BPMN-Editor, und speichern Sie sie als UTF-8."));
        }
        var bytes = text.get().getBytes(StandardCharsets.UTF_8);
        var hostile = BpmnCheck.findHostility(bytes);
        return hostile.map(ForeignModel::refused)
                .orElseGet(() -> new ForeignModel(
                        text.get(),
                        Optional.empty(),
                        BpmnCheck.check(bytes, Set.of(), BpmnCheck.Answers.NONE).findings()));
    }

    private static ForeignModel refused(Finding why) {
        return new ForeignModel("", Optional.of(why), List.of());
    }

    /** Whether all of it could run in a package. */
    public boolean runs() {
        return hostile.isEmpty() && findings.isEmpty();
    }

    /** Reads what the file itself says about its encoding (XML 1.0, appendix F); nothing when it does not hold. */
    private static Optional<String> decode(byte[] file) {
        boolean wide =
                file.length > 1 && (file[0] == (byte) 0xfe || file[0] == (byte) 0xff || file[0] == 0 || file[1] == 0);
        var beginning = new String(file, 0, Math.min(file.length, 200), StandardCharsets.ISO_8859_1);
        var declared = DECLARED.matcher(beginning);
        var name = wide ? "UTF-16" : declared.find() ? declared.group(1).toUpperCase(java.util.Locale.ROOT) : "UTF-8";
        var charset = CHARSETS.get(name);
        if (charset == null) {
            return Optional.empty();
        }
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException broken) {
            return Optional.empty();
        }
    }
}
