package org.allmende;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The body of a form that takes files, as browsers send it; names are put in as they are, however wicked. */
public final class Multipart {

    private static final String BOUNDARY = "----AllmendeProbe7d1f";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public static Multipart of(Map<String, String> fields) {
        var form = new Multipart();
        fields.forEach(form::field);
        return form;
    }

    public Multipart field(String name, String value) {
        return part("name=\"%s\"".formatted(name), "", value.getBytes(StandardCharsets.UTF_8));
    }

    public Multipart file(String name, String fileName, String type, byte[] content) {
        return part("name=\"%s\"; filename=\"%s\"".formatted(name, fileName), "Content-Type: %s\r\n".formatted(type), content);
    }

    private Multipart part(String disposition, String type, byte[] content) {
        write("--%s\r\nContent-Disposition: form-data; %s\r\n%s\r\n".formatted(BOUNDARY, disposition, type));
        body.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    public byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }
}
