package org.allmende.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenancyTest {

    private static TestDatabase database;

    @BeforeAll
    static void aTableOfTwoTenants() {
        database = TestDatabase.create();
        database.owner.sql("""
                create table platform.sheep (tenant text not null, name text not null);
                alter table platform.sheep enable row level security;
                create policy tenant on platform.sheep
                    using (tenant = platform.tenant()) with check (tenant = platform.tenant());
                grant select, insert on platform.sheep to allmende_app;
                """).update();
        add("lohra", "Berta");
        add("wetter", "Frieda");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void eachTenantSeesItsOwn() {
        assertThat(database.tenancy.as("lohra", TenancyTest::sheep)).isEqualTo("Berta");
        assertThat(database.tenancy.as("wetter", TenancyTest::sheep)).isEqualTo("Frieda");
    }

    @Test
    void withoutATenantNobodySeesAnything() {
        assertThat(sheep()).isEqualTo("");
    }

    @Test
    void aTransactionMovesToAnotherTenantAndBack() {
        var seen = database.tenancy.as(
                "lohra", () -> sheep() + database.tenancy.as("wetter", TenancyTest::sheep) + sheep());
        assertThat(seen).isEqualTo("BertaFriedaBerta");
    }

    @Test
    void nobodyWritesForAnother() {
        assertThatThrownBy(() -> database.tenancy.run("lohra", () -> insert("wetter", "Wolf")))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void theAppRoleCannotBecomeTheOwner() {
        assertThatThrownBy(() -> database.db.sql("set role allmende_owner").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static void add(String tenant, String name) {
        database.tenancy.run(tenant, () -> insert(tenant, name));
    }

    private static void insert(String tenant, String name) {
        database.db
                .sql("insert into platform.sheep values (:tenant, :name)")
                .param("tenant", tenant)
                .param("name", name)
                .update();
    }

    private static String sheep() {
        return database.db
                .sql("select coalesce(string_agg(name, ','), '') from platform.sheep")
                .query(String.class)
                .single();
    }
}
