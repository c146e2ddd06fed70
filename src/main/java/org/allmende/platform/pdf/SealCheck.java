package org.allmende.platform.pdf;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a file is one that we sealed and whether anything was changed since.
 *
 * <p>It reads bytes, never the PDF in them: a seal of ours over every byte proves the file, whatever it holds, and what is never parsed cannot
 * explode, loop or load anything. Time and memory stay in proportion to the size. No network: what counts is the list of our own certificates.
 */
public final class SealCheck {

    public static final int LIMIT_BYTES = 25 * 1024 * 1024;

    /** Where readers look for the head of a PDF (ISO 32000-1 Annex H.3.4.1). */
    private static final int HEAD_WITHIN = 1024;

    /** Only the last are looked at: a seal over the whole file is the last. */
    private static final int MOST_SEALS = 16;

    private final List<X509Certificate> ours;

    /** Takes every certificate that ever sealed for us, also those of replaced keys. */
    public SealCheck(Collection<X509Certificate> ours) {
        this.ours = List.copyOf(ours);
    }

    /** Never throws because of what the file holds. */
    public SealReport check(byte[] bytes) {
        if (bytes.length > LIMIT_BYTES) {
            return new SealReport.TooLarge(LIMIT_BYTES);
        }
        Octets file = new Octets(bytes);
        if (file.find("%PDF-", 0, HEAD_WITHIN) < 0) {
            return new SealReport.NotPdf();
        }
        List<Integer> places = file.findLast("/ByteRange", MOST_SEALS);
        if (places.isEmpty()) {
            return file.isEncrypted() ? new SealReport.Encrypted() : new SealReport.NotSealed();
        }
        return judge(file, places);
    }

    /** The best that any of the seals proves: unchanged before appended, appended before altered, ours before a stranger's. */
    private SealReport judge(Octets file, List<Integer> places) {
        List<SealReport> reports =
                places.stream().map(place -> report(file, place)).toList();
        SealReport best = reports.getFirst();
        for (SealReport report : reports) {
            best = rank(report) > rank(best) ? report : best;
        }
        return best;
    }

    private SealReport report(Octets file, int place) {
        Optional<SealedPart> part = SealedPart.at(file, place);
        Optional<SealValue> value = part.flatMap(found -> SealValue.read(found.value()));
        if (part.isEmpty() || value.isEmpty()) {
            return new SealReport.Broken();
        }
        Optional<X509Certificate> certificate =
                ours.stream().filter(value.get()::names).findFirst();
        return certificate
                .map(own -> value.get().isSignedBy(own) ? own(part.get(), value.get(), own) : new SealReport.Broken())
                .orElseGet(() -> new SealReport.Stranger(value.get().claimedHolder()));
    }

    private static SealReport own(SealedPart part, SealValue value, X509Certificate certificate) {
        boolean intact = value.isOver(part);
        SealReport.Mark mark = new SealReport.Mark(
                Holder.of(certificate),
                part.time().orElse(null),
                part.entry("Reason").orElse(""),
                part.entry("Location").orElse(""),
                DemoKey.isDemonstration(certificate));
        return intact && part.coversTheFile()
                ? new SealReport.Unchanged(mark)
                : new SealReport.Changed(mark, intact ? part.end() : 0);
    }

    private static long rank(SealReport report) {
        return switch (report) {
            case SealReport.Unchanged unchanged -> Long.MAX_VALUE;
            case SealReport.Changed changed -> 2L + changed.sealedBytes();
            case SealReport.Broken broken -> 1;
            default -> 0;
        };
    }
}
