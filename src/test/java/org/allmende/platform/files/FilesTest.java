package org.allmende.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.EmptyResultDataAccessException;

class FilesTest {

    private static final String TENANT = "gladenbach";
    private static final long LIMIT = 10_000_000;

    private static TestDatabase database;

    @TempDir
    Path data;

    private FileStore store;
    private org.allmende.platform.files.Files files;

    @BeforeAll
    static void startDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() throws IOException {
        database.owner.sql("truncate platform.file").update();
        MasterKeys.create(data.resolve("documents.key"));
        store = new FileStore(data.resolve("documents"), MasterKeys.read(data.resolve("documents.key")));
        files = with(VirusScanner.NONE);
    }

    @Test
    void anUploadComesBackUnderItsNameAndSaysThatNoScannerLookedAtIt() {
        StoredFile file = upload("../Heirats\u202Eurkunde.PDF", Samples.pdf());

        assertThat(file.name()).isEqualTo("Heiratsurkunde.pdf");
        assertThat(file.type()).isEqualTo(FileType.PDF);
        assertThat(file.state()).isEqualTo(FileState.NOT_SCANNED);
        assertThat(content(file.id())).isEqualTo(Samples.pdf());
        assertThat(database.tenancy.as(TENANT, () -> files.list(List.of(file.id(), UUID.randomUUID()))))
                .containsExactly(file);
    }

    @Test
    void aPhotoOfAnIphoneBecomesAJpegThatSaysWhatItWas() throws Exception {
        var converter = HeicConverter.find("");
        assumeTrue(converter.isThere(), "No libheif here: apt-get install libheif-examples");
        files = with(VirusScanner.NONE, converter);

        StoredFile file = upload("IMG_0042.HEIC", heic(Samples.jpeg()));

        assertThat(file.name()).isEqualTo("IMG_0042 (aus HEIC umgewandelt).jpg");
        assertThat(file.type()).isEqualTo(FileType.JPEG);
        var picture = ImageIO.read(new ByteArrayInputStream(content(file.id())));
        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(80, 60);
        try (var kept = java.nio.file.Files.walk(data.resolve("documents"))) {
            assertThat(kept.filter(java.nio.file.Files::isRegularFile))
                    .as("the original is gone")
                    .hasSize(1);
        }
    }

    @Test
    void whatOnlyLooksLikeAPhotoOfAnIphoneIsRefusedAsOne() {
        var converter = HeicConverter.find("");
        assumeTrue(converter.isThere(), "No libheif here: apt-get install libheif-examples");
        files = with(VirusScanner.NONE, converter);

        assertThatThrownBy(() -> upload("a.heic", Samples.bytes("\0\0\0\30ftypheic\0\0\0\0mif1heic")))
                .isInstanceOfSatisfying(
                        FileTypeRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(FileTypeRefused.Reason.HEIC));
    }

    @Test
    void withoutLibheifItsOwnerIsAskedForAJpeg() {
        assertThatThrownBy(() -> upload("a.heic", Samples.bytes("\0\0\0\30ftypheic\0\0\0\0mif1heic")))
                .isInstanceOfSatisfying(
                        FileTypeRefused.class,
                        refused -> assertThat(refused.messageKey()).isEqualTo("platform.files.refused.heic"));
    }

    /** As an iPhone would have written the picture. */
    private byte[] heic(byte[] jpeg) throws Exception {
        var in = java.nio.file.Files.write(data.resolve("photo.jpg"), jpeg);
        var out = data.resolve("photo.heic");
        var encoder = new ProcessBuilder("heif-enc", "-o", out.toString(), in.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("encoder.log").toFile())
                .start();
        assertThat(encoder.waitFor()).isZero();
        return java.nio.file.Files.readAllBytes(out);
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        StoredFile file = upload("a.pdf", Samples.pdf());

        assertThat(database.tenancy.as("lahntal", () -> files.findFile(file.id())))
                .isEmpty();
        assertThatThrownBy(() -> database.tenancy.as("lahntal", () -> files.open(file.id())))
                .isInstanceOf(EmptyResultDataAccessException.class);
        database.tenancy.run("lahntal", () -> files.delete(file.id()));
        assertThat(content(file.id())).isEqualTo(Samples.pdf());
    }

