package org.allmende.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.allmende.platform.text.Spelling;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The names of all services of public administration (LeiKa), once somebody has taken them in: to find what is not offered yet. */
@Component
public class Leika {

    private static final String ALIKE = "0.6";

    /** Digits of a key that name what a service is about. */
    private static final int OBJECT = 8;

    private final JdbcClient db;
    private final TransactionTemplate transactions;

    Leika(JdbcClient db, PlatformTransactionManager transactionManager) {
        this.db = db;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /**
     * A service of the list.
     *
     * @param kind who carries it out, as the list has it: {@code 2/3}
     */
    public record Known(String key, String name, String kind, String legalBasis) {}

    /** What a service is about, whatever is done with it: the first eight digits of its key. */
    public static String object(String key) {
        return key.substring(0, OBJECT);
    }

    /** A row that was not taken in, with its line in the file and the reason in German. */
    public record Rejected(int line, String key, String name, String reason) {}

    /** Every row of the file is in one of the two. */
    public record Reading(List<Known> known, List<Rejected> rejected) {

        public int rows() {
            return known.size() + rejected.size();
        }

        /** How many rows were not taken in for which reason. */
        public Map<String, Long> reasons() {
            return rejected.stream()
                    .collect(Collectors.groupingBy(Rejected::reason, TreeMap::new, Collectors.counting()));
        }
    }

    /**
     * Takes the list in, in the place of the one before.
     *
     * @param folder with {@code leistungen_leika.csv}
     * @throws IllegalArgumentException with a sentence when there is no such table; then nothing changes
     */
    public Reading take(Path folder) {
        var reading = LeikaFile.read(folder);
        put(reading.known());
        return reading;
    }

    void put(List<Known> known) {
        transactions.executeWithoutResult(status -> {
            db.sql("delete from services.leika").update();
            db.sql("""
                    insert into services.leika (key, name, kind, legal_basis, term)
                    select * from unnest(:keys, :names, :kinds, :bases, :terms)
                    """)
                    .param("keys", column(known, Known::key))
                    .param("names", column(known, Known::name))
                    .param("kinds", column(known, Known::kind))
                    .param("bases", column(known, Known::legalBasis))
                    .param("terms", column(known, one -> Spelling.fold(one.name())))
                    .update();
        });
    }

    private interface Column {
        String of(Known known);
    }

    private static String[] column(List<Known> known, Column column) {
        return known.stream().map(column::of).toArray(String[]::new);
    }

    public int count() {
        return db.sql("select count(*) from services.leika")
                .query(Integer.class)
                .single();
    }

    /** Those whose names have every word that was typed, or one like it; the best first. */
    public List<Known> search(String typed, int limit) {
        var words = new ArrayList<>(Arrays.asList(Spelling.fold(typed).split(" ", -1)));
        words.removeIf(String::isEmpty);
        if (words.isEmpty()) {
            return List.of();
        }
        var whole = String.join(" ", words);
        return transactions.execute(status -> {
            db.sql("select set_config('pg_trgm.word_similarity_threshold', :alike, true)")
                    .param("alike", ALIKE)
                    .query(String.class)
                    .single();
            return db.sql("""
                    select key, name, kind, legal_basis
                      from services.leika
                     where term operator(services.%>) :first
                       and not exists (select from unnest(:words) as typed (word)
                                        where not term operator(services.%>) word)
                     order by services.similarity(term, :whole) desc, key
                     limit :limit
                    """)
                    .param("words", words.toArray(String[]::new))
                    .param(
                            "first",
                            words.stream()
                                    .max(Comparator.comparingInt(String::length))
                                    .orElse(whole))
                    .param("whole", whole)
                    .param("limit", limit)
                    .query((row, number) -> new Known(
                            row.getString("key"),
                            row.getString("name"),
                            row.getString("kind"),
                            row.getString("legal_basis")))
                    .list();
        });
    }
}
