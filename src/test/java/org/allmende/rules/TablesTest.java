package org.allmende.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.Findings;
import org.allmende.platform.database.Migrations;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looks for tables in the catalogue of a migrated database, so that none can be forgotten. */
class TablesTest {

    /** Tables without a tenant, and why nobody can read another tenant's business in them. */
    private static final Map<String, String> WITHOUT_TENANT = Map.ofEntries(
            Map.entry("platform.account", "somebody works for several tenants; holds log-in names only"),
            Map.entry("platform.invitation", "found only by a secret's hash"),
            Map.entry("platform.spring_session", "found only by the session's secret"),
            Map.entry("platform.spring_session_attributes", "found only by the session's secret"),
            Map.entry("platform.event_publication", "ids only, removed once handled"),
            Map.entry("platform.log_in_failure", "hashes of names that somebody has tried"),
            Map.entry("platform.confirmation_asked", "keyed hashes of addresses to which a question went today"),
            Map.entry("platform.passkey", "belongs to an account; holds public keys only"),
            Map.entry("platform.operation", "what the server did for itself; no personal data"),
            Map.entry("region.region", "the region's name, for everybody to read"),
            Map.entry("region.tenant", "a tenant itself: everybody may know it, only it may change itself"),
            Map.entry("region.revision", "a counter"),
            Map.entry("services.package_version", "packages, the same for all"),
            Map.entry("services.revision", "a counter"),
            Map.entry("geo.revision", "a counter"),
            Map.entry("services.search_term", "words of packages, the same for all"),
            Map.entry("services.leika", "names of services from a public list, the same for all"),
            Map.entry("sensing.revision", "a counter"),
            Map.entry("measures.revision", "a counter"),
            Map.entry("sensing.batch", "a counter"),
            Map.entry(
                    "sensing.observation",
                    "its datastream's number lies in a block of its tenant, which a policy compares"),
            Map.entry("sensing.hour", "as sensing.observation"),
            Map.entry("sensing.day", "as sensing.observation"),
            Map.entry("sensing.edition_hour", "as sensing.observation"),
            Map.entry("engine.act_ge_property", "the engine's version"),
            Map.entry("engine.act_ge_bytearray", "process drawings of packages, the same for all"),
            Map.entry("engine.act_re_deployment", "versions of packages, the same for all"),
            Map.entry("engine.act_re_procdef", "process definitions of packages, the same for all"),
            Map.entry("engine.act_re_model", "empty"),
            Map.entry("engine.act_procdef_info", "empty"));

    /** Views and functions with the owner's rights, each looked at: what they can do across tenants is harmless. */
    private static final Set<String> OVER_THE_WALL = Set.of(
            "platform.continue_audit_chain()", // chains the row that is being written to its own tenant's last
            "platform.forget_audit()", // removes what is older than the law keeps it
            "region.count_change()", // counts that something has changed
            "services.count_change()",
            "sensing.count_change()",
            "sensing.count_batch()",
            "sensing.next_datastream()", // numbers only, for the tenant of the transaction
            "sensing.make_month()", // an empty partition
            "sensing.add_up()", // adds to the sums of what is being written
            "sensing.taken()", // keys only, so that none is given twice
            "sensing.newest()", // keys only
            "measures.count_change()",
            "geo.count_change()",
            "platform.mail_total", // numbers only, for the operator
            "platform.file_total", // numbers only, for the operator
            "cases.delivery_total"); // numbers only, for the operator

