package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipInputStream;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.bench.ReadBack;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** After an objection that has succeeded a new notice takes the place of the one before (§ 72 VwGO). */
class NewNoticeTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff("angelburg", Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY,
            new Citizen(citizen)
                    .answering("ort", "angelburg")
                    .answering("email", "")
                    .send("angelburg", "reisegewerbekarte"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void theNewNoticeHoldsAndTheOldOneStaysReadable() throws IOException {
        refuse();
        var old = citizen.get(path + "/bescheid.pdf").body();
        clerk.post(
                "/arbeitsplatz/postversand",
                Map.of(
                        "case",
                        id.toString(),
                        "tag",
                        LocalDate.now(GermanDates.BERLIN).toString()));
        var objection = object();
        settle(objection, "abgeholfen");
        assertThat(clerk.get(desk).html().select("[aria-labelledby=h-schritte]").text())
                .contains("Neuer Bescheid", "steht aus");

        assertThat(decide(Map.of()).location()).endsWith("/neuer-bescheid");

        var text = text(citizen.await(path + "/bescheid-2.pdf")).replaceAll("\\s+", " ");
        assertThat(text).contains("ersetzt unseren Bescheid vom", objection.number(), "Sie haben recht (Łódź).");
        assertThat(citizen.get(path + "/bescheid.pdf").body()).isEqualTo(old);
        assertThat(column("outcome")).isEqualTo("bewilligt");
        var page = citizen.get(path).html();
        assertThat(page.select("ul.docs").text())
                .contains(
                        "gilt anstelle des früheren Bescheids", "Früherer Bescheid", "ersetzt durch den Bescheid vom");
        assertThat(page.select(".ready a").attr("href")).endsWith("/bescheid-2.pdf");
        assertThat(clerk.get(desk).html().select("ol.tl").text())
                .contains("hat nach dem Widerspruch neu entschieden", "Neuer Bescheid gesiegelt");
        assertThat(clerk.get(desk + "/neuer-bescheid").html().select("main").text())
                .contains("Neu entschieden:", "keinen Widerspruch, nach dem");
        assertThat(entries(clerk.get(desk + "/uebergabe.zip").body())).contains("bescheid.pdf", "bescheid-2.pdf");
        soon("select (notice = 2 and posted is null)::text from cases.notification where case_id = ?", "true");
        assertThat(clerk.get("/arbeitsplatz/postversand").html().text()).contains(sent.number());
        soon(
                "select (coalesce((select cents from cases.demand d where d.case_id = c.id), 0) = c.fee_cents)::text from cases.case c where id = ?",
                "true");
    }

    @Test
    void oneCanObjectToTheNewNoticeToo() {
        refuse();
        settle(object(), "teilweise");
        assertThat(citizen.get(path).html().select("form[action$=/widerspruch]"))
                .isEmpty();
        decide(Map.of("entscheidung", "abgelehnt"));
        citizen.await(path + "/bescheid-2.pdf");

        assertThat(citizen.get(path).html().select("form[action$=/widerspruch]"))
                .hasSize(1);
        var second = object();
        assertThat(second.path()).isNotEqualTo(path);
        assertThat(COUNTY.owner()
                        .sql("select count(distinct notice) from cases.objection where against = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void withoutSuccessThereIsNoNewNotice() {
        refuse();
        assertThat(alert(decide(Map.of()))).contains("inzwischen weiter");
        settle(object(), "abgegeben");

        assertThat(alert(decide(Map.of()))).contains("inzwischen weiter");
        assertThat(clerk.get(desk + "/neuer-bescheid").html().select("main").text())
                .contains("keinen Widerspruch, nach dem");
        assertThat(clerk.post(desk + "/neuer-bescheid/vorschau", Map.of("entscheidung", "bewilligt"))
                        .status())
                .isEqualTo(404);
        assertThat(COUNTY.staff("steffenberg", Role.CLERK)
                        .get(desk + "/neuer-bescheid")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void oneObjectionBringsOneNewNotice() {
        refuse();
        settle(object(), "abgeholfen");
        assertThat(alert(decide(Map.of("entscheidung", "gibt-es-nicht", "gruende", " "))))
                .contains("Wählen Sie die Entscheidung.", "Schreiben Sie die Gründe.");
        decide(Map.of());

        assertThat(alert(decide(Map.of()))).contains("inzwischen weiter");
        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.further_notice where case_id = ? and kind = 'ANEW'")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** As after a kill, when the event registry delivers again what may have been done already. */
    @Test
    void whatFollowsHappensOnceThoughItsEventComesTwice() {
        refuse();
        clerk.post(
                desk + "/berichtigung",
                Map.of("gesetz", "vwvfg", "falsch", "Herr", "richtig", "Frau", "grund", "Tippfehler"));
        citizen.await(path + "/berichtigung-1.pdf");
        settle(object(), "abgeholfen");
        decide(Map.of());
        citizen.await(path + "/bescheid-2.pdf");
        var correction = newest("CORRECTION");
        var anew = newest("ANEW");

        COUNTY.bean(Tenancy.class).run("angelburg", () -> {
            COUNTY.context().publishEvent(new Case.FurtherIssued("angelburg", id, correction));
            COUNTY.context().publishEvent(new Case.FurtherIssued("angelburg", id, anew));
            COUNTY.context().publishEvent(new Case.NoticeReplaced("angelburg", id, 2));
        });
        new ReadBack(COUNTY.owner()).awaitFollowUps(Duration.ofMinutes(2));

        assertThat(COUNTY.owner()
                        .sql(
                                "select kind || number from cases.letter where case_id = ? and kind <> 'RECEIPT' order by 1")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("CORRECTION1", "NOTICE1", "NOTICE2");
        soon("select count(*)::text from cases.entry where case_id = ? and kind in ('ANEW_READY', 'CORRECTED')", "2");
        soon(
                "select count(*)::text from platform.audit_entry where subject = ?::text and action = 'notice.provided'",
                "2");
    }

    private UUID newest(String kind) {
        return COUNTY.owner()
                .sql("select id from cases.further_notice where case_id = ? and kind = ?")
                .param(id)
                .param(kind)
                .query(UUID.class)
                .single();
    }

    private void refuse() {
        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Unzuverlässig."))
                        .location())
                .contains("erledigt=decided");
        citizen.await(path + "/bescheid.pdf");
    }

    private SentCase object() {
        return SentCase.of(
                COUNTY,
                citizen.post(path + "/widerspruch", Map.of("begruendung", "Bitte prüfen."))
                        .location());
    }

    private void settle(SentCase objection, String outcome) {
        assertThat(clerk.post(objection.desk() + "/entscheiden", Map.of("outcome", outcome, "reason", "Geprüft."))
                        .location())
                .contains("erledigt=decided");
        citizen.await(objection.path() + "/bescheid.pdf");
    }

    private Answer decide(Map<String, String> further) {
        var fields = new HashMap<>(Map.of("entscheidung", "bewilligt", "gruende", "Sie haben recht (Łódź)."));
        fields.putAll(further);
        return clerk.post(desk + "/neuer-bescheid", fields);
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }

    /** What follows a commit is there a moment later. */
    private void soon(String sql, String expected) {
        var found = List.<String>of();
        for (int patience = 0; patience < 300 && !found.contains(expected); patience++) {
            LockSupport.parkNanos(100_000_000);
            found = COUNTY.owner().sql(sql).param(id).query(String.class).list();
        }
        assertThat(found).containsExactly(expected);
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static List<String> entries(byte[] zip) throws IOException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private String column(String name) {
        return COUNTY.owner()
                .sql("select %s::text from cases.case where id = ?".formatted(name))
                .param(id)
                .query(String.class)
                .single();
    }
}
