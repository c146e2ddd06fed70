package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A seal of ours and one of somebody else who took the same name. */
final class Seals {

    static final Seal SEAL = make();
    static final Seal STRANGER = make();
    static final SealReason REASON = new SealReason("Gebührenbescheid GLA-2026-000123", "Stadt Gladenbach, Standesamt");

    private Seals() {}

    static byte[] sealed(Letter letter) {
        return SEAL.seal(Fixtures.RENDERER.render(letter), REASON);
    }

    private static Seal make() {
        try {
            Path file = Files.createTempDirectory("seal").resolve("seal.p12");
            char[] password = "secret".toCharArray();
            DemoKey.create(file, password, Fixtures.CLOCK);
            Seal seal = new Seal(file, password, Fixtures.CLOCK);
            Files.delete(file);
            Files.delete(file.getParent());
            return seal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
