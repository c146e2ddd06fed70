package org.allmende;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Somebody who asks for an Eheurkunde, page by page, as a browser without scripts does. */
public final class Citizen {

    /** The field of each page that matters; the others are filled with anything. */
    private static final Map<String, String> ANSWERS = Map.of(
            "ort.elsewhere", "",
            "datum.year", "2019",
            "geburtsdatum.year", "1990",
            "bezug", "bevollmaechtigt",
            "email", "kanarienvogel@buerger.example",
            "anschrift.postcode", "35075",
            "anschrift.country", "");

    private final Visitor visitor;
    private final Map<String, String> answers = new HashMap<>(ANSWERS);

    public Citizen(Visitor visitor) {
        this.visitor = visitor;
    }

    public Citizen answering(String field, String value) {
        answers.put(field, value);
        return this;
    }

    /** Begins in a tenant's portal and answers all questions; gives the page on which they can be checked. */
    public Answer fillIn(String tenant, String service) {
        return fillIn(visitor.post("/%s/leistungen/%s/beginnen".formatted(tenant, service), Map.of()));
    }

    /** As {@link #fillIn}, with a clerk who writes it down at the counter. */
    public Answer fillInAt(String counter, String service) {
        return fillIn(visitor.post(counter, Map.of("leistung", service)));
    }

    private Answer fillIn(Answer begun) {
        var page = visitor.follow(begun);
        for (int step = 0; step < 30 && !page.address().getPath().endsWith("/pruefen"); step++) {
            var answered = visitor.follow(send(page));
            assertThat(answered.html().select("[role=alert]").text())
                    .as("errors at %s", answered)
                    .isEmpty();
            page = answered;
        }
        assertThat(page.toString()).endsWith("/pruefen → 200");
        return page;
    }

    /** Sends the application; gives the page that says so. */
    public Answer send(String tenant, String service) {
        return sendChecked(fillIn(tenant, service));
    }

    /** Sends what has been checked on this page; gives the page that says so. */
    public Answer sendChecked(Answer checked) {
        var check = identify(checked);
        var sent = visitor.follow(visitor.post(check.address().getPath().replace("/pruefen", "/absenden"), Map.of()));
        assertThat(sent.toString()).endsWith("/gesendet → 200");
        return sent;
    }

    /** Proves to be who the application says, if its last page asks for that; gives the page that knows it. */
    public Answer identify(Answer check) {
        var begin = check.address().getPath().replace("/pruefen", "/ausweisen");
        if (Form.listOf(check.html()).stream().noneMatch(form -> form.path().equals(begin))) {
            return check;
        }
        return identify(check, shown(check, "Vornamen"), shown(check, "Familienname"), born(check), null);
    }

    /** As {@link #identify(Answer)}, as somebody else perhaps, or with another level than the one that is asked for. */
    public Answer identify(Answer check, String givenNames, String familyName, LocalDate born, @Nullable String level) {
        var begin = check.address().getPath().replace("/pruefen", "/ausweisen");
        var card = visitor.follow(visitor.post(begin, Map.of()));
        var form = Form.listOf(card.html()).getFirst();
        form = form.with("vornamen", givenNames)
                .with("familienname", familyName)
                .with("geburtsdatum", born.toString());
        return visitor.follow(visitor.post(level == null ? form : form.with("niveau", level)));
    }

    /** What the applicant has answered to the first question of this name. */
    private static String shown(Answer check, String question) {
        return check.html().select("dl.sums div").stream()
                .filter(line -> line.select("dt").text().equals(question))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + question + " at " + check))
                .select("dd")
                .text();
    }

    private static LocalDate born(Answer check) {
        return LocalDate.parse(
                shown(check, "Geburtsdatum"), DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMANY));
    }

    private Answer send(Answer page) {
        var form = Form.listOf(page.html()).stream()
                .filter(one -> one.path().equals(page.address().getRawPath()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form at " + page));
        for (var field : form.fields().keySet()) {
            if (answers.containsKey(field)) {
                form = form.with(field, answers.get(field));
            }
        }
        if (!form.takesFiles()) {
            return visitor.post(form.path(), form.fields());
        }
        var body = Multipart.of(form.fields());
        form.files()
                .forEach(file -> body.file(file, answers.getOrDefault("file", "probe.png"), "image/png", picture()));
        return visitor.post(form.path(), body.contentType(), body.bytes());
    }

    /** A small picture that is what it says. */
    public static byte[] picture() {
        return png(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB));
    }

    /** A square picture of noise, which no compression makes smaller than three bytes a dot. */
    public static byte[] picture(int width) {
        var image = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        IntStream.range(0, width * width).forEach(dot -> image.setRGB(dot % width, dot / width, random.nextInt()));
        return png(image);
    }

    private static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
