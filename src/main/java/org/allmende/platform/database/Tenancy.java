package org.allmende.platform.database;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * For whom the database works: a transaction sees the rows of one tenant, and none without one.
 *
 * <p>The tenant is a transaction-local setting that the row-level policies compare with; see
 * {@code db/platform/V1__platform.sql}.
 */
@Component
public class Tenancy {

    static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private final TransactionTemplate transactions;
    private final JdbcClient db;

    Tenancy(PlatformTransactionManager transactionManager, JdbcClient db) {
        this.transactions = new TransactionTemplate(transactionManager);
        this.db = db;
    }

    /**
     * Runs {@code work} in a transaction for this tenant. Inside a running transaction it switches to the tenant and
     * back, so that an application can move from the portal where it was written to the office that decides.
     */
    public <T> T as(String tenant, Supplier<T> work) {
        var outer = CURRENT.isBound() ? CURRENT.get() : null;
        return ScopedValue.where(CURRENT, tenant)
                .call(() -> transactions.execute(status -> {
                    if (status.isNewTransaction()) {
                        return work.get();
                    }
                    apply(tenant);
                    var result = work.get();
                    apply(outer == null ? "" : outer);
                    return result;
                }));
    }

    public void run(String tenant, Runnable work) {
        as(tenant, () -> {
            work.run();
            return true;
        });
    }

    /** The tenant for whom this thread works; fails outside {@link #as}. */
    public String tenant() {
        return findTenant().orElseThrow(() -> new IllegalStateException("No tenant is set."));
    }

    public Optional<String> findTenant() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Runs {@code work} once the current transaction has come about, and not at all if it does not. */
    public void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Runs {@code work} when the current transaction is over, whatever came of it; at once outside of one. */
    public void afterwards(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                work.run();
            }
        });
    }

    private void apply(String tenant) {
        db.sql("select set_config('allmende.tenant', :tenant, true)")
                .param("tenant", tenant)
                .query(String.class)
                .single();
    }
}
