package org.allmende.region;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.pdf.Iban;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The bank accounts of all tenants; written for the tenant they belong to, by whoever checked the permission. */
@Component
public class BankAccounts {

    private final JdbcClient db;
    private final Tenancy tenancy;

    BankAccounts(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    public List<BankAccount> list() {
        return db.sql("select * from region.bank_account order by tenant")
                .query(BankAccounts::toBankAccount)
                .list();
    }

    /** Sets the account of its tenant. */
    public void put(BankAccount account) {
        tenancy.run(
                account.tenant().value(),
                () -> db.sql("""
                        insert into region.bank_account (tenant, recipient, iban, bic, bank)
                        values (:tenant, :recipient, :iban, :bic, :bank)
                        on conflict (tenant) do update
                           set recipient = excluded.recipient, iban = excluded.iban,
                               bic = excluded.bic, bank = excluded.bank
                        """)
                        .param("tenant", account.tenant().value())
                        .param("recipient", account.recipient())
                        .param("iban", account.iban().value())
                        .param("bic", account.bic())
                        .param("bank", account.bank())
                        .update());
    }

    private static BankAccount toBankAccount(ResultSet row, int number) throws SQLException {
        return new BankAccount(
                new Slug(row.getString("tenant")),
                row.getString("recipient"),
                new Iban(row.getString("iban")),
                row.getString("bic"),
                row.getString("bank"));
    }
}
