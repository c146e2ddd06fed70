package org.allmende.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest {

    private static final String TENANT = "gladenbach";
    private static final int CHUNK = EncryptedFile.CHUNK;
    private static final int HEADER = 16;
    private static final long LIMIT = 10_000_000;

    @TempDir
    Path data;

    private FileStore store;

    @BeforeEach
    void open() throws IOException {
        MasterKeys.create(data.resolve("secrets/documents.key"));
        store = store("documents");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300_000})
    void aContentOfAnyLengthComesBackAsItWas(int size) throws IOException {
        byte[] content = bytes(size);

        Stored stored = store.store(TENANT, in(content), LIMIT);

        assertThat(stored.size()).isEqualTo(size);
        assertThat(Files.size(place(stored))).isEqualTo(EncryptedFile.lengthOf(size));
        assertThat(read(stored)).isEqualTo(content);
    }

    @Test
    void theHashIsThatOfTheContent() throws IOException {
        assertThat(store.store(TENANT, in("abc".getBytes(StandardCharsets.UTF_8)), LIMIT)
                        .sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void onDiskLiesNeitherTheContentNorAName() throws IOException {
        Stored stored = store.store(TENANT, in("Geburtsname: Müller".getBytes(StandardCharsets.UTF_8)), LIMIT);

        assertThat(new String(Files.readAllBytes(place(stored)), StandardCharsets.UTF_8))
                .doesNotContain("Geburtsname");
        assertThat(place(stored).getFileName()).hasToString(stored.id().toString());
        assertThat(Files.getPosixFilePermissions(place(stored))).hasSize(2);
    }

    @Test
    void theSameContentTwiceLooksDifferentOnDisk() throws IOException {
        Stored one = store.store(TENANT, in(bytes(1_000)), LIMIT);
        Stored two = store.store(TENANT, in(bytes(1_000)), LIMIT);

        assertThat(Files.readAllBytes(place(one))).isNotEqualTo(Files.readAllBytes(place(two)));
    }

    @Test
    void aFileCutOffAtAnyPlaceIsNoticedBeforeItsFirstByte() throws IOException {
        Stored stored = store.store(TENANT, in(bytes(2 * CHUNK + 10)), LIMIT);
        byte[] whole = Files.readAllBytes(place(stored));
        for (int length : new int[] {0, HEADER, HEADER + CHUNK + 16, HEADER + 2 * (CHUNK + 16), whole.length - 1}) {
            Files.write(place(stored), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> store.open(TENANT, stored)).isInstanceOf(FileDamaged.class);
        }
    }

    @Test
    void aFileCutOffAtAChunkIsNoticedEvenWhenTheRowIsMadeToMatch() throws IOException {
        Stored stored = store.store(TENANT, in(bytes(2 * CHUNK)), LIMIT);
        Files.write(place(stored), Arrays.copyOf(Files.readAllBytes(place(stored)), HEADER + CHUNK + 16));
        Stored matching = new Stored(stored.id(), CHUNK, stored.sha256(), stored.key());

        assertThatThrownBy(() -> read(matching)).isInstanceOf(FileDamaged.class);
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        Stored stored = store.store(TENANT, in(bytes(100)), LIMIT);
        byte[] whole = Files.readAllBytes(place(stored));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Files.write(place(stored), changed);

            assertThatThrownBy(() -> read(stored)).isInstanceOf(FileDamaged.class);
        }
    }

    @Test
    void chunksInAnotherOrderAreNoticed() throws IOException {
        Stored stored = store.store(TENANT, in(bytes(3 * CHUNK)), LIMIT);
        byte[] whole = Files.readAllBytes(place(stored));
        byte[] swapped = whole.clone();
        System.arraycopy(whole, HEADER, swapped, HEADER + CHUNK + 16, CHUNK + 16);
        System.arraycopy(whole, HEADER + CHUNK + 16, swapped, HEADER, CHUNK + 16);
        Files.write(place(stored), swapped);

        assertThatThrownBy(() -> read(stored)).isInstanceOf(FileDamaged.class);
    }

    @Test
    void aFilePutInTheOthersPlaceIsNoticed() throws IOException {
        Stored mine = store.store(TENANT, in(bytes(500)), LIMIT);
        Stored other = store.store(TENANT, in(bytes(500)), LIMIT);
        Files.write(place(mine), Files.readAllBytes(place(other)));

        assertThatThrownBy(() -> read(mine)).isInstanceOf(FileDamaged.class);
    }

    @Test
    void aKeyOpensNeitherForAnotherTenantNorForAnotherFile() throws IOException {
        Stored stored = store.store(TENANT, in(bytes(500)), LIMIT);
        Stored other = store.store("lahntal", in(bytes(500)), LIMIT);
        Path there = data.resolve("documents/lahntal")
                .resolve(shard(stored))
                .resolve(stored.id().toString());
        Files.createDirectories(there.getParent());
        Files.copy(place(stored), there);

        assertThatThrownBy(() -> store.open("lahntal", stored)).isInstanceOf(FileDamaged.class);
        assertThatThrownBy(
                        () -> store.open("lahntal", new Stored(other.id(), other.size(), other.sha256(), stored.key())))
                .isInstanceOf(FileDamaged.class);
    }

    @Test
    void beyondTheLimitNothingIsKept() throws IOException {
        assertThatThrownBy(() -> store.store(TENANT, in(bytes(100_001)), 100_000))
                .isInstanceOf(FileTooLarge.class);

        assertThat(filesOnDisk()).isEmpty();
        assertThat(read(store.store(TENANT, in(bytes(100_000)), 100_000))).hasSize(100_000);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        var breaking = new FilterInputStream(in(bytes(200_000))) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int given = super.read(bytes, offset, length);
                if (given < 0) {
                    throw new IOException("connection reset");
                }
                return given;
            }
        };

        assertThatThrownBy(() -> store.store(TENANT, breaking, LIMIT)).hasMessage("connection reset");
        assertThat(filesOnDisk()).isEmpty();
    }

    @Test
    void aTenantIsNoPath() {
        assertThatThrownBy(() -> store.store("../secrets", in(bytes(1)), LIMIT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSweepTakesOldOrphansAndHalfDoneUploadsAndNothingElse() throws IOException {
        Stored referred = store.store(TENANT, in(bytes(10)), LIMIT);
        Stored orphan = store.store(TENANT, in(bytes(10)), LIMIT);
        Stored young = store.store(TENANT, in(bytes(10)), LIMIT);
        Path halfDone =
                data.resolve("documents/.incoming").resolve(UUID.randomUUID().toString());
        Files.write(halfDone, bytes(10));
        for (Path old : List.of(place(referred), place(orphan), halfDone)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        }
        List<UUID> asked = new ArrayList<>();

        int removed = store.sweep(TENANT, Instant.now().minus(Duration.ofDays(1)), ids -> {
            asked.addAll(ids);
            return ids.stream().filter(orphan.id()::equals).toList();
        });

        assertThat(removed).isEqualTo(1);
        assertThat(asked).containsExactlyInAnyOrder(referred.id(), orphan.id());
        assertThat(filesOnDisk()).containsExactlyInAnyOrder(place(referred), place(young));
    }

    @Test
    void afterRotationTheNewMasterKeyAloneOpensTheFile() throws IOException {
        Stored stored = store.store(TENANT, in(bytes(500)), LIMIT);
        Path keys = data.resolve("secrets/documents.key");
        String fresh = Base64.getEncoder().encodeToString(bytes(32));
        Files.writeString(keys, fresh + "\n" + Files.readString(keys));
        store = store("documents");

        assertThat(read(stored)).hasSize(500);
        Stored renewed = new Stored(stored.id(), stored.size(), stored.sha256(), store.renewKey(TENANT, stored));
        Files.writeString(keys, fresh);
        store = store("documents");

        assertThat(read(renewed)).isEqualTo(bytes(500));
        assertThat(store.currentKey()).isEqualTo(renewed.key().masterKey());
        assertThatThrownBy(() -> store.open(TENANT, stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(stored.key().masterKey());
    }

    @Test
    void aMasterKeyFileIsMadeOnceAndReadByItsOwnerOnly() throws IOException {
        Path keys = data.resolve("secrets/documents.key");
        String before = Files.readString(keys);
        MasterKeys.create(keys);

        assertThat(keys).hasContent(before);
        assertThat(data.resolve("secrets").toFile().list()).containsExactly("documents.key");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> MasterKeys.read(keys)).hasMessageContaining("Others may read");
        assertThatThrownBy(() -> MasterKeys.read(data.resolve("nothing"))).hasMessageContaining("put the key file");
    }

    private FileStore store(String folder) throws IOException {
        return new FileStore(data.resolve(folder), MasterKeys.read(data.resolve("secrets/documents.key")));
    }

    private byte[] read(Stored stored) throws IOException {
        try (var content = store.open(TENANT, stored)) {
            return content.readAllBytes();
        }
    }

    private Path place(Stored stored) {
        return data.resolve("documents")
                .resolve(TENANT)
                .resolve(shard(stored))
                .resolve(stored.id().toString());
    }

    private static String shard(Stored stored) {
        return stored.id().toString().substring(34);
    }

    private List<Path> filesOnDisk() throws IOException {
        try (var all = Files.walk(data.resolve("documents"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static InputStream in(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aLockedTextOpensForItsOwnerOnly() throws IOException {
        var safe = new KeySafe(MasterKeys.read(data.resolve("secrets/documents.key")));
        var owner = UUID.randomUUID();
        for (var text : List.of("", "NNSXS.Schlüssel", "ẞ".repeat(1_000))) {
            var locked = safe.lockText(text, "gladenbach", owner);
            assertThat(safe.openText(locked, "gladenbach", owner)).isEqualTo(text);
            assertThat(locked).isNotEqualTo(safe.lockText(text, "gladenbach", owner));
            assertThatThrownBy(() -> safe.openText(locked, "lohra", owner)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> safe.openText(locked, "gladenbach", UUID.randomUUID()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