    @Test
    void whatWasReceivedForOneTenantIsNotAddedForAnother() throws IOException {
        Received received = files.receive(TENANT, in(Samples.pdf()), "a.pdf", LIMIT);

        assertThatThrownBy(() -> database.tenancy.as("lahntal", () -> files.add(received)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRefusedFileLeavesNothingOnDisk() {
        assertThatThrownBy(() -> files.receive(TENANT, in(Samples.zip()), "a.pdf", LIMIT))
                .isInstanceOf(FileTypeRefused.class);
        assertThatThrownBy(() -> files.receive(TENANT, in(Samples.pdf()), "a.exe", LIMIT))
                .isInstanceOf(FileTypeRefused.class);
        assertThatThrownBy(() -> files.receive(TENANT, in(Samples.pdf()), "a.pdf", 100))
                .isInstanceOfSatisfying(
                        FileRefused.class, it -> assertThat(it.messageKey()).isEqualTo("platform.files.refused.large"));

        assertThat(contents()).isEmpty();
    }

    @Test
    void malwareIsRefusedAndNotKept() {
        try (var clamd = new FakeClamd()) {
            files = with(scanner(clamd.address()));

            assertThat(upload("a.pdf", Samples.pdf()).state()).isEqualTo(FileState.CLEAN);
            assertThatThrownBy(() -> upload("b.pdf", Samples.pdfSaying(Samples.EICAR)))
                    .isInstanceOf(FileInfected.class);
            assertThat(contents()).hasSize(1);
        }
    }

    @Test
    void whileTheScannerIsDownUploadsWaitInQuarantineAndAreScannedLater() {
        var gone = new FakeClamd();
        gone.close();
        files = with(scanner(gone.address()));
        StoredFile harmless = upload("a.pdf", Samples.pdf());
        StoredFile malware = upload("b.pdf", Samples.pdfSaying(Samples.EICAR));

        assertThat(harmless.state()).isEqualTo(FileState.QUARANTINED);
        assertThatThrownBy(() -> content(harmless.id())).isInstanceOf(FileNotReleased.class);
        assertThat(files.rescan(TENANT)).isZero();

        try (var back = new FakeClamd(gone.port())) {
            assertThat(files.rescan(TENANT)).isEqualTo(2);
            assertThat(state(harmless)).isEqualTo(FileState.CLEAN);
            assertThat(state(malware)).isEqualTo(FileState.INFECTED);
            assertThat(content(harmless.id())).isEqualTo(Samples.pdf());
            assertThatThrownBy(() -> content(malware.id())).isInstanceOf(FileNotReleased.class);
            assertThat(files.rescan(TENANT)).isZero();
            assertThat(back.port()).isEqualTo(gone.port());
        }
    }

    @Test
    void aScannerConfiguredLaterLooksAtWhatWasNotScanned() {
        StoredFile file = upload("a.pdf", Samples.pdf());
        try (var clamd = new FakeClamd()) {
            assertThat(with(scanner(clamd.address())).rescan(TENANT)).isEqualTo(1);
        }
        assertThat(state(file)).isEqualTo(FileState.CLEAN);
    }

    @Test
    void deletingErasesTheKeyAndThenTheContent() {
        StoredFile file = upload("a.pdf", Samples.pdf());
        database.tenancy.run(TENANT, () -> {
            files.delete(file.id());
            assertThat(contents()).as("before the commit").hasSize(1);
        });

        assertThat(contents()).isEmpty();
        assertThat(database.owner
                        .sql("select count(*) from platform.file")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aDeletionTakenBackLeavesTheFileWhole() {
        StoredFile file = upload("a.pdf", Samples.pdf());
        assertThatThrownBy(() -> database.tenancy.run(TENANT, () -> {
                    files.delete(file.id());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(content(file.id())).isEqualTo(Samples.pdf());
    }

    /** A server killed after the content lies in its place and before the commit leaves just this: a content, no row. */
    @Test
    void aCrashBetweenContentAndCommitLeavesAnOrphanThatTheSweepTakesAfterADay() throws IOException {
        StoredFile kept = upload("a.pdf", Samples.pdf());
        files.receive(TENANT, in(Samples.pdf()), "b.pdf", LIMIT);

        assertThat(files.sweep(TENANT)).as("it may still be added").isZero();
        for (Path each : contents()) {
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        }
        assertThat(files.sweep(TENANT)).isEqualTo(1);
        assertThat(contents()).hasSize(1);
        assertThat(content(kept.id())).isEqualTo(Samples.pdf());
    }

    @Test
    void aFileHandedOverBelongsToTheOtherTenantAlone() {
        StoredFile file = upload("a.pdf", Samples.pdf());
        StoredFile moved = database.tenancy.as(TENANT, () -> files.handOver(file.id(), "lahntal"));

        assertThat(moved.id()).isEqualTo(file.id());
        assertThat(database.tenancy.as(TENANT, () -> files.findFile(file.id()))).isEmpty();
        assertThat(contents()).singleElement().asString().contains("lahntal");
        assertThat(content("lahntal", file.id())).isEqualTo(Samples.pdf());
    }

    @Test
    void aHandOverTakenBackLeavesTheFileWhereItWas() {
        StoredFile file = upload("a.pdf", Samples.pdf());
        assertThatThrownBy(() -> database.tenancy.run(TENANT, () -> {
                    files.handOver(file.id(), "lahntal");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(content(file.id())).isEqualTo(Samples.pdf());
        assertThat(database.tenancy.as("lahntal", () -> files.findFile(file.id())))
                .isEmpty();
        database.tenancy.run(TENANT, () -> files.handOver(file.id(), "lahntal"));
        assertThat(content("lahntal", file.id())).isEqualTo(Samples.pdf());
    }

    @Test
    void whatTheServerMadeItselfIsKeptAsItsOwn() {
        StoredFile file = database.tenancy.as(TENANT, () -> files.addOwn(Samples.pdf(), "Bescheid.pdf", FileType.PDF));

        assertThat(file.state()).isEqualTo(FileState.OWN);
        assertThat(content(file.id())).isEqualTo(Samples.pdf());
    }

    @Test
    void afterRenewalTheOldMasterKeyCanGo() throws IOException {
        StoredFile file = upload("a.pdf", Samples.pdf());
        Path keys = data.resolve("documents.key");
        String fresh = Base64.getEncoder().encodeToString(new byte[32]);
        Files.writeString(keys, fresh + "\n" + Files.readString(keys));
        store = new FileStore(data.resolve("documents"), MasterKeys.read(keys));
        files = with(VirusScanner.NONE);

        assertThat(files.renewKeys(TENANT)).isEqualTo(1);
        assertThat(files.renewKeys(TENANT)).isZero();

        Files.writeString(keys, fresh);
        store = new FileStore(data.resolve("documents"), MasterKeys.read(keys));
        files = with(VirusScanner.NONE);
        assertThat(content(file.id())).isEqualTo(Samples.pdf());
    }

    private org.allmende.platform.files.Files with(VirusScanner scanner) {
        return with(scanner, HeicConverter.NONE);
    }

    private org.allmende.platform.files.Files with(VirusScanner scanner, HeicConverter heic) {
        return new org.allmende.platform.files.Files(
                store, scanner, heic, database.tenancy, database.db, Clock.systemUTC());
    }

    private static VirusScanner scanner(String address) {
        return new ClamAv(address, Duration.ofSeconds(5));
    }

    private StoredFile upload(String name, byte[] content) {
        try {
            Received received = files.receive(TENANT, in(content), name, LIMIT);
            return database.tenancy.as(TENANT, () -> files.add(received));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] content(UUID id) {
        return content(TENANT, id);
    }

    private byte[] content(String tenant, UUID id) {
        try (var content = database.tenancy.as(tenant, () -> files.open(id))) {
            return content.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private FileState state(StoredFile file) {
        return database.tenancy
                .as(TENANT, () -> files.list(List.of(file.id())))
                .getFirst()
                .state();
    }

    private List<Path> contents() {
        try (var all = Files.walk(data.resolve("documents"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStream in(byte[] content) {
        return new ByteArrayInputStream(content);
    }
}
