package org.allmende.platform.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells PostgreSQL the tenant at the start of each transaction; the setting ends with it. */
final class TenantTransactionManager extends JdbcTransactionManager {

    private final DataSource app;

    TenantTransactionManager(DataSource app) {
        super(app);
        this.app = app;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        if (!Tenancy.CURRENT.isBound()) {
            return;
        }
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(app);
        if (holder == null) {
            throw new CannotCreateTransactionException("The transaction has no connection.");
        }
        try (var statement = holder.getConnection().prepareStatement("select set_config('allmende.tenant', ?, true)")) {
            statement.setString(1, Tenancy.CURRENT.get());
            statement.execute();
        } catch (SQLException refused) {
            throw new CannotCreateTransactionException("The tenant cannot be set.", refused);
        }
    }
}
