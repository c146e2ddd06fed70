package org.allmende.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** An application for an Eheurkunde that lacks nothing but the last POST. Its code is its citizen's cookie. */
public record Application(String tenant, UUID id, String code) {

    static final String GIVEN_NAMES = "Annegret Probe";
    static final String FAMILY_NAME = "Vorlagemann";
    static final String EMAIL = "annegret@buerger.example";

    /** What somebody fills in; each page takes what it asks for. */
    private static final Map<String, String> ANSWERS = new LinkedHashMap<>();

    static {
        ANSWERS.put("ort", "gladenbach");
        ANSWERS.put("datum.day", "4");
        ANSWERS.put("datum.month", "5");
        ANSWERS.put("datum.year", "2019");
        ANSWERS.put("vornamen", GIVEN_NAMES);
        ANSWERS.put("familienname", FAMILY_NAME);
        ANSWERS.put("nummer", "E 12/2019");
        ANSWERS.put("bezug", "ehegatte");
        ANSWERS.put("art", "deutsch");
        ANSWERS.put("exemplare", "2");
        ANSWERS.put("wofuer", "unterlagen");
        ANSWERS.put("geburtsdatum.day", "28");
        ANSWERS.put("geburtsdatum.month", "2");
        ANSWERS.put("geburtsdatum.year", "1990");
        ANSWERS.put("anschrift.street", "Marktplatz");
        ANSWERS.put("anschrift.number", "4");
        ANSWERS.put("anschrift.postcode", "35075");
        ANSWERS.put("anschrift.city", "Gladenbach");
        ANSWERS.put("email", EMAIL);
        ANSWERS.put("elektronisch", "yes");
    }

    /** Goes through the whole form as a citizen of Gladenbach, up to the page where everything is checked. */
    public static Application fillIn(int port) throws IOException {
        try (var wire = Wire.open(port)) {
            var begun = wire.post("/gladenbach/leistungen/eheurkunde/beginnen", "", "");
            var page = begun.location();
            var parts = page.split("/", -1);
            if (begun.status() / 100 != 3 || parts.length < 5) {
                throw new IllegalStateException("No application could be begun: " + begun.status() + " " + page);
            }
            var it = new Application(
                    "gladenbach",
                    UUID.fromString(parts[3]),
                    begun.cookie("schluessel").split("=", 2)[1]);
            for (int step = 0; step < 40 && !page.endsWith("/pruefen"); step++) {
                var answer = wire.post(page, it.cookie(), encode(ANSWERS));
                if (answer.status() / 100 != 3 || answer.location().equals(page)) {
                    throw new IllegalStateException("The form is stuck at " + page + ": " + answer.status());
                }
                page = answer.location();
            }
            return it;
        }
    }

    public String cookie() {
        return "schluessel=" + code;
    }

    /** The last POST; gives the number of the case, as it was acknowledged. */
    public String send(Wire wire) throws IOException {
        var answer = wire.post("/%s/antrag/%s/absenden".formatted(tenant, id), cookie(), "");
        var path = answer.location().split("/", -1);
        if (answer.status() / 100 != 3 || path.length != 5 || !path[4].equals("gesendet")) {
            throw new Load.WrongAnswer("Sending was answered by " + answer.status() + " " + answer.location());
        }
        return path[3];
    }

    /** Adds a picture of the identity card. */
    void upload(Wire wire, byte[] png) throws IOException {
        var boundary = "----allmende" + id;
        var head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"kopie\"; filename=\"ausweis.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        var body = new byte[head.length + png.length + end.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(png, 0, body, head.length, png.length);
        System.arraycopy(end, 0, body, head.length + png.length, end.length);
        var path = "/%s/antrag/%s/ausweis".formatted(tenant, id);
        var answer = wire.post(path, cookie(), "multipart/form-data; boundary=" + boundary, body);
        if (answer.status() / 100 != 3) {
            throw new Load.WrongAnswer("The upload was answered by " + answer.status());
        }
    }

    public static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
