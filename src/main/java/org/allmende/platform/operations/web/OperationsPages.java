package org.allmende.platform.operations.web;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.operations.AuditWalk;
import org.allmende.platform.operations.GivenUp;
import org.allmende.platform.operations.Operation;
import org.allmende.platform.operations.Operation.Kind;
import org.allmende.platform.operations.Operations;
import org.allmende.platform.operations.Outage;
import org.allmende.platform.operations.web.OperationsPage.Card;
import org.allmende.platform.operations.web.OperationsPage.Line;
import org.allmende.platform.operations.web.OperationsPage.Link;
import org.allmende.platform.operations.web.OperationsPage.Night;
import org.allmende.platform.operations.web.OperationsPage.Remark;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The operator's page: whether everything runs, what waits, and what to do; no case and no name.
 */
@Controller
class OperationsPages {

    private static final Duration STALE = Duration.ofHours(26);
    private static final Duration LATE = Duration.ofMinutes(15);
    private static final int NIGHTS = 14;

    private final State state;
    private final Operations record;
    private final AuditWalk audits;
    private final Configuration configuration;
    private final Clock clock;
    private final String version;
    private final List<GivenUp> givenUp;
    private final List<Outage> outages;

    OperationsPages(
            State state,
            Operations record,
            AuditWalk audits,
            Configuration configuration,
            Clock clock,
            List<GivenUp> givenUp,
            List<Outage> outages,
            ObjectProvider<BuildProperties> build) {
        this.state = state;
        this.record = record;
        this.audits = audits;
        this.configuration = configuration;
        this.clock = clock;
        this.givenUp = givenUp;
        this.outages = outages;
        this.version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("–");
    }

    @Allowed(Role.OPERATOR)
    @GetMapping("/arbeitsplatz/betrieb")
    View operations(Page page, @RequestParam(required = false) @Nullable String geprueft) {
        return page.show("platform/operations", new Look(page, clock.instant()).take(geprueft != null));
    }

    @Allowed(Role.OPERATOR)
    @PostMapping("/arbeitsplatz/betrieb/pruefen")
    View verify() {
        audits.verifyAll();
        return new RedirectView("/arbeitsplatz/betrieb?geprueft");
    }

    /** One look at everything. */
    private final class Look {

        private final Page page;
        private final Instant now;
        private final NumberFormat numbers;
        private final List<Remark> remarks = new ArrayList<>();

        Look(Page page, Instant now) {
            this.page = page;
            this.now = now;
            this.numbers = NumberFormat.getIntegerInstance(Messages.locale(page.lang()));
        }

        OperationsPage take(boolean checked) {
            var cards = List.of(audit(), backup(), queues(), mail(), files(), versions(), room());
            for (var outage : outages) {
                outage.since().get().ifPresent(since -> remark(outage.key(), false, moment(since)));
            }
            var good =
                    cards.stream().filter(card -> card.kind().equals("success")).count();
            return new OperationsPage(GermanDates.moment(now), checked, good, List.copyOf(remarks), cards);
        }

        private Card audit() {
            var last = record.findLast(Kind.AUDIT);
            var broken = last.isPresent() && !last.get().succeeded();
            if (broken) {
                remark("audit", true, String.valueOf(last.get().failure()));
            }
            var verdict = last.isEmpty() ? "open" : broken ? "broken" : "proven";
            return new Card(
                    "shield",
                    page.t("operations.audit"),
                    last.isEmpty() ? "" : broken ? "danger" : "success",
                    page.t("operations.audit." + verdict),
                    true,
                    last.map(it -> number(it.rows())).orElse(null),
                    page.t("operations.audit.entries"),
                    List.of(),
                    List.of(
                            line("audit.tenants", last.map(Operation::subject).orElse("–")),
                            line(
                                    "audit.when",
                                    last.map(it -> moment(it.began())).orElse("–")),
                            line(
                                    "audit.took",
                                    last.map(it -> seconds(it.took())).orElse("–")),
                            line("audit.tables", number(state.tables()))),
                    null);
        }

