package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.UUID;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.geo.xplan.PlanGenerator;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** How much a planner can bring at once. */
class PlanUploadsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "angelburg";

    /** @param blocks on each side, of about four kilobytes each */
    private static byte[] plan(int blocks) {
        var area = new GeometryFactory().toGeometry(new Envelope(462_000, 472_000, 5_620_000, 5_630_000));
        var out = new ByteArrayOutputStream();
        new PlanGenerator(area, "Angelburg", "06534001", 1)
                .write(
                        new PlanGenerator.Wanted(
                                "Probe Größe", "1", "", blocks, new PlanGenerator.InForce(LocalDate.of(2020, 5, 4))),
                        out);
        return out.toByteArray();
    }

    @Test
    void aPlanOfTwentyMegabytesComesInWhole() {
        var plan = plan(70);
        assertThat(plan).hasSizeBetween(15_000_000, 40_000_000);
        var body = new Multipart().file("datei", "gross.gml", "application/gml+xml", plan);

        var answer = COUNTY.staff(TOWN, Role.CLERK).post("/arbeitsplatz/plaene", body.contentType(), body.bytes());

        assertThat(answer.location()).matches(".*/arbeitsplatz/plaene/[0-9a-f-]{36}");
        var id = UUID.fromString(answer.location().substring(answer.location().length() - 36));
        assertThat(COUNTY.owner()
                        .sql("select sum(length(bytes)) from geo.plan_file where plan = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(plan.length);
    }

    @Test
    void whatIsTooLargeIsToldSo() {
        long length = 210L << 20;
        var planner = COUNTY.staff(TOWN, Role.CLERK);

        var answer = planner.follow(planner.send(planner.request("/arbeitsplatz/plaene")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> zeros(length)), length))));

        assertThat(answer.html().select("main").text()).contains("größer als 200 MB");
    }

    private static InputStream zeros(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                if (left <= 0) {
                    return -1;
                }
                int read = (int) Math.min(left, most);
                left -= read;
                return read;
            }
        };
    }

    @Test
    void everythingElseKeepsItsSmallLimit() {
        var body = new Multipart()
                .field("name", "Zu groß")
                .field("zeichen", "area")
                .file("ebene", "gross.geojson", "application/geo+json", new byte[12 << 20]);

        assertThat(COUNTY.staff(TOWN, Role.CLERK)
                        .post("/arbeitsplatz/ebenen", body.contentType(), body.bytes())
                        .status())
                .isEqualTo(413);
    }
}
