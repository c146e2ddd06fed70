package org.allmende.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.allmende.cases.AccessCode;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Applications ready to be sent, many at once: one is filled in page by page, the others are its copies under other names. */
public final class Applications {

    private static final int BATCH = 1_000;
    private static final int SIDE_PIXELS = 590;

    private final JdbcClient owner;
    private final Application model;
    private final String answers;
    private final List<String> tenants;
    private final Random random = new Random(35075);

    private Applications(JdbcClient owner, Application model, String answers, List<String> tenants) {
        this.owner = owner;
        this.model = model;
        this.answers = answers;
        this.tenants = tenants;
    }

    public static Applications fillIn(ServerProcess server) {
        var owner = Owner.of(server.data());
        try {
            var model = Application.fillIn(server.port());
            var answers = owner.sql("select answers::text from cases.draft where id = ?")
                    .param(model.id())
                    .query(String.class)
                    .single();
            return new Applications(owner, model, answers, Registries.tenants(owner));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Copies, spread over all portals; every fourth goes to the Standesamt of another municipality. */
    public List<Application> copy(int count) {
        var all = new ArrayList<Application>();
        while (all.size() < count) {
            all.addAll(copyBatch(Math.min(BATCH, count - all.size()), all.size()));
        }
        return all;
    }

    private List<Application> copyBatch(int count, int first) {
        var batch = new ArrayList<Application>();
        var hashes = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (int i = first; i < first + count; i++) {
            var code = AccessCode.next();
            batch.add(new Application(tenants.get(i % tenants.size()), Ids.next(), code.text()));
            hashes.add(code.hash());
            texts.add(answers(tenants.get((i % 4 == 3 ? i + 1 : i) % tenants.size())));
        }
        owner.sql("""
                insert into cases.draft (tenant, id, service, version, lang, code_hash, answers, created, changed, expires)
                select made.tenant, made.id, service, version, lang, made.code_hash, made.answers::json, created, changed, expires
                  from cases.draft,
                       unnest(:tenants::text[], :ids::uuid[], :hashes::text[], :answers::text[])
                           as made (tenant, id, code_hash, answers)
                 where cases.draft.id = :model
                """)
                .param("tenants", batch.stream().map(Application::tenant).toArray(String[]::new))
                .param("ids", batch.stream().map(Application::id).toArray(UUID[]::new))
                .param("hashes", hashes.toArray(String[]::new))
                .param("answers", texts.toArray(String[]::new))
                .param("model", model.id())
                .update();
        return batch;
    }

    private String answers(String office) {
        var given = Registries.GIVEN_NAMES.get(random.nextInt(Registries.GIVEN_NAMES.size()));
        var family = Registries.FAMILY_NAMES.get(random.nextInt(Registries.FAMILY_NAMES.size()));
        return answers.replace(Application.GIVEN_NAMES, given)
                .replace(Application.FAMILY_NAME, family)
                .replace("\"tenant\":\"gladenbach\"", "\"tenant\":\"" + office + "\"");
    }

    /** A picture of about 1 MB that no compression makes smaller. */
    static byte[] picture() {
        var image = new BufferedImage(SIDE_PIXELS, SIDE_PIXELS, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int y = 0; y < SIDE_PIXELS; y++) {
            for (int x = 0; x < SIDE_PIXELS; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
