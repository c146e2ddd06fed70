package org.allmende.cases.bpmn;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.allmende.cases.bpmn.Position.Kind;
import org.allmende.cases.bpmn.Position.Visit;
import org.flowable.bpmn.exceptions.XMLException;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leads each case along the process of its service: which task it waits at, and what follows when that is done. All of it
 * happens in the caller's transaction, for the caller's tenant.
 *
 * <p>The engine knows a case by its id and routing flags alone, never by an answer or a name. Its start takes a second, so
 * it is left for the time after the first page; what only reads does not need it.
 */
@Component
public class Engine implements DisposableBean {

    private final DataSource app;
    private final PlatformTransactionManager transactionManager;
    private final TransactionTemplate transactions;
    private final JdbcClient db;
    private final Clock clock;
    private final Map<String, ProcessDrawing> drawings = new ConcurrentHashMap<>();
    private volatile @Nullable ProcessEngine flowable;

    Engine(DataSource app, PlatformTransactionManager transactionManager, JdbcClient db, Clock clock) {
        this.app = app;
        this.transactionManager = transactionManager;
        this.transactions = new TransactionTemplate(transactionManager);
        this.db = db;
        this.clock = clock;
    }

    /**
     * Makes a package version's process known, for all tenants. The same process again changes nothing and costs two
     * look-ups; a changed one is followed by cases that start from now on.
     *
     * @throws ProcessRefused when the engine cannot or must not run it
     */
    public void deploy(String key, String version, String bpmnXml) {
        var bpmn = Xml.withoutDeclaration(bpmnXml);
        if (isDeployed(key, version, bpmn)) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            db.sql("select pg_advisory_xact_lock(hashtextextended('engine ' || :key || ' ' || :version, 0))")
                    .param("key", key)
                    .param("version", version)
                    .query((row, number) -> true)
                    .single();
            if (!isDeployed(key, version, bpmn)) {
                deployAnew(key, version, bpmn);
            }
        });
    }

    private boolean isDeployed(String key, String version, String bpmn) {
        return findDefinition(key, version).map(this::bpmn).filter(bpmn::equals).isPresent();
    }

    private void deployAnew(String key, String version, String bpmn) {
        try {
            flowable()
                    .getRepositoryService()
                    .createDeployment()
                    .key(key)
                    .category(version)
                    .addBytes(key + ".bpmn", bpmn.getBytes(StandardCharsets.UTF_8))
                    // the schema refuses a condition's language where its xsi:type is forgotten
                    .disableSchemaValidation()
                    .deploy();
        } catch (XMLException | FlowableException refused) {
            var cause = NestedExceptionUtils.getMostSpecificCause(refused);
            throw cause instanceof ProcessRefused known
                    ? known
                    : new ProcessRefused(List.of(String.valueOf(cause.getMessage())), refused);
        }
    }

    /** Starts the case's process and leads it to its first task. A case that has one already is left where it is. */
    public void start(UUID caseId, String key, String version, Map<String, Object> flags) {
        var checked = Flags.checked(flags);
        if (findStart(caseId).isPresent()) {
            return;
        }
        var definition = findDefinition(key, version)
                .orElseThrow(() -> new IllegalStateException("No process is deployed for " + key + " " + version));
        flowable()
                .getRuntimeService()
                .createProcessInstanceBuilder()
                .processDefinitionId(definition)
                .predefineProcessInstanceId(caseId.toString())
                .businessKey(caseId.toString())
                .variables(checked)
                .start();
    }

    /** @throws CaseHasNoProcess when the tenant has no such case in a process */
    public Position position(UUID caseId) {
        return findPosition(caseId).orElseThrow(() -> new CaseHasNoProcess(caseId));
    }

    /** Where the case is; empty until its process has been started. */
    public Optional<Position> findPosition(UUID caseId) {
        return findStart(caseId).map(start -> new Position(visits(caseId), start.ended()));
    }

    private List<Visit> visits(UUID caseId) {
        return db.sql("""
                        select act_id_, act_type_, start_time_, end_time_
                          from engine.act_hi_actinst
                         where proc_inst_id_ = :case
                         order by start_time_, id_
                        """)
                .param("case", caseId.toString())
                .query((row, number) -> new Visit(
                        row.getString(1),
                        Kind.of(row.getString(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        instant(row.getObject(4, OffsetDateTime.class))))
                .list();
    }

    public boolean isRunning(UUID caseId) {
        return findStart(caseId).filter(start -> !start.ended()).isPresent();
    }

    /**
     * Finishes the task that the case waits at and leads it to what follows by these flags.
     *
     * @param taskId the task's id in the BPMN file
     * @throws CaseNotAtTask when the case does not wait there, or somebody else has just finished it
     * @throws CaseHasNoProcess when the tenant has no such case in a process
     */
    public void complete(UUID caseId, String taskId, Map<String, Object> flags) {
        var checked = Flags.checked(flags);
        var tasks = flowable().getTaskService();
        var task =
                tasks.createTaskQuery().processInstanceId(caseId.toString()).taskDefinitionKey(taskId).list().stream()
                        .findFirst()
                        .orElseThrow(() -> new CaseNotAtTask(
                                caseId, taskId, position(caseId).current()));
        try {
            tasks.complete(task.getId(), checked);
        } catch (FlowableOptimisticLockingException overtaken) {
            throw new CaseNotAtTask(caseId, taskId, overtaken);
        }
    }

    /**
     * Leads a case on along another version of its process, from the tasks where it waits; they must be there under the same ids.
     * A case without a process is left alone.
     *
     * @param ways which ways that depend on answers are open in that version
     */
    public void move(UUID caseId, String key, String version, Map<String, Object> ways) {
        var checked = Flags.checked(ways);
        if (!isRunning(caseId)) {
            return;
        }
        var definition = findDefinition(key, version)
                .orElseThrow(() -> new IllegalStateException("No process is deployed for " + key + " " + version));
        flowable().getRuntimeService().setVariables(caseId.toString(), checked);
        flowable()
                .getProcessMigrationService()
                .createProcessInstanceMigrationBuilder()
                .migrateToProcessDefinition(definition)
                .migrate(caseId.toString());
    }

    /** Ends the process of the case where it is; where it was stays known. One that has ended is left. */
    public void end(UUID caseId) {
        if (isRunning(caseId)) {
            flowable().getRuntimeService().deleteProcessInstance(caseId.toString(), "withdrawn");
        }
    }

    /** Forgets the case: where it is and where it was. */
    public void delete(UUID caseId) {
        findStart(caseId).ifPresent(start -> {
            if (!start.ended()) {
                flowable().getRuntimeService().deleteProcessInstance(caseId.toString(), null);
            }
            flowable().getHistoryService().deleteHistoricProcessInstance(caseId.toString());
        });
    }

    /**
     * The drawing of the process that this case follows, which may be an older one than its package now has.
     *
     * @throws CaseHasNoProcess when the tenant has no such case in a process
     */
    public ProcessDrawing drawing(UUID caseId) {
        var start = findStart(caseId).orElseThrow(() -> new CaseHasNoProcess(caseId));
        return drawings.computeIfAbsent(start.definition(), definition -> ProcessDrawing.of(bpmn(definition)));
    }

    private Optional<Start> findStart(UUID caseId) {
        return db.sql("select proc_def_id_, end_time_ is not null from engine.act_hi_procinst where id_ = :case")
                .param("case", caseId.toString())
                .query((row, number) -> new Start(row.getString(1), row.getBoolean(2)))
                .optional();
    }

    private record Start(String definition, boolean ended) {}

    private Optional<String> findDefinition(String key, String version) {
        return db.sql("""
                        select definition.id_
                          from engine.act_re_deployment deployment
                          join engine.act_re_procdef definition on definition.deployment_id_ = deployment.id_
                         where deployment.key_ = :key
                           and deployment.category_ = :version
                         order by deployment.deploy_time_ desc, deployment.id_ desc
                         limit 1
                        """)
                .param("key", key)
                .param("version", version)
                .query(String.class)
                .optional();
    }

    private String bpmn(String definition) {
        return db.sql("""
                        select convert_from(file.bytes_, 'UTF8')
                          from engine.act_re_procdef definition
                          join engine.act_ge_bytearray file on file.deployment_id_ = definition.deployment_id_
                           and file.name_ = definition.resource_name_
                         where definition.id_ = :definition
                        """).param("definition", definition).query(String.class).single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @EventListener(ApplicationReadyEvent.class)
    void warmUp() {
        Thread.ofPlatform().name("engine").daemon().start(this::flowable);
    }

    private ProcessEngine flowable() {
        var running = flowable;
        if (running == null) {
            synchronized (this) {
                running = flowable;
                if (running == null) {
                    running = new Flowable(app, transactionManager, clock).buildProcessEngine();
                    flowable = running;
                }
            }
        }
        return running;
    }

    @Override
    public void destroy() {
        var running = flowable;
        if (running != null) {
            running.close();
        }
    }
}