        private Card backup() {
            var made = record.findLast(Kind.BACKUP);
            var good = record.findLastGood(Kind.BACKUP);
            var tried = record.findLastGood(Kind.REHEARSAL);
            var failed = made.filter(it -> !it.succeeded())
                    .or(() -> record.findLast(Kind.REHEARSAL).filter(it -> !it.succeeded()));
            var verdict = "good";
            if (failed.isPresent()) {
                verdict = "failed";
                remark("backup.failed", true, String.valueOf(failed.get().failure()));
            } else if (good.isEmpty()) {
                verdict = "none";
                remark("backup.none", false);
            } else if (configuration.backup().configured()
                    && good.get().began().plus(STALE).isBefore(now)) {
                verdict = "old";
                remark("backup.old", true, moment(good.get().began()));
            } else if (tried.isEmpty()) {
                verdict = "untried";
                remark("backup.untried", false);
            } else if (!configuration.backup().configured()) {
                verdict = "byHand";
                remark("backup.byHand", false);
            }
            return new Card(
                    "cloud_upload",
                    page.t("operations.backup"),
                    verdict.equals("good")
                            ? "success"
                            : verdict.equals("failed") || verdict.equals("old") ? "danger" : "warning",
                    page.t("operations.backup." + verdict + ".word"),
                    false,
                    null,
                    null,
                    nights(),
                    List.of(
                            line(
                                    "backup.last",
                                    good.map(it -> moment(it.began())).orElse("–")),
                            line(
                                    "backup.size",
                                    good.map(it -> bytes(it.bytes())).orElse("–")),
                            line(
                                    "backup.tried",
                                    tried.map(it -> moment(it.began())).orElse("–")),
                            line(
                                    "backup.took",
                                    tried.map(it -> seconds(it.took())).orElse("–")),
                            line("backup.keys", page.t("operations.backup.apart"))),
                    null);
        }

        /** The last fortnight, the oldest first. */
        private List<Night> nights() {
            var today = GermanDates.dayOf(now);
            var made = record.list(Kind.BACKUP, 100).stream()
                    .collect(Collectors.groupingBy(
                            it -> GermanDates.dayOf(it.began()), Collectors.partitioningBy(Operation::succeeded)));
            var tried = record.list(Kind.REHEARSAL, 100).stream()
                    .filter(Operation::succeeded)
                    .map(it -> GermanDates.dayOf(it.began()))
                    .collect(Collectors.toSet());
            return IntStream.rangeClosed(1, NIGHTS)
                    .mapToObj(night -> today.minusDays(NIGHTS - (long) night))
                    .map((LocalDate day) -> {
                        var of = made.get(day);
                        var word = of == null
                                ? "none"
                                : of.getOrDefault(true, List.of()).isEmpty() ? "bad" : "good";
                        return new Night(word, tried.contains(day));
                    })
                    .toList();
        }

        private Card queues() {
            var it = state.followUps();
            var oldest = it.oldest();
            var since = oldest == null ? "–" : moment(oldest);
            var late = oldest != null && oldest.plus(LATE).isBefore(now);
            if (it.failed() > 0 && late) {
                remark("queues.failed", true, it.failed());
            } else if (late) {
                remark("queues.late", false, since);
            }
            long dead =
                    givenUp.stream().mapToLong(one -> one.count().getAsLong()).sum();
            if (dead > 0) {
                remark("queues.dead", false, dead);
            }
            return new Card(
                    "layers",
                    page.t("operations.queues"),
                    late ? (it.failed() > 0 ? "danger" : "warning") : "success",
                    page.t(late ? "operations.queues.slow" : "operations.fine"),
                    false,
                    null,
                    null,
                    List.of(),
                    List.of(
                            line("queues.waiting", number(it.waiting())),
                            line("queues.again", number(it.failed())),
                            line("queues.oldest", since),
                            line("queues.dead", number(dead))),
                    null);
        }

