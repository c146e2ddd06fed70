package org.allmende.walkers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Findings;
import org.allmende.Route;
import org.allmende.RouteSamples;
import org.allmende.Visitor;
import org.allmende.bench.ReadBack;
import org.allmende.geo.PlanNews;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every route × people of Biedenkopf × what belongs to Gladenbach: nothing of it may come back, and nothing may change. */
class IsolationTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String OWN = "biedenkopf";
    private static final String FOREIGN = "gladenbach";

    /** Where the public forms of a portal write: begun applications, and reports of barriers. */
    private static final Set<String> ANYBODY_ADDS =
            Set.of("cases.draft", "cases.comment", "platform.mail", "platform.subscription");

    /** Sums of what anybody may say; no other figure moves. */
    private static final String OPINIONS = "('HELPFUL', 'NOT_HELPFUL', 'STARS')";

    private static RouteSamples foreign;
    private static RouteSamples own;

    /** An address or a form of Gladenbach. */
    private record Attempt(Route route, Function<Visitor, Answer> go) {}

    @BeforeAll
    static void fill() {
        foreign = RouteSamples.of(COUNTY, FOREIGN);
        own = RouteSamples.of(COUNTY, OWN);
        assertThat(foreign.tenant().canary()).isNotEqualTo(own.tenant().canary());
        // what the server itself would write at some time during the walk
        COUNTY.bean(PlanNews.class).look(FOREIGN);
        new ReadBack(COUNTY.owner()).awaitFollowUps(Duration.ofMinutes(2));
    }

    private static List<Attempt> attempts() {
        return Route.listAll(COUNTY).stream()
                .filter(route -> !route.changesWhoOneIs())
                // whoever knows the address may: it is in one person's letters, as a key
                .filter(route -> route.isGet() || !route.pattern().contains("/{token}"))
                .flatMap(route -> route.isGet()
                        ? foreign.paths(route).stream().map(path -> new Attempt(route, visitor -> visitor.get(path)))
                        : foreign.forms(route).stream().map(form -> new Attempt(route, visitor -> visitor.post(form))))
                .toList();
    }

    @Test
    void theCanaryIsSeenByThoseWhoMay() {
        var seen = Route.listPages(COUNTY).stream()
                .flatMap(route -> foreign.paths(route).stream().map(foreign.visitorFor(route)::get))
                .filter(answer -> answer.text().contains(foreign.tenant().canary()))
                .map(answer -> answer.address().getPath()
                        + (answer.address().getQuery() == null
                                ? ""
                                : "?" + answer.address().getQuery()))
                .collect(Collectors.toSet());
        assertThat(seen)
                .as("pages on which Gladenbach itself reads the name: otherwise this walk would prove nothing")
                .contains(
                        "/arbeitsplatz?q=Kanarienvogel",
                        "/arbeitsplatz/vorgaenge/" + foreign.tenant().fresh().id(),
                        foreign.tenant().draft() + "/pruefen");
    }

    @Test
    void staffReachNothingOfAnotherTenant() {
        var before = rows(FOREIGN);
        var findings = new Findings();
        var all = List.of(Role.values());
        for (var roles :
                Stream.concat(all.stream().map(List::of), Stream.of(all)).toList()) {
            var visitor = COUNTY.staff(OWN, roles.toArray(Role[]::new));
            var who = roles + " of " + OWN;
            Findings.forEach(attempts(), attempt -> {
                var answer = attempt.go().apply(visitor);
                look(findings, who, answer);
                findings.addIf(
                        !attempt.route().isPublic()
                                && !attempt.route().variables().isEmpty()
                                && answer.status() < 400,
                        "%s: %s",
                        who,
                        answer);
            });
            assertThat(visitor.get("/arbeitsplatz").asksForLogin())
                    .as("%s still logged in", who)
                    .isFalse();
        }
        findings.expectNone("a clerk never sees another municipality's case");
        expectUntouched(before);
    }

    @Test
    void citizensReachOnlyTheirOwn() {
        var before = rows(FOREIGN);
        var findings = new Findings();
        var stranger = COUNTY.visitor();
        var code = foreign.tenant().fresh().code();
        var number = own.tenant().fresh().number();
        stranger.post("/antrag/oeffnen", Map.of("nummer", number, "code", code));
        stranger.post(
                "/antrag/oeffnen", Map.of("nummer", foreign.tenant().asked().number(), "code", code));
        stranger.post(
                "/antrag/fortsetzen",
                Map.of("code", "GLA-" + own.tenant().fresh().code()));
        for (var visitor : List.of(stranger, withKey(own.tenant().fresh().code()))) {
            Findings.forEach(
                    attempts(),
                    attempt -> look(findings, "another citizen", attempt.go().apply(visitor)));
        }
        findings.expectNone("the code of one case opens that case");
        expectUntouched(before);
    }

    /** Sends the code of an own case to every address, as nobody's browser would. */
    private static Visitor withKey(String code) {
        var visitor = COUNTY.visitor();
        visitor.setCookie("schluessel", code);
        return visitor;
    }

    @Test
    void whoeverIsNotLoggedInIsAskedToLogIn() {
        var findings = new Findings();
        var nobody = COUNTY.visitor();
        for (var attempt : attempts()) {
            if (!attempt.route().isPublic()) {
                var answer = attempt.go().apply(nobody);
                findings.addIf(!answer.asksForLogin(), "%s", answer);
            }
        }
        findings.expectNone("staff pages are for staff");
    }

    @Test
    void aRoleDoesWhatItsRoutesSay() {
        var findings = new Findings();
        for (var role : Role.values()) {
            var visitor = COUNTY.staff(FOREIGN, role);
            for (var attempt : attempts()) {
                if (!attempt.route().isPublic() && !attempt.route().roles().contains(role)) {
                    var answer = attempt.go().apply(visitor);
                    findings.addIf(answer.status() != 403, "%s: %s", role, answer);
                }
            }
        }
        findings.expectNone("what a route does not allow is forbidden");
    }

    @Test
    void onlyClerksReadWhatACaseIsAbout() {
        var findings = new Findings();
        for (var role : Set.of(Role.ADMIN, Role.COMPETENCE_CENTER, Role.AUDITOR, Role.OPERATOR)) {
            var visitor = COUNTY.staff(FOREIGN, role);
            attempts().stream()
                    .filter(attempt -> attempt.route().isGet())
                    .forEach(attempt ->
                            look(findings, role + " of " + FOREIGN, attempt.go().apply(visitor)));
        }
        findings.expectNone("configuration, figures and servers are kept without knowing who applied for what");
    }

    @Test
    void theDatabaseShowsATenantItsOwnRowsOnly() {
        var findings = new Findings();
        var db = COUNTY.bean(JdbcClient.class);
        for (var table : tables()) {
            var open = openToAll().contains(table);
            long without =
                    db.sql("select count(*) from " + table).query(Long.class).single();
            findings.addIf(!open && without > 0, "%s shows %d rows without a tenant", table, without);
            long others = COUNTY.bean(Tenancy.class)
                    .as(
                            OWN,
                            () -> db.sql("select count(*) from %s where tenant <> :own".formatted(table))
                                    .param("own", OWN)
                                    .query(Long.class)
                                    .single());
            findings.addIf(!open && others > 0, "%s shows %d rows of others", table, others);
        }
        findings.expectNone("the last wall stands in the database");
        assertThat(rows(FOREIGN)).as("tables with something in them").hasSizeGreaterThan(10);
    }

    private static void look(Findings findings, String who, Answer answer) {
        findings.addIf(answer.text().contains(foreign.tenant().canary()), "%s reads the name: %s", who, answer);
        findings.addIf(answer.status() >= 500, "%s breaks: %s", who, answer);
    }

    /** Tables whose rows belong to a tenant, and which the application may read. */
    private static List<String> tables() {
        return COUNTY.owner().sql("""
                select c.oid::regclass::text
                  from pg_class c
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
                 where c.relkind in ('r', 'p')
                   and has_table_privilege('allmende_app', c.oid, 'select')
                 order by 1
                """).query(String.class).list();
    }

    /** Tables whose rows everybody may read. */
    private static List<String> openToAll() {
        return COUNTY.owner()
                .sql(
                        // what is published, row by row; each such policy is looked at in TablesTest
                        "select polrelid::regclass::text from pg_policy where polname in ('everybody', 'shown') and polroles = '{0}'")
                .query(String.class)
                .list();
    }

    /** What a tenant has, table by table, each row as a number that changes with it. */
    private static Map<String, Set<String>> rows(String tenant) {
        var rows = new TreeMap<String, Set<String>>();
        for (var table : tables()) {
            var found = COUNTY.owner()
                    .sql("select md5(t::text) from %s t where tenant = :tenant %s"
                            .formatted(table, table.equals("cases.figure") ? "and kind not in " + OPINIONS : ""))
                    .param("tenant", tenant)
                    .query(String.class)
                    .set();
            if (!found.isEmpty()) {
                rows.put(table, found);
            }
        }
        return rows;
    }

    /** Everything is still there as it was; what has come is what anybody may begin in a portal. */
    private static void expectUntouched(Map<String, Set<String>> before) {
        var after = rows(FOREIGN);
        assertThat(after).as("tables of " + FOREIGN).containsOnlyKeys(before.keySet());
        var findings = new Findings();
        before.forEach((table, rows) -> {
            var now = after.getOrDefault(table, Set.of());
            findings.addIf(!now.containsAll(rows), "rows of %s have changed", table);
            findings.addIf(now.size() > rows.size() && !ANYBODY_ADDS.contains(table), "%s has more rows", table);
        });
        findings.expectNone("nobody changes what belongs to another tenant");
    }
}
