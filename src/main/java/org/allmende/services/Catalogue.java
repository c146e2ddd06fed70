package org.allmende.services;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.platform.text.Spelling;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds services by what people type: with typing errors, without umlauts, in everyday words. */
@Component
public class Catalogue {

    /** As alike as a word and one with two wrong letters. */
    private static final String ALIKE = "0.45";

    private static final int MOST_WORDS = 8;
    private static final double OF_TITLE = 1.0;
    private static final double OF_WORDS = 0.95;

    /** What people say around the thing they want. */
    private static final Set<String> FILLERS = Set.of(
            "ich",
            "wir",
            "mein",
            "meine",
            "meinen",
            "meinem",
            "meiner",
            "unser",
            "unsere",
            "ein",
            "eine",
            "einen",
            "einem",
            "einer",
            "der",
            "die",
            "das",
            "den",
            "dem",
            "des",
            "und",
            "oder",
            "fuer",
            "bei",
            "beim",
            "auf",
            "aus",
            "mit",
            "von",
            "vom",
            "zum",
            "zur",
            "will",
            "moechte",
            "muss",
            "brauche",
            "bekomme",
            "wie",
            "wo",
            "wer",
            "was",
            "kann",
            "beantragen",
            "antrag",
            "the",
            "a",
            "an",
            "my",
            "i",
            "for",
            "to",
            "of",
            "how",
            "where",
            "do",
            "get",
            "need",
            "want",
            "apply");

    private final JdbcClient db;
    private final TransactionTemplate transactions;

    Catalogue(JdbcClient db, PlatformTransactionManager transactionManager) {
        this.db = db;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /** Makes a service known under its title and words, in the place of what was known of it before. */
    void put(ServicePackage service) {
        put(service.name(), terms(service.description()));
    }

    /** Makes entries known as {@link #put}; those whose words are known already cost nothing. */
    void keep(List<Entry> entries) {
        var present = new HashMap<String, Set<String>>();
        db.sql("select service, term from services.search_term where service = any (:services)")
                .param("services", entries.stream().map(Entry::toString).toArray(String[]::new))
                .query((row, number) -> present.computeIfAbsent(row.getString("service"), one -> new HashSet<>())
                        .add(row.getString("term")))
                .list();
        entries.forEach(entry -> {
            var terms = terms(entry.profile().description());
            if (!terms.keySet().equals(present.get(entry.profile().name()))) {
                put(entry.profile().name(), terms);
            }
        });
    }

    /** At once, so that nobody searches in between; of two who do it at the same time neither fails. */
    private void put(String service, Map<String, Double> terms) {
        transactions.executeWithoutResult(status -> {
            db.sql("delete from services.search_term where service = :service")
                    .param("service", service)
                    .update();
            db.sql("""
                    insert into services.search_term (service, term, weight)
                    select :service, term, weight from unnest(:terms, :weights) as found (term, weight)
                    on conflict do nothing
                    """)
                    .param("service", service)
                    .param("terms", terms.keySet().toArray(String[]::new))
                    .param("weights", terms.values().toArray(Double[]::new))
                    .update();
        });
    }

    private static Map<String, Double> terms(Description description) {
        var terms = new LinkedHashMap<String, Double>();
        Stream.of(description.title().de(), description.title().en())
                .forEach(title -> terms.putIfAbsent(Spelling.fold(title), OF_TITLE));
        description.words().forEach(word -> terms.putIfAbsent(Spelling.fold(word), OF_WORDS));
        terms.remove("");
        return terms;
    }

    /** The names of the services that fit, the best first; each word that was typed must be found in some way. */
    public List<String> search(String typed, int limit) {
        var words = words(typed);
        if (words.isEmpty()) {
            return List.of();
        }
        return transactions.execute(status -> {
            db.sql("select set_config('pg_trgm.word_similarity_threshold', :alike, true)")
                    .param("alike", ALIKE)
                    .query(String.class)
                    .single();
            return db.sql("""
                    with word as (
                        select word, number from unnest(:words) with ordinality as typed (word, number)),
                    hit as (
                        select term.service, word.number,
                               max(term.weight * services.word_similarity(word.word, term.term)) as alike,
                               max(least(length(term.term), :length)::real / greatest(length(term.term), :length)) as whole
                          from word
                          join services.search_term term on term.term operator(services.%>) word.word
                         group by term.service, word.number)
                    select service
                      from hit
                     group by service
                    having count(*) >= :needed
                     order by sum(alike) / :all + max(whole) desc, service
                     limit :limit
                    """)
                    .param("words", words.toArray(String[]::new))
                    // nearest to what was typed is the term that says little else: as good as comparing it again, at a
                    // third of the cost
                    .param("length", String.join(" ", words).length())
                    .param("all", words.size())
                    // of many words one may be wrong
                    .param("needed", words.size() > 2 ? words.size() - 1 : words.size())
                    .param("limit", limit)
                    .query(String.class)
                    .list();
        });
    }

    private static List<String> words(String typed) {
        var all = Stream.of(Spelling.fold(typed).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        var telling = all.stream().filter(word -> !FILLERS.contains(word)).toList();
        return telling.isEmpty() ? all : telling;
    }
}
