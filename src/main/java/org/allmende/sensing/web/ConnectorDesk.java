package org.allmende.sensing.web;

import java.io.IOException;
import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.KeySafe;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.connectors.Connector;
import org.allmende.sensing.connectors.Connector.Kind;
import org.allmende.sensing.connectors.Connector.Problem;
import org.allmende.sensing.connectors.Connectors;
import org.allmende.sensing.connectors.Fetching;
import org.allmende.sensing.connectors.StandingLines;
import org.allmende.sensing.connectors.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where a tenant says whose data it fetches, and sees how that goes. */
@Controller
@RequestMapping("/arbeitsplatz/anbindungen")
class ConnectorDesk {

    private static final String PATH = "/arbeitsplatz/anbindungen";
    private static final String NEW = PATH + "/neu";
    private static final int SHOWN = 12;

    private final Tenancy tenancy;
    private final Connectors connectors;
    private final ConnectorEntry entry;
    private final Fetching fetching;
    private final Datastreams datastreams;
    private final StandingLines lines;
    private final KeySafe safe;
    private final Audit audit;

    ConnectorDesk(
            Tenancy tenancy,
            Connectors connectors,
            ConnectorEntry entry,
            Fetching fetching,
            Datastreams datastreams,
            StandingLines lines,
            KeySafe safe,
            Audit audit) {
        this.tenancy = tenancy;
        this.connectors = connectors;
        this.entry = entry;
        this.fetching = fetching;
        this.datastreams = datastreams;
        this.lines = lines;
        this.safe = safe;
        this.audit = audit;
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping
    View list(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        var items = tenancy.as(staff.tenant(), connectors::list).stream()
                .map(it -> ConnectorWords.item(page, it, PATH))
                .toList();
        var done = erledigt.equals("entfernt") ? page.t("sensing.connector.removed") : "";
        return page.show("sensing/connectors", new ConnectorsPage(items, ConnectorWords.kinds(page, NEW), done));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping("/{id}")
    View one(Page page, Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "") String erledigt) {
        var it = find(staff, id);
        var stations = tenancy.as(
                staff.tenant(),
                () -> connectors.targets(id).stream()
                        .flatMap(number -> datastreams.find(number).stream())
                        .map(stream -> new ConnectorsPage.Link(
                                stream.described().name(),
                                stream.visibility() == Visibility.PUBLIC
                                        ? "/sta/v1.1/Datastreams(%d)".formatted(stream.id())
                                        : ""))
                        .toList());
        var report = it.report();
        var done = List.of("gespeichert", "jetzt", "an", "aus").contains(erledigt)
                ? page.t("sensing.connector.done." + doneWord(erledigt))
                : "";
        return page.show(
                "sensing/connector",
                new ConnectorsPage.One(
                        ConnectorWords.item(page, it, PATH),
                        it.active(),
                        it.it().kind().isLine(),
                        ConnectorWords.facts(page, it),
                        report == null ? List.of() : ConnectorWords.refused(page, report.refused()),
                        stations,
                        done));
    }

    private static String doneWord(String typed) {
        return switch (typed) {
            case "jetzt" -> "now";
            case "an" -> "on";
            case "aus" -> "off";
            default -> "saved";
        };
    }

    private Connector find(Staff staff, UUID id) {
        return tenancy.as(staff.tenant(), () -> connectors.find(id).orElseThrow(NotFound::new));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping("/neu")
    View begin(Page page, @RequestParam(defaultValue = "") String art) {
        var kind = Kind.ofName(art).orElse(Kind.PEGELONLINE);
        var fields = kind.isLine() ? LineEntry.fresh() : Map.of("takt", "15", "sicht", Visibility.PUBLIC.key());
        return form(page, NEW, kind, fields, null, null, Map.of());
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping("/{id}/aendern")
    View edit(Page page, Staff staff, @PathVariable UUID id) {
        var it = find(staff, id);
        return form(page, change(id), it.it().kind(), ConnectorEntry.write(it.it()), null, null, Map.of());
    }

    private static String change(UUID id) {
        return PATH + "/" + id + "/aendern";
    }

    private View form(
            Page page,
            String action,
            Kind kind,
            Map<String, String> fields,
            @Nullable Table table,
            ConnectorForm.@Nullable Trial trial,
            Map<String, String> errors) {
        return page.show(
                "sensing/connector-form",
                new ConnectorForm(
                        action,
                        kind.name(),
                        ConnectorWords.kind(page, kind),
                        fields,
                        ConnectorWords.intervals(page),
                        ConnectorWords.audiences(page),
                        ConnectorWords.roles(page),
                        ConnectorEntry.columns(
                                fields,
                                table == null ? List.of() : table.headings(),
                                table == null ? List.of() : table.rows()),
                        trial,
                        errors));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping("/neu")
    View add(Page page, Staff staff, @RequestParam Map<String, String> typed) {
        var kind = Kind.ofName(typed.getOrDefault("art", "")).orElse(Kind.PEGELONLINE);
        return use(
                page,
                NEW,
                kind,
                typed,
                null,
                it -> tenancy.as(staff.tenant(), () -> {
                    var id = connectors.add(it);
                    keepSecret(staff, id, typed);
                    audit.record("sensing.connector-added", id, Map.of("name", it.name()));
                    return id;
                }));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping("/{id}/aendern")
    View change(Page page, Staff staff, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
        var was = find(staff, id);
        return use(
                page,
                change(id),
                was.it().kind(),
                typed,
                was,
                it -> tenancy.as(staff.tenant(), () -> {
                    connectors.change(id, it);
                    keepSecret(staff, id, typed);
                    audit.record("sensing.connector-changed", id, Map.of("name", it.name()));
                    return id;
                }));
    }

    private void keepSecret(Staff staff, UUID id, Map<String, String> typed) {
        if (!secret(typed).isEmpty()) {
            connectors.keepSecret(id, safe.lockText(secret(typed), staff.tenant(), id));
        }
    }

    private static String secret(Map<String, String> typed) {
        return typed.getOrDefault("geheimnis", "");
    }

    /** The secret that is kept is told to nobody else: another address or user needs it typed anew. */
    private void askForSecret(
            Page page,
            @Nullable Connector was,
            Connector.Draft draft,
            Map<String, String> typed,
            Map<String, String> errors) {
        if (was != null && was.secret() != null && secret(typed).isEmpty()) {
            var before = was.it().settings().network();
            var now = draft.settings().network();
            if (!was.it().url().equals(draft.url())
                    || before == null
                    || now == null
                    || !Objects.equals(before.user(), now.user())) {
                errors.put("geheimnis", page.t("sensing.connector.error.secret"));
            }
        }
    }

    private View use(
            Page page,
            String action,
            Kind kind,
            Map<String, String> typed,
            @Nullable Connector was,
            java.util.function.Function<Connector.Draft, UUID> save) {
        var errors = new LinkedHashMap<String, String>();
        if (kind == Kind.CSV && !typed.containsKey("kopf-0")) {
            return columns(page, action, typed, errors);
        }
        var draft = entry.read(page, kind, typed, errors);
        draft.ifPresent(it -> askForSecret(page, was, it, typed, errors));
        if (draft.isPresent() && errors.isEmpty() && "speichern".equals(typed.get("aktion"))) {
            try {
                return SeeOther.at(PATH + "/" + save.apply(draft.get()) + "?erledigt=gespeichert");
            } catch (Connectors.NameTaken taken) {
                errors.put("name", page.t("sensing.connector.error.taken"));
            }
        }
        var trial = draft.isPresent() && errors.isEmpty() ? attempt(page, draft.get(), was, typed) : null;
        return form(page, action, kind, typed, null, trial, errors);
    }

    /** The table is read before anybody can say what its columns are. */
    private View columns(Page page, String action, Map<String, String> typed, Map<String, String> errors) {
        Table table = null;
        try {
            var url = entry.address(page, typed, errors);
            table = url.isPresent() ? fetching.table(url.get()) : null;
        } catch (Fetching.Unusable other) {
            errors.put("adresse", ConnectorWords.problem(page, Problem.UNREADABLE, other.getMessage()));
        } catch (IOException silent) {
            errors.put("adresse", ConnectorWords.problem(page, Problem.SILENT, silent.getMessage()));
        }
        return form(page, action, Kind.CSV, typed, table, null, errors);
    }

    private ConnectorForm.Trial attempt(
            Page page, Connector.Draft draft, @Nullable Connector was, Map<String, String> typed) {
        if (draft.kind().isLine()) {
            var kept = was == null || was.secret() == null ? null : safe.openText(was.secret(), was.tenant(), was.id());
            var trouble = lines.attempt(draft, secret(typed).isEmpty() ? kept : secret(typed));
            return new ConnectorForm.Trial(
                    trouble.map(it -> ConnectorWords.problem(page, it.problem(), it.detail()))
                            .orElse(""),
                    page.t("sensing.connector.stands"),
                    List.of(),
                    List.of());
        }
        return switch (fetching.fetch(draft, null, null)) {
            case Fetching.Outcome.Found found ->
                new ConnectorForm.Trial(
                        "",
                        page.t(
                                "sensing.connector.trial",
                                found.harvest().rows(),
                                found.harvest().samples().size(),
                                found.harvest().refused().stream()
                                        .mapToInt(Connector.Reason::count)
                                        .sum()),
                        found.harvest().samples().stream()
                                .limit(SHOWN)
                                .map(it -> value(page, it))
                                .toList(),
                        ConnectorWords.refused(page, found.harvest().refused()));
            case Fetching.Outcome.Unchanged unchanged ->
                new ConnectorForm.Trial(ConnectorWords.problem(page, Problem.EMPTY, ""), "", List.of(), List.of());
            case Fetching.Outcome.Failed failed ->
                new ConnectorForm.Trial(
                        ConnectorWords.problem(page, failed.problem(), failed.detail()),
                        "",
                        List.of(),
                        failed.harvest() == null
                                ? List.of()
                                : ConnectorWords.refused(page, failed.harvest().refused()));
        };
    }

    private static ConnectorForm.Value value(Page page, org.allmende.sensing.connectors.Harvest.Sample it) {
        var symbol = it.quantity().unit().symbol();
        var number =
                NumberFormat.getNumberInstance(Messages.locale(page.lang())).format(it.value());
        return new ConnectorForm.Value(
                it.station().name(),
                it.quantity().name(),
                symbol == null || symbol.isEmpty() ? number : number + " " + symbol,
                GermanDates.moment(it.time()));
    }

    /** With the runner's next look, so that two instances do not ask at once. */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping("/{id}/jetzt")
    View now(Staff staff, @PathVariable UUID id) {
        find(staff, id);
        tenancy.run(staff.tenant(), () -> connectors.runNow(id));
        return SeeOther.at(PATH + "/" + id + "?erledigt=jetzt");
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping("/{id}/schalten")
    View switchTo(Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean an) {
        var it = find(staff, id);
        tenancy.run(staff.tenant(), () -> {
            connectors.switchTo(id, an);
            audit.record(
                    an ? "sensing.connector-on" : "sensing.connector-off",
                    id,
                    Map.of("name", it.it().name()));
        });
        return SeeOther.at(PATH + "/" + id + "?erledigt=" + (an ? "an" : "aus"));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping("/{id}/entfernen")
    View remove(Staff staff, @PathVariable UUID id) {
        var it = find(staff, id);
        tenancy.run(staff.tenant(), () -> {
            connectors.remove(id);
            audit.record("sensing.connector-removed", id, Map.of("name", it.it().name()));
        });
        return SeeOther.at(PATH + "?erledigt=entfernt");
    }
}
