package org.allmende.sensing.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.connectors.Connector;
import org.allmende.sensing.connectors.Connector.Column.Role;
import org.allmende.sensing.connectors.Connector.Kind;
import org.allmende.sensing.connectors.Connector.Problem;
import org.jspecify.annotations.Nullable;

/** What pages say of connectors. */
final class ConnectorWords {

    private static final int MOST_DETAIL = 200;

    private ConnectorWords() {}

    static String kind(Page page, Kind kind) {
        return page.t("sensing.connector.kind." + key(kind));
    }

    private static String key(Enum<?> it) {
        return it.name().toLowerCase(Locale.ROOT);
    }

    static List<ConnectorsPage.Kind> kinds(Page page, String path) {
        return List.of(Kind.values()).stream()
                .map(it -> new ConnectorsPage.Kind(
                        path + "?art=" + it.name(), kind(page, it), page.t("sensing.connector.about." + key(it))))
                .toList();
    }

    static String problem(Page page, Problem problem, @Nullable String detail) {
        var said = detail == null ? "" : detail;
        return page.t(
                "sensing.connector.problem." + key(problem),
                said.length() > MOST_DETAIL ? said.substring(0, MOST_DETAIL) + " …" : said);
    }

    static ConnectorsPage.Item item(Page page, Connector it, String path) {
        var state = state(it);
        var report = it.report();
        var problem = it.problem();
        return new ConnectorsPage.Item(
                path + "/" + it.id(),
                it.it().name(),
                kind(page, it.it().kind()),
                page.t("sensing.connector.state." + state),
                switch (state) {
                    case "good" -> "success";
                    case "failing" -> "danger";
                    case "partly" -> "warning";
                    default -> "mute";
                },
                problem == null ? "" : problem(page, problem, it.detail()),
                moment(page, it.lastSuccess()),
                next(page, it),
                report == null
                        ? page.t("sensing.connector.none")
                        : page.t(
                                it.it().kind().isLine() ? "sensing.connector.uplinks" : "sensing.connector.rows",
                                report.rows(),
                                report.stored(),
                                report.known(),
                                report.refusedRows()));
    }

    /** A line that stands is not opened anew. */
    private static String next(Page page, Connector it) {
        return it.active() && !(it.it().kind().isLine() && it.problem() == null)
                ? GermanDates.moment(it.nextRun())
                : page.t("sensing.connector.never");
    }

    private static String state(Connector it) {
        if (!it.active()) {
            return "off";
        }
        if (it.problem() != null) {
            return "failing";
        }
        if (it.lastSuccess() == null) {
            return it.it().kind().isLine() ? "opening" : "waiting";
        }
        return it.report() != null && !it.report().refused().isEmpty() ? "partly" : "good";
    }

    static String moment(Page page, @Nullable Instant moment) {
        return moment == null ? page.t("sensing.connector.never") : GermanDates.moment(moment);
    }

    static List<ConnectorsPage.Refused> refused(Page page, List<Connector.Reason> reasons) {
        return reasons.stream()
                .map(it -> new ConnectorsPage.Refused(
                        page.t("sensing.connector.why." + key(it.why())), it.count(), it.example()))
                .toList();
    }

    static Map<String, String> facts(Page page, Connector it) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(page.t("sensing.connector.kind"), kind(page, it.it().kind()));
        facts.put(page.t("sensing.connector.address"), it.it().url().toString());
        if (it.it().kind().isLine()) {
            var network = it.it().settings().network();
            var report = it.report();
            facts.put(
                    page.t("sensing.connector.user"),
                    network == null || network.user() == null ? page.t("sensing.connector.never") : network.user());
            facts.put(page.t("sensing.connector.heard"), moment(page, report == null ? null : report.last()));
        } else {
            facts.put(page.t("sensing.connector.every"), every(page, it.it().every()));
            facts.put(
                    page.t("sensing.connector.audience"), audience(page, it.it().visibility()));
        }
        facts.put(page.t("sensing.connector.last"), moment(page, it.lastSuccess()));
        facts.put(page.t("sensing.connector.tried"), moment(page, it.lastTry()));
        facts.put(page.t("sensing.connector.next"), next(page, it));
        if (it.failures() > 0 && it.problem() != null) {
            facts.put(page.t("sensing.connector.failures"), String.valueOf(it.failures()));
        }
        return facts;
    }

    static String every(Page page, Duration every) {
        return page.t("sensing.connector.minutes", every.toMinutes());
    }

    static String audience(Page page, Visibility it) {
        return page.t("sensing.connector.audience." + it.key());
    }

    static Map<String, String> intervals(Page page) {
        var all = new LinkedHashMap<String, String>();
        ConnectorEntry.MINUTES.forEach(it -> all.put(String.valueOf(it), every(page, Duration.ofMinutes(it))));
        return all;
    }

    static Map<String, String> audiences(Page page) {
        var all = new LinkedHashMap<String, String>();
        for (var it : Visibility.values()) {
            all.put(it.key(), audience(page, it));
        }
        return all;
    }

    static Map<String, String> roles(Page page) {
        var all = new LinkedHashMap<String, String>();
        for (var it : Role.values()) {
            all.put(it.name(), page.t("sensing.connector.role." + key(it)));
        }
        return all;
    }
}