        private Card mail() {
            var letters = state.letters();
            var failed = letters.getOrDefault("FAILED", 0L);
            var configured = configuration.mail().configured();
            if (failed > 0) {
                remark("mail.failed", false, failed);
            }
            var last = state.lastLetter();
            return new Card(
                    "mail",
                    page.t("operations.mail"),
                    failed > 0 ? "warning" : "success",
                    page.t(
                            failed > 0
                                    ? "operations.mail.some"
                                    : configured ? "operations.fine" : "operations.mail.kept.word"),
                    false,
                    null,
                    null,
                    List.of(),
                    List.of(
                            line("mail.sent", number(letters.getOrDefault("SENT", 0L))),
                            line("mail.waiting", number(letters.getOrDefault("WAITING", 0L))),
                            line("mail.failed", number(failed)),
                            line("mail.kept", number(letters.getOrDefault("KEPT", 0L))),
                            line("mail.last", last == null ? "–" : moment(last))),
                    null);
        }

        private Card files() {
            var files = state.files();
            var scanner = configuration.files().clamav();
            var configured = scanner != null && !scanner.isBlank();
            var answers = configured && ScannerPing.answers(String.valueOf(scanner));
            var held = files.getOrDefault("QUARANTINED", 0L);
            if (configured && !answers) {
                remark("files.down", true, held);
            } else if (!configured && !configuration.demo()) {
                remark("files.none", false);
            }
            return new Card(
                    "verified_user",
                    page.t("operations.files"),
                    answers ? "success" : configured ? "danger" : "warning",
                    page.t(
                            answers
                                    ? "operations.files.answers"
                                    : configured ? "operations.files.silent" : "operations.files.unset"),
                    false,
                    null,
                    null,
                    List.of(),
                    List.of(
                            line("files.clean", number(files.getOrDefault("CLEAN", 0L))),
                            line("files.own", number(files.getOrDefault("OWN", 0L))),
                            line("files.unscanned", number(files.getOrDefault("NOT_SCANNED", 0L))),
                            line("files.held", number(held)),
                            line("files.infected", number(files.getOrDefault("INFECTED", 0L)))),
                    null);
        }

        private Card versions() {
            return new Card(
                    "inventory_2",
                    page.t("operations.versions"),
                    "",
                    "",
                    false,
                    null,
                    null,
                    List.of(),
                    List.of(
                            new Line("Allmende", version),
                            new Line("Java", Runtime.version().toString()),
                            new Line("PostgreSQL", state.postgres()),
                            line(
                                    "versions.since",
                                    moment(Instant.ofEpochMilli(
                                            ManagementFactory.getRuntimeMXBean().getStartTime())))),
                    PartsList.isThere() ? new Link(page.t("operations.versions.sbom"), PartsList.PATH) : null);
        }

        private Card room() {
            var room = state.room();
            var memory = ManagementFactory.getMemoryMXBean();
            var used = memory.getHeapMemoryUsage().getUsed()
                    + memory.getNonHeapMemoryUsage().getUsed();
            if (room.scarce()) {
                remark("room.scarce", true, bytes(room.free()));
            }
            return new Card(
                    "database",
                    page.t("operations.room"),
                    room.scarce() ? "danger" : "success",
                    page.t(room.scarce() ? "operations.room.little" : "operations.room.enough"),
                    false,
                    null,
                    null,
                    List.of(),
                    List.of(
                            line("room.free", bytes(room.free())),
                            line("room.total", bytes(room.total())),
                            line("room.database", bytes(state.databaseBytes())),
                            line("room.memory", bytes(used)),
                            line(
                                    "room.data",
                                    String.valueOf(Path.of("")
                                            .toAbsolutePath()
                                            .resolve(configuration.data())
                                            .getFileName()))),
                    null);
        }

        private void remark(String key, boolean grave, Object... values) {
            remarks.add(new Remark(
                    page.t("operations." + key + ".remark", values),
                    page.t("operations." + key + ".remedy", values),
                    grave));
        }

        private Line line(String key, String value) {
            return new Line(page.t("operations." + key), value);
        }

        private String number(long number) {
            return numbers.format(number);
        }

        private String moment(Instant moment) {
            return GermanDates.moment(moment);
        }

        private String seconds(Duration took) {
            return String.format(locale(), "%.1f s", took.toMillis() / 1000.0);
        }

        private String bytes(long bytes) {
            return bytes < 1_000_000_000L
                    ? String.format(locale(), "%.1f MB", bytes / 1e6)
                    : String.format(locale(), "%.1f GB", bytes / 1e9);
        }

        private Locale locale() {
            return Messages.locale(page.lang());
        }
    }
}