    /** Policies that show a row to others than its tenant, each looked at. */
    private static final Set<String> FURTHER_POLICIES = Set.of(
            "platform.assignment own", // a log-in reads where its own account may work
            "region.region everybody", // who there is, with names, offices and boundaries, is public
            "region.region lead",
            "region.tenant everybody",
            "region.tenant itself",
            "region.office everybody",
            "region.participation everybody",
            "region.boundary everybody",
            "region.district everybody",
            "region.bank_account everybody", // it stands on every notice with a fee
            "geo.plan everybody", // what is released is public
            "measures.notice everybody", // only what a second person has approved
            "geo.address_set everybody", // where houses stand, without anybody's name
            "geo.plan_file everybody",
            "geo.plan_content everybody",
            "geo.plan_step everybody",
            "cases.figures_shown everybody",
            "services.adoption everybody", // so is what each offers
            "dashboard.arrangement everybody", // what everybody sees at /daten
            "sensing.receipt everybody", // how much each device has sent
            "sensing.codec everybody", // code of makers, without anybody's data
            "sensing.block everybody", // which numbers of datastreams are whose
            "sensing.datastream shown", // what a datastream's visibility says, and what belongs to it
            "sensing.thing shown",
            "sensing.location shown",
            "sensing.thing_location shown",
            "sensing.historical_location shown",
            "sensing.historical_location_place shown",
            "sensing.sensor shown",
            "sensing.observed_property shown",
            "sensing.feature shown",
            "sensing.datastream_feature shown",
            "sensing.observation shown",
            "sensing.hour shown",
            "sensing.day shown");

    private static TestDatabase database;

    /** A table of ours, as the catalogue describes it. */
    private record Table(
            String schema, String name, String owner, boolean tenant, boolean walled, String policies, String key) {

        String fullName() {
            return schema + "." + name;
        }
    }

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static List<Table> tables() {
        return database.owner.sql("""
                select n.nspname as schema, c.relname as name, r.rolname as owner, c.relrowsecurity as walled,
                       exists (select from pg_attribute a
                                where a.attrelid = c.oid and a.attname in ('tenant', 'tenant_id') and not a.attisdropped) as tenant,
                       coalesce((select string_agg(pg_get_expr(p.polqual, c.oid) || ' / '
                                                   || coalesce(pg_get_expr(p.polwithcheck, c.oid), ''), '; ')
                                   from pg_policy p
                                  where p.polrelid = c.oid and p.polcmd = '*'), '') as policies,
                       coalesce((select pg_get_constraintdef(k.oid)
                                   from pg_constraint k
                                  where k.conrelid = c.oid and k.contype = 'p'), '') as key
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                  join pg_roles r on r.oid = c.relowner
                 where c.relkind in ('r', 'p')
                   and n.nspname not in ('pg_catalog', 'information_schema', 'public')
                   and n.nspname not like 'pg_t%'
                   and c.relname <> 'flyway_history'
                 order by 1, 2
                """).query(Table.class).list();
    }

    @Test
    void everyTableWithATenantIsWalled() {
        var findings = new Findings();
        for (var table : tables()) {
            if (table.tenant()) {
                findings.addIf(!table.walled(), "%s has a tenant but no row-level security", table.fullName());
                findings.addIf(
                        !table.policies().contains("(tenant = platform.tenant()) / (tenant = platform.tenant())"),
                        "%s has no policy that compares the tenant on reading and writing: '%s'",
                        table.fullName(),
                        table.policies());
            }
        }
        findings.expectNone("a clerk must never see another municipality's case, whatever a query forgets");
        assertThat(tables()).as("tables found").hasSizeGreaterThan(30);
    }

    @Test
    void nothingElseOpensAWalledTableToTheApplication() {
        var further = database.owner.sql("""
                select p.polrelid::regclass || ' ' || p.polname
                  from pg_policy p
                 where p.polpermissive
                   and p.polname <> 'tenant'
                   and (p.polroles = '{0}' or 'allmende_app'::regrole = any (p.polroles))
                """).query(String.class).list();
        assertThat(further)
                .as("permissive policies add up, so each beside the tenant's own is looked at and named here")
                .isSubsetOf(FURTHER_POLICIES);
    }

