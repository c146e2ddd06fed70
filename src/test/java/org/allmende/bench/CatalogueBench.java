package org.allmende.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.bench.Bench.Line;
import org.allmende.bench.Load.WrongAnswer;

/** Searches through 4,813 services on the portals of all municipalities, as people type them. */
final class CatalogueBench {

    private static final int SERVICES = 4_813;

    /** With and without errors, in everyday words; each finds something in every portal. */
    private static final List<String> TYPED = List.of(
            "Eheurkunde",
            "geburtzurkunde",
            "ich will meinen Hund anmeldn",
            "fuererschein umtausch",
            "Wunschkenzeichen",
            "Baum fällen",
            "Unterhaltsvorschuß",
            "register my dog",
            "Perso abgelaufen",
            "Erlaubnis");

    private CatalogueBench() {}

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.start(command, data)) {
            server.await("/");
            server.awaitQuiet();
            var towns = load(data);
            Load.Call call = (wire, number) -> {
                var typed = TYPED.get(number % TYPED.size());
                var town = towns.get(number / TYPED.size() % towns.size());
                var reply = wire.get("/%s/?q=%s".formatted(town, URLEncoder.encode(typed, StandardCharsets.UTF_8)), "");
                if (reply.status() != 200 || !reply.unpacked().contains("/%s/leistungen/".formatted(town))) {
                    throw new WrongAnswer("Nothing found in %s for %s".formatted(town, typed));
                }
            };
            var rate = options.get("rate", 20);
            Load.open(server.port(), rate, (int) options.get("warm-up", 600), call);
            var effort = Effort.from(server);
            var result = Load.open(server.port(), rate, (int) (rate * options.get("seconds", 30)), call);
            result.failures().stream().limit(3).forEach(Bench::say);
            var lines = new ArrayList<>(List.of(
                    new Line("catalogue", result.latencies().millis(0.95), "ms"),
                    new Line("catalogue.p50", result.latencies().millis(0.5), "ms"),
                    new Line("catalogue.p99", result.latencies().millis(0.99), "ms"),
                    new Line("catalogue.wrong", result.failures().size(), "requests"),
                    new Line("catalogue.services", SERVICES, "services"),
                    new Line("catalogue.municipalities", towns.size(), "municipalities"),
                    new Line("catalogue.resident", server.residentMegabytes(), "MB")));
            lines.addAll(effort.per("catalogue", result.latencies().count()));
            return lines;
        } finally {
            ServerProcess.remove(data);
        }
    }

    /** Fills up to {@link #SERVICES} names, both those that are searched first and those of the national list; gives the portals. */
    private static List<String> load(Path data) {
        var owner = Owner.of(data);
        owner.sql("""
                insert into services.search_term (service, term, weight)
                select 'bench-' || n, word || ' ' || act || part, case part when '' then 1.0 else 0.95 end
                  from generate_series(1, :missing) as n
                  cross join (values (''), (' antrag'), (' online')) as parts (part)
                  cross join lateral (select
                       (array['erlaubnis', 'anzeige', 'bescheinigung', 'foerderung', 'zulassung', 'genehmigung', 'eintragung', 'pruefung'])[1 + n % 8]
                       || ' ' || substr(md5(n::text), 1, 9) as word,
                       (array['erteilung', 'aenderung', 'verlaengerung', 'widerruf', 'ausstellung'])[1 + n % 5] as act) as words
                """)
                .param(
                        "missing",
                        SERVICES
                                - owner.sql("select count(distinct service) from services.search_term")
                                        .query(Integer.class)
                                        .single())
                .update();
        owner.sql("""
                insert into services.leika (key, name, kind, legal_basis, term)
                select '99' || lpad((n * 1000)::text, 12, '0'), initcap(term), '2/3', '', term
                  from (select distinct on (service) row_number() over (order by service, term) as n, term
                          from services.search_term) as named
                """).update();
        owner.sql("analyze services.search_term, services.leika").update();
        return owner.sql("select slug from region.tenant where kind = 'municipality' order by slug")
                .query(String.class)
                .list();
    }
}
