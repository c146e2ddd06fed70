package org.allmende.bench;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Open cases by the hundred thousand, as years of a busy county would leave them: in every state, claimed and free. */
final class OpenCases {

    private OpenCases() {}

    /** Two in five go to one tenant, the others to all. */
    static Duration load(JdbcClient owner, String large, int count, List<Clerk> clerks) {
        var begin = System.nanoTime();
        owner.sql("""
                insert into cases.case (tenant, id, number, draft, office, service, version, portal, lang, title, applicant,
                                        email, code_hash, answers, answers_hash, state, submitted, due, due_reason,
                                        rests_since, assignee, fee_cents)
                select tenant, gen_random_uuid(), number, gen_random_uuid(), office, 'eheurkunde', '1.0.0', tenant, 'de', 'Eheurkunde',
                       applicant, null, md5(number), json_build_object('antrag/bezug', 'ehegatte', 'zeile', repeat('x', 800)),
                       md5(number), state, now() - age, (now() - age)::date + 14, 'Ziel: 10 Arbeitstage',
                       case when state = 'QUESTION_OPEN' then now() - age / 2 end,
                       case when state <> 'NEW' then (:clerks::uuid[])[1 + n % cardinality(:clerks::uuid[])] end,
                       1500
                  from (select n,
                               tenant,
                               office,
                               number_prefix || '-' || substr(hash, 1, 4) || '-' || substr(hash, 5, 4) as number,
                               (:given::text[])[1 + (random() * 1e6)::int % cardinality(:given::text[])]
                                   || ' ' || (:family::text[])[1 + (random() * 1e6)::int % cardinality(:family::text[])] as applicant,
                               (array['NEW', 'NEW', 'NEW', 'IN_REVIEW', 'IN_REVIEW', 'QUESTION_OPEN', 'ANSWERED'])[1 + n % 7] as state,
                               random() * interval '25 days' as age
                          from (select n,
                                       upper(md5(n::text)) as hash,
                                       case when n % 5 < 2 then :large
                                            else (:tenants::text[])[1 + n % cardinality(:tenants::text[])] end as slug
                                  from generate_series(1, :count) n) numbered
                          join region.tenant on tenant.slug = numbered.slug
                          join (select tenant, min(id) as office from region.office where kind = 'standesamt' group by tenant) registry
                               on registry.tenant = numbered.slug) made
                on conflict do nothing
                """)
                .param("clerks", clerks.stream().map(Clerk::account).toArray(UUID[]::new))
                .param("given", Registries.GIVEN_NAMES.toArray(String[]::new))
                .param("family", Registries.FAMILY_NAMES.toArray(String[]::new))
                .param("tenants", Registries.tenants(owner).toArray(String[]::new))
                .param("large", large)
                .param("count", count)
                .update();
        owner.sql("""
                insert into cases.search_word (tenant, word, case_id)
                select distinct tenant, lower(word), id
                  from cases.case,
                       unnest(string_to_array(applicant, ' ') || array[title, number, replace(substr(number, 5), '-', '')]) word
                 where email is null
                on conflict do nothing
                """).update();
        owner.sql("vacuum analyze cases.case, cases.search_word").update();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