    @Test
    void theRunnerSeesWhatIsDueAndNothingOfWhatItIsAbout() {
        var columns = database.owner.sql("""
                select distinct a.attname
                  from pg_attribute a
                  join pg_class c on c.oid = a.attrelid
                 where c.relkind in ('r', 'p', 'v', 'm')
                   and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                   and c.oid <> 'platform.event_publication'::regclass
                   and a.attnum > 0
                   and not a.attisdropped
                   and has_column_privilege('allmende_runner', c.oid, a.attnum, 'select')
                """).query(String.class).list();
        assertThat(columns)
                .as(
                        "the background's log-in finds whose work is due, and then works as the application for that tenant")
                .isSubsetOf(
                        "tenant",
                        "id",
                        "seq",
                        "state",
                        "next_attempt",
                        "done",
                        "expires",
                        "delete_after",
                        "wake",
                        // since when somebody waits: for money, for a payment service, for a notice to be fetched
                        "due",
                        "asked",
                        "notified",
                        // since when a task is finished, a message there, a notice refused or over
                        "changed",
                        "created",
                        "decided",
                        "ended",
                        // from when on a decision can no longer be taken back
                        "stands");
    }

    @Test
    void everyTableWithoutATenantSaysWhyItNeedsNone() {
        assertThat(tables().stream().filter(table -> !table.tenant()).map(Table::fullName))
                .as("a table gets a tenant and a policy, or a reason in this test")
                .containsExactlyInAnyOrderElementsOf(WITHOUT_TENANT.keySet());
    }

    @Test
    void keysOfOurTablesLeadWithTheTenant() {
        assertThat(tables().stream()
                        .filter(table -> table.tenant() && !table.schema().equals("engine"))
                        .filter(table -> !table.key().matches("PRIMARY KEY \\(tenant[,)].*"))
                        .map(table -> table.fullName() + " has " + table.key()))
                .as("a key that leads with the tenant can be distributed, and never collides between tenants")
                .isEmpty();
    }

    @Test
    void theRolesThatAnswerRequestsCannotGetRoundAPolicy() {
        for (var role : List.of("allmende_app", "allmende_runner")) {
            assertThat(tables().stream()
                            .filter(table -> table.owner().equals(role))
                            .map(Table::fullName))
                    .as("whoever owns a table is not bound by its policies")
                    .isEmpty();
            var reach = database.owner
                    .sql("""
                    select r.rolname || ' of ' || m.rolname
                      from pg_roles r
                      join pg_roles m on pg_has_role(m.oid, r.oid, 'member') and r.oid <> m.oid
                     where m.rolname = :role
                     union all
                    select 'bypass' from pg_roles
                     where rolname = :role and (rolsuper or rolbypassrls or rolcreaterole or rolreplication)
                    """)
                    .param("role", role)
                    .query(String.class)
                    .list();
            assertThat(reach)
                    .as("%s is member of no role and has no special power", role)
                    .isEmpty();
        }
    }

    @Test
    void viewsAndFunctionsDoNotLookOverTheWall() {
        var views = database.owner.sql("""
                select n.nspname || '.' || c.relname
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('v', 'm')
                   and n.nspname not in ('pg_catalog', 'information_schema')
                   and (c.relkind = 'm' or not coalesce('security_invoker=true' = any (c.reloptions), false))
                 union all
                select n.nspname || '.' || p.proname || '()'
                  from pg_proc p
                  join pg_namespace n on n.oid = p.pronamespace
                 where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
                """).query(String.class).list();
        assertThat(views)
                .as("what works with its owner's rights sees all tenants, so each is looked at and named here")
                .isSubsetOf(OVER_THE_WALL);
    }

    @Test
    void schemasDoNotHoldEachOtherByForeignKeys() {
        var across = database.owner.sql("""
                select k.conrelid::regclass || ' → ' || k.confrelid::regclass
                  from pg_constraint k
                  join pg_class a on a.oid = k.conrelid
                  join pg_class b on b.oid = k.confrelid
                 where k.contype = 'f' and a.relnamespace <> b.relnamespace
                """).query(String.class).list();
        assertThat(across).as("a module's tables can move away").isEmpty();
    }

    @Test
    void everySchemaBelongsToAModule() {
        var schemas = Set.copyOf(tables().stream().map(Table::schema).toList());
        assertThat(schemas)
                .as("known schemas")
                .isSubsetOf(
                        "platform", "region", "services", "cases", "sensing", "measures", "dashboard", "geo", "engine");
        assertThat(Migrations.SCHEMAS)
                .containsAll(
                        schemas.stream().filter(name -> !name.equals("engine")).toList());
    }
}
