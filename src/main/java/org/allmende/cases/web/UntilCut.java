package org.allmende.cases.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends where the connection was cut: what came before is kept. */
final class UntilCut extends FilterInputStream {

    UntilCut(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException cut) {
            return -1;
        }
    }
}
