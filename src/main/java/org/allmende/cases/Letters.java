package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The letters to citizens in the current tenant's cases. */
@Component
public class Letters {

    private final JdbcClient db;
    private final Clock clock;

    Letters(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What a letter is; of notices a case has several when objections have succeeded, and the newest holds. */
    public enum Kind {
        RECEIPT,
        HEARING,
        NOTICE,
        PARTIAL,
        CORRECTION;

        public String path() {
            return switch (this) {
                case RECEIPT -> "eingang";
                case HEARING -> "anhoerung";
                case NOTICE -> "bescheid";
                case PARTIAL -> "teilbescheid";
                case CORRECTION -> "berichtigung";
            };
        }

        /** Whether it decides something, so that the law counts from its retrieval. */
        public boolean isNotice() {
            return this == NOTICE || this == PARTIAL;
        }

        public static Optional<Kind> ofPath(String path) {
            return List.of(values()).stream()
                    .filter(kind -> kind.path().equals(path))
                    .findFirst();
        }
    }

    /**
     * A letter in a case.
     *
     * @param number among those of its kind, from 1
     * @param file of {@code platform.files}
     * @param firstOpened when the citizen opened it for the first time
     */
    public record CaseLetter(
            UUID id,
            Kind kind,
            int number,
            UUID file,
            Instant created,
            @Nullable Instant firstOpened) {

        /** Its address below that of the case: {@code bescheid}, {@code berichtigung-2}. */
        public String path() {
            return switch (kind) {
                case PARTIAL, CORRECTION -> kind.path() + "-" + number;
                case NOTICE -> number == 1 ? kind.path() : kind.path() + "-" + number;
                default -> kind.path();
            };
        }
    }

    /** Keeps the letter unless the case has one of this kind already. */
    boolean add(UUID caseId, Kind kind, UUID file) {
        return add(caseId, kind, 1, file);
    }

    /** Keeps the letter unless the case has one of this kind and number already. */
    boolean add(UUID caseId, Kind kind, int number, UUID file) {
        return db.sql("""
                insert into cases.letter (tenant, id, case_id, kind, number, file, created)
                values (platform.tenant(), :id, :caseId, :kind, :number, :file, :now)
                on conflict (tenant, case_id, kind, number) do nothing
                """)
                        .param("id", Ids.next())
                        .param("caseId", caseId)
                        .param("kind", kind.name())
                        .param("number", number)
                        .param("file", file)
                        .param("now", Cases.utc(clock.instant()))
                        .update()
                == 1;
    }

    public List<CaseLetter> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.letter
                 where tenant = platform.tenant() and case_id = :caseId
                 order by created
                """).param("caseId", caseId).query(Letters::toLetter).list();
    }

    /** The newest of this kind. */
    public Optional<CaseLetter> find(UUID caseId, Kind kind) {
        return list(caseId).stream().filter(letter -> letter.kind() == kind).reduce((first, last) -> last);
    }

    /** The notice about a part with this number, or the newest that ends the case if it is 0. */
    public Optional<CaseLetter> findNotice(UUID caseId, int partial) {
        return partial == 0
                ? find(caseId, Kind.NOTICE)
                : list(caseId).stream()
                        .filter(letter -> letter.kind() == Kind.PARTIAL && letter.number() == partial)
                        .findFirst();
    }

    /** The newest with this address. */
    public Optional<CaseLetter> find(UUID caseId, String path) {
        return list(caseId).stream()
                .filter(letter -> letter.path().equals(path))
                .reduce((first, last) -> last);
    }

    /** True when the citizen had not opened it before. */
    boolean markOpened(UUID id) {
        return db.sql("""
                update cases.letter
                   set first_opened = :now
                 where tenant = platform.tenant() and id = :id and first_opened is null
                """)
                        .param("id", id)
                        .param("now", Cases.utc(clock.instant()))
                        .update()
                == 1;
    }

    private static CaseLetter toLetter(ResultSet row, int number) throws SQLException {
        return new CaseLetter(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getInt("number"),
                row.getObject("file", UUID.class),
                Objects.requireNonNull(Cases.instant(row, "created")),
                Cases.instant(row, "first_opened"));
    }
}
