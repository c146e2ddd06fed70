package org.allmende.platform.audit;

import org.allmende.platform.audit.AuditCheck.Fault;
import org.allmende.platform.audit.AuditCheck.Result;
import org.jspecify.annotations.Nullable;

/** Follows a chain from where it must begin to where it must end. */
final class Chain {

    private long first = 1;
    private long headSeq;
    private String headHash = AuditEntry.NOTHING;
    private long last;
    private String hash = AuditEntry.NOTHING;
    private boolean begun;
    private @Nullable Result broken;

    boolean begun() {
        return begun;
    }

    void begin(long firstSeq, String beforeFirst, long endSeq, String endHash) {
        begun = true;
        first = firstSeq;
        last = firstSeq - 1;
        hash = beforeFirst;
        headSeq = endSeq;
        headHash = endHash;
    }

    void add(AuditEntry entry) {
        if (broken != null) {
            return;
        }
        if (entry.seq() != last + 1) {
            broken = new Result.Broken(last + 1, Fault.MISSING);
        } else if (!entry.hash().equals(entry.computeHash())) {
            broken = new Result.Broken(entry.seq(), Fault.CHANGED);
        } else if (!entry.previous().equals(hash)) {
            broken = new Result.Broken(entry.seq(), Fault.MISSING);
        } else {
            last = entry.seq();
            hash = entry.hash();
        }
    }

    Result result() {
        if (broken != null) {
            return broken;
        }
        if (last != headSeq || !hash.equals(headHash)) {
            return new Result.Broken(Math.min(last, headSeq) + 1, Fault.TAIL);
        }
        return new Result.Intact(first, last, hash);
    }
}
