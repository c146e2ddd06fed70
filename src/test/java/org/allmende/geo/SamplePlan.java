package org.allmende.geo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.DemoCounty;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.PlanGenerator;
import org.allmende.geo.xplan.Report;
import org.allmende.platform.database.Tenancy;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** A plan as a planner brings it, drawn by the generator beside the county's real places. */
public record SamplePlan(String name, byte[] gml) {

    /** East of the county, where no plan of the demo lies; its places differ by the name. */
    private static final Envelope FIELD = new Envelope(700_000, 720_000, 5_600_000, 5_620_000);

    public static SamplePlan of(String name) {
        return of(name, 1);
    }

    public static SamplePlan of(String name, int blocks) {
        var out = new ByteArrayOutputStream();
        new PlanGenerator(new GeometryFactory().toGeometry(FIELD), name, "06534999", name.hashCode())
                .write(
                        new PlanGenerator.Wanted(
                                "Probe " + name,
                                "12",
                                "Ein Plan zur Probe",
                                blocks,
                                new PlanGenerator.InForce(LocalDate.of(2020, 5, 4))),
                        out);
        return new SamplePlan(name, out.toByteArray());
    }

    /** With a PDF beside it. */
    public byte[] zip() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xplan.gml"));
            zip.write(gml);
            zip.putNextEntry(new ZipEntry("Begründung.pdf"));
            zip.write("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Brings it to a municipality and shows it to everybody. */
    public Plan releasedBy(DemoCounty county, String tenant) {
        var plans = county.bean(Plans.class);
        var id = county.bean(Tenancy.class).as(tenant, () -> {
            try {
                var report = new Report();
                var document = PlanArchive.read(new ByteArrayInputStream(gml), report);
                var added = plans.add(document, report, "probe.gml", new ByteArrayInputStream(gml));
                plans.release(added);
                return added;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        return county.bean(Atlases.class).refresh().findPlan(tenant, id).orElseThrow();
    }

    /** Its file with one text for another. */
    public SamplePlan with(String text, String other) {
        var changed = new String(gml, StandardCharsets.UTF_8).replace(text, other);
        return new SamplePlan(name, changed.getBytes(StandardCharsets.UTF_8));
    }
}
