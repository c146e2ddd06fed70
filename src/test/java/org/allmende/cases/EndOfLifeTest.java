package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.DatabaseServer;
import org.allmende.platform.login.Role;
import org.allmende.platform.operations.Backups;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.Runner;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A name goes through everything, and in the end nobody finds it anywhere.
 * It is longer than 400 lines because one name lives through everything that keeps data.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndOfLifeTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "amoeneburg";
    private static final String CANARY = "Zwitscherlöffel";

    @TempDir
    private Path backups;

    /** The applicant; only one test lets the canary fly, since it looks for it everywhere. */
    private String name = "Rotkehlchen-Ößer";

    /** A case: its id, where its citizen sees it, where the office does. */
    @Test
    void aNameThatWentThroughEverythingIsFoundNowhereOnceItsCaseIsDeleted(CapturedOutput log) throws IOException {
        name = CANARY;
        var citizen = COUNTY.visitor();
        var sent = liveThrough(citizen);
        var files = files(sent.id());
        assertThat(mentions())
                .as("the name really was everywhere")
                .contains(
                        "cases.case",
                        "cases.search_word",
                        "cases.entry",
                        "cases.question",
                        "cases.fee_change",
                        "cases.opinion",
                        "cases.site_visit",
                        "cases.transfer",
                        "cases.further_notice",
                        "cases.notice_text",
                        "platform.mail",
                        "platform.file");

        assertThat(backupMentions("davor"))
                .as("a backup from before may still hold it")
                .isNotEmpty();

        owner("update cases.demand set paid = cents where case_id = :id", sent.id());
        owner("update cases.case set delete_after = current_date - 1 where id = :id", sent.id());
        owner(
                "update cases.draft set expires = current_date - 1 where id = (select draft from cases.case where id = :id)",
                sent.id());
        COUNTY.owner()
                .sql("update platform.mail set done = now() - interval '31 days' where tenant = :tenant")
                .param("tenant", TOWN)
                .update();
        List.of("draft deletion", "case deletion", "mail forgetting").forEach(EndOfLifeTest::work);

        assertThat(mentions()).as("tables of all schemas, the engine's too").isEmpty();
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(stored(file)).isFalse());
        assertThat(backupMentions("danach"))
                .as("a backup made since; those from before go with time, which NightlyTest proves")
                .isEmpty();
        assertThat(onDisk()).as("files in the data folder that name somebody").isEmpty();
        assertThat(log.getAll()).doesNotContain(CANARY).doesNotContain("zwitscherloeffel");
        assertThat(citizen.get(sent.path()).status()).isEqualTo(303);
    }

    /** The parts of a fresh backup in which the canary is found. */
    private Set<String> backupMentions(String called) throws IOException {
        var file = backups.resolve(called + ".zip");
        new Backups(COUNTY.bean(DatabaseServer.class), COUNTY.bean(Configuration.class), COUNTY.bean(Clock.class))
                .backup(file);
        var found = new TreeSet<String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                var content = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                if (content.contains(CANARY) || content.contains("zwitscherloeffel")) {
                    found.add(entry.getName());
                }
            }
        }
        Files.delete(file);
        return found;
    }

    /** Autosave, upload, sending, a question with its answer, a note, a changed fee, a decision, its letter, all ZIPs. */
    private SentCase liveThrough(Visitor citizen) {
        var sent = send(citizen);
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        clerk.post(sent.desk() + "/schreiben", Map.of("kind", "note", "text", name + " hat angerufen."));
        clerk.post(
                sent.desk() + "/schreiben",
                Map.of("kind", "message", "text", "Guten Tag " + name, "bis", "2099-01-01"));
        citizen.post(sent.path() + "/antwort", Map.of("text", "Ich heiße " + name));
        stepsBeside(sent, citizen, clerk);
        clerk.post(sent.desk() + "/gebuehr", Map.of("betrag", "5", "grund", name + " hat wenig Geld"));
        clerk.post(sent.desk() + "/entscheiden", Map.of("outcome", "bewilligt"));
        for (int patience = 0;
                patience < 150 && citizen.get(sent.path() + "/bescheid.pdf").status() != 200;
                patience++) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        clerk.post(
                sent.desk() + "/berichtigung",
                Map.of("gesetz", "vwvfg", "falsch", "Frau X", "richtig", name, "grund", "Tippfehler"));
        clerk.post(sent.desk() + "/versenden", Map.of());
        clerk.get(sent.desk() + "/uebergabe.zip");
        lead.get(sent.desk() + "/aussonderung.zip");
        lead.get("/arbeitsplatz/auskunft?q=" + java.net.URLEncoder.encode(name, StandardCharsets.UTF_8));
        citizen.get(sent.path() + "/auskunft.zip");
        return sent;
    }

    /** An opinion of another tenant, a site visit, a refusal to be handed on, a decision about a part. */
    private void stepsBeside(SentCase sent, Visitor citizen, Visitor clerk) {
        clerk.post(
                sent.desk() + "/stellungnahme",
                Map.of(
                        "wer", "amt",
                        "amt", "steffenberg/standesamt",
                        "frage", "Kennen Sie " + name + "?",
                        "bis", LocalDate.now(GermanDates.BERLIN).plusDays(9).toString(),
                        "angabe", "person/familienname"));
        clerk.post(
                sent.desk() + "/ortstermin",
                Map.of(
                        "tag",
                        LocalDate.now(GermanDates.BERLIN).plusDays(8).toString(),
                        "zeit",
                        "09:30",
                        "dauer",
                        "60",
                        "ort",
                        "Bei " + name,
                        "teilnehmer",
                        name));
        clerk.post(
                sent.desk() + "/weitergabe",
                Map.of(
                        "amt", "steffenberg/standesamt",
                        "grundlage", "einwilligung",
                        "warum", name + " hat dort geheiratet"));
        citizen.post(sent.path() + "/weitergabe", Map.of("antwort", "nein", "grund", "Ich bin " + name));
        clerk.post(
                sent.desk() + "/bescheidtext/speichern",
                Map.of("outcome", "abgelehnt", "text-anrede", "Guten Tag " + name));
        clerk.post(
                sent.desk() + "/teilbescheid",
                Map.of(
                        "entscheidung", "abgelehnt",
                        "umfang", "Das zweite Exemplar für " + name,
                        "gruende", name + " braucht nur eines"));
    }

    private SentCase send(Visitor citizen) {
        var check = new Citizen(citizen)
                .answering("ort", TOWN)
                .answering("familienname", name)
                .answering("email", mailName() + "@buerger.example")
                .answering("file", name + ".png")
                .fillIn(TOWN, "eheurkunde");
        var draft = check.address().getPath().replace("/pruefen", "");
        citizen.post(draft + "/kontakt/merken", Map.of("email", mailName() + "@buerger.example"));
        citizen.post(draft + "/kontakt", Map.of("email", mailName() + "@buerger.example"));
        return SentCase.of(COUNTY, new Citizen(citizen).sendChecked(citizen.get(draft + "/pruefen")));
    }

    private String mailName() {
        return name.equals(CANARY) ? "zwitscherloeffel" : "rotkehlchen";
    }

    @Test
    void aCaseThatIsHeldBackStaysUntilTheHoldIsLifted() {
        var sent = send(COUNTY.visitor());
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        lead.post(sent.desk() + "/sperren", Map.of("grund", "Klage beim Verwaltungsgericht"));
        assertThat(COUNTY.staff(TOWN, Role.CLERK)
                        .post(sent.desk() + "/entsperren", Map.of("grund", "egal"))
                        .status())
                .as("only the lead lifts a hold")
                .isEqualTo(403);
        assertThat(lead.get(sent.desk()).text()).contains("Klage beim Verwaltungsgericht");
        owner("update cases.case set delete_after = current_date - 1 where id = :id", sent.id());
        work("case deletion");
        assertThat(exists(sent)).isTrue();

        lead.post(sent.desk() + "/entsperren", Map.of("grund", "Urteil ist rechtskräftig"));
        work("case deletion");

        assertThat(exists(sent)).isFalse();
        assertThat(COUNTY.owner()
                        .sql("select action from platform.audit_entry where subject = :id order by seq")
                        .param("id", sent.id().toString())
                        .query(String.class)
                        .list())
                .contains("case.held", "case.hold-lifted", "case.deleted");
    }

    @Test
    void oneCaseThatCannotBeDeletedHoldsUpNoOther() {
        var stuck = send(COUNTY.visitor());
        var other = send(COUNTY.visitor());
        owner("update cases.case set delete_after = current_date - 900 where id = :id", stuck.id());
        owner("update cases.case set delete_after = current_date - 1 where id = :id", other.id());
        COUNTY.owner()
                .sql("create table cases.stuck (tenant text, id uuid, foreign key (tenant, id) references cases.case)")
                .update();
        try {
            COUNTY.owner()
                    .sql("insert into cases.stuck select tenant, id from cases.case where id = :id")
                    .param("id", stuck.id())
                    .update();
            work("case deletion");
            assertThat(exists(stuck)).isTrue();
            assertThat(exists(other)).isFalse();
        } finally {
            COUNTY.owner().sql("drop table cases.stuck").update();
        }
        work("case deletion");
        assertThat(exists(stuck)).isFalse();
    }

    @Test
    void theArchiveGetsEverythingWithHashesThatAreRight() throws IOException {
        var citizen = COUNTY.visitor();
        var sent = liveThrough(citizen);
        var archive = unzip(COUNTY.staff(TOWN, Role.LEAD)
                .get(sent.desk() + "/aussonderung.zip")
                .body());
        assertThat(archive.keySet()).contains("metadaten.xml", "antrag.json", "antrag.pdf", "bescheid.pdf");
        assertThat(text(archive.get("metadaten.xml"))).contains(name).contains("urn:allmende:aussonderung:1");
        var sums = text(archive.get("pruefsummen.sha256")).lines().toList();
        assertThat(sums).hasSize(archive.size() - 1);
        assertThat(sums)
                .allSatisfy(line ->
                        assertThat(sha256(archive.get(line.substring(66)))).isEqualTo(line.substring(0, 64)));
    }

    @Test
    void whoAsksGetsAllThatIsHeldAboutThemAndNothingOfOthers() throws IOException {
        var citizen = COUNTY.visitor();
        var sent = liveThrough(citizen);
        var own = unzip(citizen.get(sent.path() + "/auskunft.zip").body());
        assertThat(own.keySet()).contains("auskunft.json", "auskunft.pdf", "antrag.json", "antrag.pdf", "bescheid.pdf");
        assertThat(text(own.get("auskunft.json")))
                .contains(name)
                .contains("§ 62 PStG")
                .contains("\"payments\"")
                .as("the office's own notes")
                .doesNotContain("hat angerufen");
        assertThat(COUNTY.visitor().get(sent.path() + "/auskunft.zip").status()).isEqualTo(404);

        var lead = COUNTY.staff(TOWN, Role.LEAD);
        assertThat(lead.get("/arbeitsplatz/auskunft?q=Rotkehlchen").text()).contains(sent.number());
        var given = lead.post("/arbeitsplatz/auskunft", Map.of("case", sent.id().toString()));
        assertThat(text(unzip(given.body()).get("auskunft.json"))).contains("hat angerufen");
        assertThat(COUNTY.staff("biedenkopf", Role.LEAD)
                        .post("/arbeitsplatz/auskunft", Map.of("case", sent.id().toString()))
                        .status())
                .as("another town")
                .isEqualTo(404);
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean exists(SentCase sent) {
        return COUNTY.owner()
                        .sql("select count(*) from cases.case where id = :id")
                        .param("id", sent.id())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private static List<UUID> files(UUID id) {
        return COUNTY.owner().sql("""
                select file from cases.attachment where case_id = :id
                 union all
                select file from cases.letter where case_id = :id
                """).param("id", id).query(UUID.class).list();
    }

    private static boolean stored(UUID file) {
        return COUNTY.owner()
                        .sql("select count(*) from platform.file where id = :id")
                        .param("id", file)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static void owner(String sql, UUID id) {
        COUNTY.owner().sql(sql).param("id", id).update();
    }

    private static void work(String name) {
        COUNTY.context().getBeansOfType(DueWork.class).values().stream()
                .filter(work -> work.name().equals(name))
                .forEach(work -> COUNTY.bean(Runner.class).run(work));
    }

    /** The tables of all schemas in which some row holds the name, as it was typed or as it is searched for. */
    private static Set<String> mentions() {
        var found = new TreeSet<String>();
        for (var table : COUNTY.owner().sql("""
                select n.nspname || '.' || c.relname
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                """).query(String.class).list()) {
            var count = COUNTY.owner()
                    .sql("select count(*) from %s as it where it::text ilike any (array[:typed, :folded])"
                            .formatted(table))
                    .param("typed", "%" + CANARY + "%")
                    .param("folded", "%zwitscherloeffel%")
                    .query(Integer.class)
                    .single();
            if (count > 0) {
                found.add(table);
            }
        }
        return found;
    }

    /** Files below the data folder, logs among them, that hold the name in their own name or as plain text. */
    private static List<String> onDisk() {
        var name = CANARY.getBytes(StandardCharsets.UTF_8);
        try (var all = Files.walk(COUNTY.bean(Configuration.class).data())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(CANARY) || holds(file, name))
                    .map(Path::toString)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean holds(Path file, byte[] name) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(new String(name, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return false;
        }
    }
}
