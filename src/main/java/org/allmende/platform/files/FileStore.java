package org.allmende.platform.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.allmende.platform.time.Ids;

/**
 * Keeps contents encrypted in a folder, {@code tenant/xx/id}; knows nothing of who refers to them.
 *
 * <p>A content is complete and on disk before its {@link Stored} is given to a transaction, and never changes. A crash in
 * between, or a transaction that fails, leaves a content that nothing refers to; {@link #sweep} removes it.
 */
public final class FileStore {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Path incoming;
    private final FileKeys keys;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    public FileStore(Path folder, MasterKeys masterKeys) throws IOException {
        this.folder = folder;
        this.incoming = Files.createDirectories(folder.resolve(".incoming"));
        this.keys = new FileKeys(masterKeys);
    }

    /** Stores all of {@code in}; throws {@link FileTooLarge} beyond {@code limit} bytes and keeps nothing then. */
    public Stored store(String tenant, InputStream in, long limit) throws IOException {
        UUID id = Ids.next();
        SecretKey key = FileKeys.fresh();
        MessageDigest digest = sha256();
        Path shard = shard(tenant, id);
        Path place = place(tenant, id);
        Path temporary = incoming.resolve(id.toString());
        try {
            long size = write(temporary, in, limit, key, digest);
            makeDurable(folder, folder(tenant));
            makeDurable(folder(tenant), shard);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            sync(shard);
            return new Stored(id, size, HexFormat.of().formatHex(digest.digest()), keys.wrap(key, tenant, id));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * The plain content. A cut-off or missing file is found before the first byte, any other damage at its chunk, before a
     * byte of that chunk is given away: {@link FileDamaged}.
     */
    public InputStream open(String tenant, Stored stored) throws IOException {
        Path place = place(tenant, stored.id());
        SecretKey key = keys.unwrap(stored.key(), tenant, stored.id());
        InputStream in;
        try {
            if (Files.size(place) != EncryptedFile.lengthOf(stored.size())) {
                throw new FileDamaged("File %s has another length than it was stored with".formatted(stored.id()));
            }
            in = Files.newInputStream(place);
        } catch (NoSuchFileException gone) {
            throw new FileDamaged("File %s is gone".formatted(stored.id()), gone);
        }
        try {
            return new EncryptedFile.Reader(new BufferedInputStream(in, EncryptedFile.CHUNK), key, stored.size());
        } catch (IOException damaged) {
            in.close();
            throw damaged;
        }
    }

    /**
     * Gives a content to another tenant as well, under that tenant's key; the first one's is deleted separately, once the
     * other's transaction holds. The content itself is not copied.
     */
    public Stored handOver(String from, String to, Stored stored) throws IOException {
        Path shard = shard(to, stored.id());
        makeDurable(folder, folder(to));
        makeDurable(folder(to), shard);
        Path place = place(to, stored.id());
        if (!Files.exists(place)) {
            Files.createLink(place, place(from, stored.id()));
        }
        boolean keptFromTheSweep = place.toFile().setLastModified(System.currentTimeMillis());
        if (!keptFromTheSweep) {
            throw new IOException("The time of " + place + " cannot be set");
        }
        sync(shard);
        SecretKey key = keys.unwrap(stored.key(), from, stored.id());
        return new Stored(stored.id(), stored.size(), stored.sha256(), keys.wrap(key, to, stored.id()));
    }

    public void delete(String tenant, UUID id) throws IOException {
        Files.deleteIfExists(place(tenant, id));
    }

    /** The file's key under the newest master key; the content stays as it is. */
    public WrappedKey renewKey(String tenant, Stored stored) throws FileDamaged {
        return keys.renew(stored.key(), tenant, stored.id());
    }

    /** The id of the newest master key. */
    public String currentKey() {
        return keys.current();
    }

    /**
     * Removes what was written before {@code then} and is among {@code orphans} of what is asked, folder by folder, and
     * uploads that a crash left half done. Gives the number of contents removed.
     */
    public int sweep(String tenant, Instant then, UnaryOperator<List<UUID>> orphans) throws IOException {
        for (Path halfDone : olderThan(then, incoming)) {
            Files.deleteIfExists(halfDone);
        }
        int removed = 0;
        for (Path shard : list(folder(tenant))) {
            List<UUID> old = olderThan(then, shard).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .map(UUID::fromString)
                    .toList();
            for (UUID orphan : old.isEmpty() ? old : orphans.apply(old)) {
                delete(tenant, orphan);
                removed++;
            }
        }
        return removed;
    }

    private static long write(Path file, InputStream in, long limit, SecretKey key, MessageDigest digest)
            throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, fresh, OURS_ALONE)) {
            var writer = new EncryptedFile.Writer(Channels.newOutputStream(channel), key);
            byte[] buffer = new byte[16 * 1024];
            long size = 0;
            for (int length; (length = in.read(buffer)) >= 0; ) {
                size += length;
                if (size > limit) {
                    throw new FileTooLarge(limit);
                }
                digest.update(buffer, 0, length);
                writer.write(buffer, length);
            }
            writer.finish();
            channel.force(true);
            return size;
        }
    }

    private Path folder(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("Not a tenant: " + tenant);
        }
        return folder.resolve(tenant);
    }

    private Path shard(String tenant, UUID id) {
        String name = id.toString();
        return folder(tenant).resolve(name.substring(name.length() - 2));
    }

    private Path place(String tenant, UUID id) {
        return shard(tenant, id).resolve(id.toString());
    }

    /** A new directory must itself be on disk, or a power cut takes its files with it. */
    private void makeDurable(Path parent, Path directory) throws IOException {
        if (!durable.contains(directory)) {
            Files.createDirectories(directory);
            sync(parent);
            durable.add(directory);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> olderThan(Instant then, Path directory) throws IOException {
        List<Path> old = new ArrayList<>();
        for (Path file : list(directory)) {
            long written = file.toFile().lastModified();
            boolean movedMeanwhile = written == 0;
            if (!movedMeanwhile && Instant.ofEpochMilli(written).isBefore(then)) {
                old.add(file);
            }
        }
        return old;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
