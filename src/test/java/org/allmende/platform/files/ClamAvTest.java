package org.allmende.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClamAvTest {

    private static final Path CLAMD = Path.of("/usr/sbin/clamd");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void aHarmlessFileIsCleanAndEicarIsNot() throws IOException {
        try (var clamd = new FakeClamd()) {
            var scanner = new ClamAv(clamd.address(), LIMIT);

            assertThat(scanner.scan(in(Samples.noise("jpg", 300)))).isEqualTo(FileState.CLEAN);
            assertThat(scanner.scan(in(new byte[0]))).isEqualTo(FileState.CLEAN);
            assertThat(scanner.scan(in(Samples.pdfSaying(Samples.EICAR)))).isEqualTo(FileState.INFECTED);
        }
    }

    @Test
    void aFileBeyondTheScannersOwnLimitIsQuarantined() throws IOException {
        try (var clamd = new FakeClamd()) {
            byte[] large = new byte[8 * FakeClamd.STREAM_MAX];

            assertThat(new ClamAv(clamd.address(), LIMIT).scan(in(large))).isEqualTo(FileState.QUARANTINED);
        }
    }

    @Test
    void aScannerThatIsDownMeansQuarantine() throws IOException {
        var clamd = new FakeClamd();
        clamd.close();

        assertThat(new ClamAv(clamd.address(), LIMIT).scan(in(Samples.pdf()))).isEqualTo(FileState.QUARANTINED);
        assertThat(new ClamAv("/nowhere/clamd.ctl", LIMIT).scan(in(Samples.pdf())))
                .isEqualTo(FileState.QUARANTINED);
        assertThat(new ClamAv("nowhere.invalid:3310", LIMIT).scan(in(Samples.pdf())))
                .isEqualTo(FileState.QUARANTINED);
    }

    @Test
    void aScannerThatHangsIsLeftAfterTheTimeLimit() throws IOException {
        try (var clamd = new FakeClamd().silent()) {
            var scanner = new ClamAv(clamd.address(), Duration.ofMillis(300));

            assertThat(scanner.scan(in(Samples.pdf()))).isEqualTo(FileState.QUARANTINED);
        }
    }

    @Test
    void aContentThatCannotBeReadIsNotTheScannersFault() {
        var unreadable = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new FileDamaged("Chunk 1 does not open");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        try (var clamd = new FakeClamd()) {
            assertThatThrownBy(() -> new ClamAv(clamd.address(), LIMIT).scan(unreadable))
                    .isInstanceOf(FileDamaged.class);
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedAtOnce() {
        assertThatThrownBy(() -> new ClamAv("clamav", LIMIT)).hasMessageContaining("allmende.files.clamav");
    }

    /** The real clamd, where it is installed, over its Unix socket and over TCP, with EICAR as its only signature. */
    @Test
    void theRealScannerUnderstandsUs(@TempDir Path folder) throws Exception {
        assumeThat(CLAMD).as("clamav-daemon is not installed").isExecutable();
        int port;
        try (var free = new FakeClamd()) {
            port = free.port();
        }
        Path socket = folder.resolve("clamd.ctl");
        Path signatures = Files.createDirectory(folder.resolve("signatures"));
        String eicar = HexFormat.of().formatHex(Samples.EICAR.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(signatures.resolve("eicar.ndb"), "Eicar-Test-Signature:0:*:" + eicar + "\n");
        Path configuration = Files.writeString(folder.resolve("clamd.conf"), """
                Foreground yes
                LocalSocket %s
                TCPSocket %d
                TCPAddr 127.0.0.1
                DatabaseDirectory %s
                StreamMaxLength 20M
                """.formatted(socket, port, signatures));
        Process clamd = new ProcessBuilder(CLAMD.toString(), "--config-file=" + configuration)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("clamd.log").toFile())
                .start();
        try {
            for (int i = 0; i < 150 && !Files.exists(socket); i++) {
                assertThat(clamd.isAlive())
                        .as(() -> read(folder.resolve("clamd.log")))
                        .isTrue();
                Thread.sleep(200);
            }
            for (String address : new String[] {socket.toString(), "127.0.0.1:" + port}) {
                var scanner = new ClamAv(address, LIMIT);
                assertThat(scanner.scan(in(Samples.noise("png", 700)))).isEqualTo(FileState.CLEAN);
                assertThat(scanner.scan(in(Samples.pdfSaying(Samples.EICAR)))).isEqualTo(FileState.INFECTED);
                assertThat(scanner.scan(in(new byte[30_000_000]))).isEqualTo(FileState.QUARANTINED);
            }
        } finally {
            clamd.destroy();
            clamd.waitFor();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException none) {
            return "no log";
        }
    }

    private static InputStream in(byte[] content) {
        return new ByteArrayInputStream(content);
    }
}
