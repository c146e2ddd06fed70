package org.allmende.cases.bpmn;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import javax.sql.DataSource;
import org.allmende.platform.time.Ids;
import org.flowable.common.engine.impl.AbstractEngineConfiguration;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.util.DefaultClockImpl;
import org.flowable.engine.impl.history.DefaultHistoryConfigurationSettings;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.flowable.variable.service.impl.persistence.entity.VariableInstanceEntity;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Flowable, reduced to what a case needs: tasks, gateways, flows and when each was reached. No jobs, timers, scripts,
 * forms, mail, users or events; it works in the caller's transaction and so behind the tenants' wall.
 */
final class Flowable extends SpringProcessEngineConfiguration {

    Flowable(DataSource app, PlatformTransactionManager transactions, Clock clock) {
        setEngineName("allmende");
        setDataSource(app);
        setTransactionManager(transactions);
        setDatabaseType(AbstractEngineConfiguration.DATABASE_TYPE_POSTGRES);
        setDatabaseSchema("engine");
        setDatabaseTablePrefix("engine.");
        setTablePrefixIsSchema(true);
        setDatabaseSchemaUpdate(DB_SCHEMA_UPDATE_FALSE);
        setIdGenerator(() -> Ids.next().toString());
        setClock(new Time(clock));
        setHistoryLevel(HistoryLevel.ACTIVITY);
        setHistoryConfigurationSettings(new NoHistoryOfFlags(this));
        setExpressionManager(new FeelExpressions());
        setCustomDefaultBpmnParseHandlers(List.of(new AllowedProcess(), new FeelFlows()));
        setEnableSafeBpmnXml(true);
        setDisableIdmEngine(true);
        setDisableEventRegistry(true);
        setEnableEventDispatcher(false);
        setEnableConfiguratorServiceLoader(false);
        setAsyncExecutorActivate(false);
        setAsyncHistoryExecutorActivate(false);
    }

    /** Java's script engines stay out of reach. */
    @Override
    public void initScriptingEngines() {}

    @Override
    public void initMailClients() {}

    /** Would look for remains of version 5 and note settings in the database, which the application may not change. */
    @Override
    protected void postProcessEngineInitialisation() {}

    /** Where a case stands must outlive it; by which flags it came there need not. */
    private static final class NoHistoryOfFlags extends DefaultHistoryConfigurationSettings {

        NoHistoryOfFlags(Flowable engine) {
            super(engine);
        }

        @Override
        public boolean isHistoryEnabledForVariableInstance(String definition, VariableInstanceEntity flag) {
            return false;
        }

        @Override
        public boolean isHistoryEnabledForVariables(String definition) {
            return false;
        }
    }

    private static final class Time extends DefaultClockImpl {

        private final Clock clock;

        Time(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Date getCurrentTime() {
            return Date.from(clock.instant());
        }
    }
}
