package org.allmende.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The form of a file on disk: a header line, then chunks of 64 KiB, each closed with AES-256-GCM under the file's own key.
 *
 * <p>The nonce of a chunk is its number and whether it is the last, so chunks that are missing, doubled, exchanged or cut
 * off do not open (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). A key closes one file only,
 * therefore no nonce comes twice.
 */
final class EncryptedFile {

    static final int TAG = 16;
    static final int CHUNK = 64 * 1024;

    private static final byte[] HEADER = "allmende file 1\n".getBytes(StandardCharsets.US_ASCII);

    private EncryptedFile() {}

    /** How long a file of so many bytes is on disk. */
    static long lengthOf(long size) {
        return HEADER.length + size + chunks(size) * TAG;
    }

    private static long chunks(long size) {
        return Math.max(1, (size + CHUNK - 1) / CHUNK);
    }

    private static Cipher cipher(int mode, SecretKey key, long number, boolean last) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(12).putLong(number).putInt(last ? 1 : 0).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(HEADER);
        return cipher;
    }

    /** Closes what is written; {@link #finish} writes the last chunk, without which the file does not open. */
    static final class Writer {

        private final OutputStream out;
        private final SecretKey key;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private long number;

        Writer(OutputStream out, SecretKey key) throws IOException {
            this.out = out;
            this.key = key;
            out.write(HEADER);
        }

        void write(byte[] bytes, int length) throws IOException {
            for (int done = 0; done < length; ) {
                if (filled == CHUNK) {
                    close(false);
                }
                int part = Math.min(CHUNK - filled, length - done);
                System.arraycopy(bytes, done, chunk, filled, part);
                filled += part;
                done += part;
            }
        }

        void finish() throws IOException {
            close(true);
            out.flush();
        }

        private void close(boolean last) throws IOException {
            try {
                out.write(cipher(Cipher.ENCRYPT_MODE, key, number++, last).doFinal(chunk, 0, filled));
                filled = 0;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Gives a chunk away only after its seal has been checked. */
    static final class Reader extends InputStream {

        private final InputStream in;
        private final SecretKey key;
        private final long chunks;
        private long left;
        private long number;
        private byte[] chunk = {};
        private int at;

        Reader(InputStream in, SecretKey key, long size) throws IOException {
            this.in = in;
            this.key = key;
            this.chunks = chunks(size);
            this.left = size;
            if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
                throw new FileDamaged("Not a file of this store");
            }
        }

        @Override
        public int read() throws IOException {
            return more() ? chunk[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int part = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, bytes, offset, part);
            at += part;
            return part;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private boolean more() throws IOException {
            if (at == chunk.length && number < chunks) {
                open();
            }
            return at < chunk.length;
        }

        private void open() throws IOException {
            int length = (int) Math.min(CHUNK, left);
            byte[] closed = in.readNBytes(length + TAG);
            try {
                chunk = cipher(Cipher.DECRYPT_MODE, key, number, number == chunks - 1)
                        .doFinal(closed);
            } catch (AEADBadTagException spoilt) {
                throw new FileDamaged("Chunk %d does not open".formatted(number), spoilt);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
            if (chunk.length != length) {
                throw new FileDamaged("Chunk %d has another length".formatted(number));
            }
            number++;
            left -= length;
            at = 0;
        }
    }
}
