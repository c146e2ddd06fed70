package org.allmende.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.cases.bpmn.Engine;
import org.allmende.cases.bpmn.Position;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Service;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.bpmn.Node;
import org.allmende.services.bpmn.ProcessModel;
import org.allmende.services.bpmn.ProcessWalk;
import org.allmende.services.form.Answers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves open cases to the version of their service that their tenant offers now. Without that they finish on the version with
 * which they began. Whether a case can move is tried first, and once more in the transaction that moves it.
 */
@Component
public class VersionMoves {

    /** So many are looked at together. */
    static final int AT_ONCE = 300;

    private final Tenancy tenancy;
    private final Cases cases;
    private final Proposals proposals;
    private final Entries entries;
    private final Processes processes;
    private final Engine engine;
    private final Services services;
    private final Audit audit;
    private final JdbcClient db;

    VersionMoves(
            Tenancy tenancy,
            Cases cases,
            Proposals proposals,
            Entries entries,
            Processes processes,
            Engine engine,
            Services services,
            Audit audit,
            JdbcClient db) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.proposals = proposals;
        this.entries = entries;
        this.processes = processes;
        this.engine = engine;
        this.services = services;
        this.audit = audit;
        this.db = db;
    }

    /** Why a case cannot move. */
    public enum Obstacle {
        /** The new process has no such place as the one where the case waits. */
        PLACE,
        /** The case stands between tasks that are done at the same time, or would come to stand there. */
        PARALLEL,
        /** The new form asks what the old one did not, or no longer knows an answer. */
        ANSWERS,
        /** What was decided is no decision of the new version. */
        DECISION
    }

    /**
     * A case on an older version.
     *
     * @param target the version that the tenant offers now
     * @param places names of the tasks that the case waits at; empty before its process has started
     */
    public record Candidate(Case it, String target, List<String> places, Optional<Obstacle> obstacle) {}

    /** Open cases of the offices of this member of staff on another version than their tenant offers now, the oldest first. */
    public List<Candidate> list(Staff staff) {
        return tenancy.as(staff.tenant(), () -> {
            var candidates = new ArrayList<Candidate>();
            for (var old : oldVersions(staff.tenant())) {
                db
                        .sql("""
                                select id
                                  from cases.case
                                 where tenant = platform.tenant()
                                   and service = :service and version = :version and state <> 'DONE'
                                 order by submitted, id
                                 limit :most
                                """)
                        .param("service", old.service())
                        .param("version", old.version())
                        .param("most", AT_ONCE)
                        .query(UUID.class)
                        .list()
                        .stream()
                        .flatMap(id -> cases.find(id).stream())
                        .filter(it -> staff.worksIn(it.office()))
                        .forEach(it -> candidates.add(candidate(it, old.target())));
            }
            return candidates.stream().limit(AT_ONCE).toList();
        });
    }

    private record Old(String service, String version, ServicePackage target) {}

    private List<Old> oldVersions(String tenant) {
        return db.sql("""
                        select distinct service, version
                          from cases.case
                         where tenant = platform.tenant() and state <> 'DONE'
                         order by service, version
                        """).query((row, number) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .flatMap(open -> services
                        .findAdopted(tenant, open.getKey())
                        .filter(offered -> !offered.version().toString().equals(open.getValue()))
                        .map(offered -> new Old(open.getKey(), open.getValue(), offered))
                        .stream())
                .toList();
    }

    private Candidate candidate(Case it, ServicePackage target) {
        var model = pack(it).process();
        var places = engine.findPosition(it.id()).map(Position::current).orElse(Set.of()).stream()
                .map(task -> model.findNode(task).map(Node::name).orElse(task))
                .toList();
        return new Candidate(it, target.version().toString(), places, findObstacle(it, target));
    }

    private ServicePackage pack(Case it) {
        return services.get(it.tenant(), it.service(), it.version()).pack();
    }

    private Optional<Obstacle> findObstacle(Case it, ServicePackage target) {
        var service = services.get(it.tenant(), it.service(), target.version().toString());
        var decided = Optional.ofNullable(it.outcome())
                .or(() -> proposals.find(it.id()).map(Proposal::outcome));
        if (decided.isPresent() && target.outcome().findDecision(decided.get()).isEmpty()) {
            return Optional.of(Obstacle.DECISION);
        }
        var run = service.run(Answers.parse(it.answers()), GermanDates.dayOf(it.submitted()));
        if (!run.complete() || !run.aside().equals(Answers.NONE)) {
            return Optional.of(Obstacle.ANSWERS);
        }
        return engine.findPosition(it.id()).flatMap(position -> findObstacle(it, service, position));
    }

    private Optional<Obstacle> findObstacle(Case it, Service service, Position position) {
        var model = service.pack().process();
        var places = position.current();
        if (places.stream()
                .anyMatch(task -> model.findNode(task).filter(Node::waits).isEmpty())) {
            return Optional.of(Obstacle.PLACE);
        }
        boolean between = places.size() > 1 || position.isAtJoin();
        var joins = joins(model);
        if (between) {
            return joins.equals(joins(pack(it).process())) ? Optional.empty() : Optional.of(Obstacle.PARALLEL);
        }
        var ways = Processes.ways(service, it);
        return places.stream().allMatch(task -> leadsToAnEnd(service.pack(), ways, task))
                ? Optional.empty()
                : Optional.of(Obstacle.PARALLEL);
    }

    /** Parallel gateways with what leads in and out. */
    private static Map<String, Set<String>> joins(ProcessModel model) {
        return model.nodes().values().stream()
                .filter(node -> node.kind() == Node.Kind.PARALLEL_GATEWAY)
                .collect(Collectors.toMap(
                        Node::id,
                        node -> model.flows().stream()
                                .filter(flow -> flow.source().equals(node.id())
                                        || flow.target().equals(node.id()))
                                .map(flow -> flow.source() + ">" + flow.target())
                                .collect(Collectors.toSet())));
    }

    /** Whoever begins between parallel tasks would wait for the others for ever. */
    private static boolean leadsToAnEnd(ServicePackage pack, Map<String, Object> ways, String task) {
        return pack.outcome().decisions().stream()
                .allMatch(decision -> new ProcessWalk(pack.process(), ways, task).leadsToAnEnd(decision.id()));
    }

    /**
     * Moves these cases, each in a transaction of its own.
     *
     * @return how many have moved; the others could not, or are none of this person's
     */
    public int move(Staff staff, List<UUID> ids) {
        if (!staff.isOneOf(Role.LEAD)) {
            throw new Forbidden();
        }
        int moved = 0;
        for (var id : ids) {
            moved += tenancy.as(staff.tenant(), () -> move(staff, id)) ? 1 : 0;
        }
        return moved;
    }

    private boolean move(Staff staff, UUID id) {
        var found = cases.find(id);
        if (found.isEmpty() || !staff.worksIn(found.get().office())) {
            return false;
        }
        var it = cases.lock(id);
        var target = services.findAdopted(it.tenant(), it.service());
        if (!it.state().isOpen()
                || target.isEmpty()
                || target.get().version().toString().equals(it.version())
                || findObstacle(it, target.get()).isPresent()) {
            return false;
        }
        var version = target.get().version().toString();
        processes.move(it, version);
        cases.changeVersion(id, version);
        entries.add(id, Entry.Kind.MOVED, staff.account(), staff.name(), false, version);
        audit.record("case.moved", id, Map.of("from", it.version(), "to", version));
        return true;
    }
}
