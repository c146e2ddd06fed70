package org.allmende;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;

/**
 * What one tenant of the demo county has in further steps of a case, as paths.
 *
 * @param request what one of its own offices is asked, {@code requestFile} a file that is shown to it
 * @param outside what somebody outside is asked, opened by the citizen's browser
 * @param replyFile a file that came with an answer
 * @param visit a site visit that is ahead, as the clerk's calendar reads it, {@code visitFile} one of a record
 * @param ownVisit the same for the citizen's calendar
 * @param connector to somebody whose measurements are fetched, and who does not answer
 */
public record FurtherSample(
        String request,
        String requestFile,
        String outside,
        String outsideFile,
        String replyFile,
        String visit,
        String visitFile,
        String ownVisit,
        String connector) {

    static FurtherSample of(DemoCounty county, Visitor clerk, Visitor citizen, String slug, TenantSample.Sent sent) {
        return new Maker(county, clerk, citizen, slug, sent, TenantSample.desk(sent)).make();
    }

    private record Maker(
            DemoCounty county, Visitor clerk, Visitor citizen, String slug, TenantSample.Sent sent, String desk) {

        FurtherSample make() {
            clerk.post(
                    desk + "/teilbescheid",
                    Map.of("entscheidung", "abgelehnt", "umfang", "Das zweite Exemplar", "gruende", "Eines genügt."));
            var own = clerk.get(desk + "/stellungnahme").html().select("#amt option").eachAttr("value").stream()
                    .filter(office -> office.startsWith(slug + "/"))
                    .findFirst()
                    .orElseThrow();
            county.staff(slug, Role.ADMIN)
                    .post("/arbeitsplatz/geraete", Map.of("name", "Brückenfühler", "schalten", "true"));
            var request = ask(Map.of("wer", "amt", "amt", own));
            var outside = outside("Verband");
            var answered = outside("Kammer");
            var body = Multipart.of(Map.of("urteil", "text", "text", "Gut.", "name", "Probe"))
                    .file("datei", "probe.png", "image/png", Citizen.picture());
            citizen.post(outsidePath(answered), body.contentType(), body.bytes());
            return new FurtherSample(
                    "/arbeitsplatz/stellungnahmen/" + request,
                    "/arbeitsplatz/stellungnahmen/%s/datei/%s"
                            .formatted(request, file("opinion_request", "files", request)),
                    outsidePath(outside),
                    outsidePath(outside) + "/datei/" + sent.file(),
                    "%s/stellungnahme/%s/datei/%s".formatted(desk, answered, file("opinion", "reply_files", answered)),
                    "%s/ortstermin/%s.ics".formatted(desk, arrange()),
                    record(arrange()),
                    "/%s/vorgang/%s/ortstermin/%s.ics".formatted(slug, sent.number(), arrange()),
                    connect());
        }

        private String connect() {
            var added = county.staff(slug, Role.ADMIN)
                    .post(
                            "/arbeitsplatz/anbindungen/neu",
                            Map.of(
                                    "art",
                                    "PARKING",
                                    "name",
                                    "Parken",
                                    "adresse",
                                    "http://127.0.0.1:9/",
                                    "takt",
                                    "60",
                                    "sicht",
                                    "tenant",
                                    "aktion",
                                    "speichern"));
            return added.location().replaceFirst("[?].*", "");
        }

        private UUID outside(String name) {
            var id = ask(Map.of("wer", "stelle", "stelle", name, "email", "probe@stelle.example"));
            var code = clerk.post("%s/stellungnahme/%s/code".formatted(desk, id), Map.of())
                    .html()
                    .select(".kern-alert .big")
                    .text();
            citizen.post(outsidePath(id) + "/oeffnen", Map.of("code", code));
            return id;
        }

        private String outsidePath(UUID id) {
            return "/%s/stellungnahme/%s".formatted(slug, id);
        }

        private UUID ask(Map<String, String> whom) {
            var fields = new java.util.HashMap<>(whom);
            fields.put("frage", "Gibt es Bedenken?");
            fields.put("bis", LocalDate.now(GermanDates.BERLIN).plusDays(20).toString());
            fields.put("angabe", "person/vornamen");
            fields.put("datei", sent.file().toString());
            clerk.post(desk + "/stellungnahme", fields);
            return newest("opinion", "asked");
        }

        private UUID arrange() {
            clerk.post(
                    desk + "/ortstermin",
                    Map.of(
                            "tag", LocalDate.now(GermanDates.BERLIN).plusDays(8).toString(),
                            "zeit", "09:30",
                            "dauer", "60",
                            "ort", "Am Rathaus 1",
                            "teilnehmer", "Sie und wir"));
            return newest("site_visit", "changed");
        }

        private String record(UUID visit) {
            var body = Multipart.of(Map.of("protokoll", "Alles gesehen."))
                    .file("datei", "probe.png", "image/png", Citizen.picture());
            clerk.post("%s/ortstermin/%s/protokoll".formatted(desk, visit), body.contentType(), body.bytes());
            return "%s/ortstermin/%s/datei/%s".formatted(desk, visit, file("site_visit", "files", visit));
        }

        private UUID newest(String table, String order) {
            return county.owner()
                    .sql("select id from cases.%s where case_id = ? order by %s desc, id desc limit 1"
                            .formatted(table, order))
                    .param(sent.id())
                    .query(UUID.class)
                    .single();
        }

        private UUID file(String table, String column, UUID id) {
            return county.owner()
                    .sql("select unnest(%s) from cases.%s where id = ? limit 1".formatted(column, table))
                    .param(id)
                    .query(UUID.class)
                    .single();
        }
    }
}
