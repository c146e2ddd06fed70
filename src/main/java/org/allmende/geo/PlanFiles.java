package org.allmende.geo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of plans, byte by byte as they came, in parts of a mebibyte. */
@Component
public class PlanFiles {

    private static final int PART = 1 << 20;

    private final JdbcClient db;
    private final Tenancy tenancy;

    PlanFiles(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    /** Keeps a plan's file as it comes; gives its size. */
    long write(UUID id, InputStream file) throws IOException {
        long size = 0;
        for (int part = 0; ; part++) {
            var bytes = file.readNBytes(PART);
            if (bytes.length == 0) {
                return size;
            }
            size += bytes.length;
            db.sql("insert into geo.plan_file (tenant, plan, part, bytes) values (:tenant, :plan, :part, :bytes)")
                    .param("tenant", tenancy.tenant())
                    .param("plan", id)
                    .param("part", part)
                    .param("bytes", bytes)
                    .update();
        }
    }

    /** The file as it came, byte by byte, of a plan that whoever asks may see. */
    public void copy(Plan plan, OutputStream out) throws IOException {
        for (int part = 0; ; part++) {
            var bytes = part(plan, part);
            if (bytes.isEmpty()) {
                return;
            }
            out.write(bytes.get());
        }
    }

    /** As {@link #copy}, for whoever reads only some of it. */
    public InputStream open(Plan plan) {
        return new InputStream() {
            private int next;
            private InputStream part = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                int read = part.read(into, from, length);
                if (read >= 0) {
                    return read;
                }
                var bytes = part(plan, next++);
                if (bytes.isEmpty()) {
                    return -1;
                }
                part = new ByteArrayInputStream(bytes.get());
                return part.read(into, from, length);
            }
        };
    }

    private Optional<byte[]> part(Plan plan, int part) {
        return db.sql("select bytes from geo.plan_file where tenant = :tenant and plan = :plan and part = :part")
                .param("tenant", plan.tenant())
                .param("plan", plan.id())
                .param("part", part)
                .query((row, number) -> row.getBytes("bytes"))
                .optional();
    }
}
