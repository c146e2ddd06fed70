package org.allmende.geo.base;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.outbound.Fetch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Web Map Tile Service, asked by this server alone: its pictures are kept for a day, and longer while it does not answer. After
 * some failures in a row nobody asks it for a while, so that an outage there holds up nothing here.
 */
final class Wmts implements TileSource {

    private static final Logger LOG = LoggerFactory.getLogger(Wmts.class);

    private static final Fetch.Limits DOCUMENT = new Fetch.Limits(Duration.ofSeconds(10), 16 << 20);
    private static final Fetch.Limits TILE = new Fetch.Limits(Duration.ofSeconds(6), 2 << 20);
    private static final int MOST_KEPT = 64 << 20;
    private static final Duration FRESH = Duration.ofDays(1);
    private static final int AT_ONCE = 12;
    private static final int PATIENCE_SECONDS = 6;
    private static final int FAILURES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Configuration.BaseMap map;
    private final Fetch fetch;
    private final Clock clock;
    private final Semaphore asking = new Semaphore(AT_ONCE, true);
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private volatile @Nullable WmtsLayer layer;
    private long bytesKept;
    private int failures;
    private Instant notBefore = Instant.MIN;

    /** How often in a row no map came, for whatever reason, and since when. */
    private int inVain;

    private @Nullable Instant inVainSince;

    private record Key(Grid grid, Grid.Place place) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(byte[] bytes, Instant until) {}

    private Wmts(Configuration.BaseMap map, Fetch fetch, Clock clock) {
        this.map = map;
        this.fetch = fetch;
        this.clock = clock;
    }

    /** A service that does not answer is asked again later; one that answers otherwise than configured is {@link Unusable}. */
    static Wmts open(Configuration.BaseMap map, Fetch fetch, Clock clock) throws Unusable {
        var wmts = new Wmts(map, fetch, clock);
        try {
            wmts.layer = WmtsLayer.of(wmts.document(), map);
        } catch (IOException noAnswer) {
            wmts.note(true);
            LOG.warn(
                    "The base map's WMTS does not answer ({}); maps show boundaries until it does.",
                    noAnswer.toString());
        }
        return wmts;
    }

    private byte[] document() throws IOException, Unusable {
        var answer = asked(() -> fetch.get(Objects.requireNonNull(map.wmts()), Map.of(), DOCUMENT));
        if (answer.status() / 100 == 4 || answer.status() / 100 == 3) {
            throw new Unusable("allmende.geo.base-map.wmts: %s answers with %d; look up the address of the document.%s"
                    .formatted(
                            map.wmts(),
                            answer.status(),
                            answer.header("location")
                                    .map(there -> " It says that it is at %s now.".formatted(there))
                                    .orElse("")));
        }
        if (answer.status() != 200) {
            throw new IOException("status " + answer.status());
        }
        return answer.body();
    }

    private interface Question {
        Fetch.Answer ask() throws IOException;
    }

    /** Never too many at once, and not at all for a while after it has failed again and again. */
    private Fetch.Answer asked(Question question) throws IOException {
        synchronized (kept) {
            if (clock.instant().isBefore(notBefore)) {
                throw new IOException("It has not answered just now");
            }
        }
        try {
            if (!asking.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Too many wait for it");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("Nobody waits any more", ended);
        }
        try {
            var answer = question.ask();
            count(answer.status() / 100 == 5);
            return answer;
        } catch (Fetch.TooLarge tooLarge) {
            throw tooLarge;
        } catch (IOException failed) {
            count(true);
            throw failed;
        } finally {
            asking.release();
        }
    }

    private void count(boolean failed) {
        synchronized (kept) {
            failures = failed ? failures + 1 : 0;
            if (failures >= FAILURES) {
                failures = 0;
                notBefore = clock.instant().plus(PAUSE);
            }
        }
    }

    private WmtsLayer layer() throws IOException {
        var known = layer;
        if (known == null) {
            try {
                known = WmtsLayer.of(document(), map);
            } catch (Unusable wrong) {
                note(true);
                LOG.warn(wrong.getMessage());
                throw new IOException(wrong.getMessage(), wrong);
            } catch (IOException noAnswer) {
                note(true);
                throw noAnswer;
            }
            layer = known;
            note(false);
        }
        return known;
    }

    @Override
    public boolean isVector() {
        return false;
    }

    @Override
    public boolean isPrintable() {
        return true;
    }

    @Override
    public boolean isKnown() {
        return layer != null;
    }

    /** A single failure is none: it is an outage once as much has failed in a row as makes us pause. */
    @Override
    public Optional<Instant> silentSince() {
        synchronized (kept) {
            return layer == null || inVain >= FAILURES ? Optional.ofNullable(inVainSince) : Optional.empty();
        }
    }

    private void note(boolean failed) {
        synchronized (kept) {
            inVain = failed ? inVain + 1 : 0;
            inVainSince = !failed ? null : inVainSince == null ? clock.instant() : inVainSince;
        }
    }

    @Override
    public List<Grid> grids() throws IOException {
        return layer().grids();
    }

    @Override
    public Optional<byte[]> tile(Grid grid, Grid.Place place) throws IOException {
        var key = new Key(grid, place);
        Kept known;
        synchronized (kept) {
            known = kept.get(key);
        }
        var now = clock.instant();
        if (known == null || now.isAfter(known.until)) {
            try {
                known = new Kept(fetched(grid, place), now.plus(FRESH));
                keep(key, known);
                note(false);
            } catch (IOException failed) {
                note(true);
                if (known == null) {
                    throw failed;
                }
            }
        }
        return Optional.of(known.bytes).filter(bytes -> bytes.length > 0);
    }

    /** Empty for what the service has not. */
    private byte[] fetched(Grid grid, Grid.Place place) throws IOException {
        var address = layer().address(grid, place);
        var answer = asked(() -> fetch.get(address, Map.of("Accept", "image/*"), TILE));
        if (answer.status() == 404 || answer.status() == 204) {
            return new byte[0];
        }
        var type = answer.header("content-type").orElse("");
        if (answer.status() != 200 || !type.startsWith("image/") || !Picture.isOne(answer.body())) {
            throw new IOException("It answers with %d and '%s' instead of a picture".formatted(answer.status(), type));
        }
        return answer.body();
    }

    private void keep(Key key, Kept tile) {
        synchronized (kept) {
            var before = kept.put(key, tile);
            bytesKept += tile.bytes.length - (before == null ? 0 : before.bytes.length);
            Iterator<Kept> oldest = kept.values().iterator();
            while (bytesKept > MOST_KEPT || kept.size() > MOST_KEPT / 1024) {
                bytesKept -= oldest.next().bytes.length;
                oldest.remove();
            }
        }
    }
}
