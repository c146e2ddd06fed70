package org.allmende;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.SamplePlan;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Assignment;
import org.allmende.platform.login.Invitations;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Visibility;
import org.jsoup.nodes.Element;

/**
 * What one tenant of the demo county has that a route can be tried with: an application that is not sent yet, and three
 * cases of one applicant, one new, one with an open question, one with its notice.
 * It is longer than 400 lines because every kind of page needs its thing, all of the same tenant.
 *
 * @param closed a case that is done: it was refused
 * @param canary the applicant's name, which nobody but this tenant's clerks and the applicant may ever read
 * @param citizen the applicant, with draft and cases opened by their codes
 * @param draft path of the application that is not sent yet, with all questions answered
 * @param steps paths of its questions
 * @param draftFile the file that was added to it
 * @param upload path of a file of which nothing has come yet
 * @param mail a letter that has left, or will
 * @param invitation path of a link for a new colleague
 * @param counter path of an application that a clerk fills in at the counter, all questions answered; counterSent one that is sent
 * @param payment path at which what the decided case costs can be paid
 * @param workshop path of a service that is described and handed in
 * @param plan path of a released plan
 * @param here path of what holds in it
 * @param feature path of the same for others' programs
 * @param draftPlan path of a plan that is not released, where its planners see it
 * @param changedPlan path of a plan that changes the released one
 * @param station path of a gauge that measures
 * @param moving a case whose applicant is asked whether another tenant may have it
 * @param rule path of a rule over it
 * @param subscription path that is in somebody's letters, who has not confirmed yet
 * @param further what there is in further steps of the new case
 */
public record TenantSample(
        String slug,
        String canary,
        Visitor citizen,
        String draft,
        List<String> steps,
        UUID draftFile,
        String upload,
        Sent fresh,
        Sent asked,
        Sent decided,
        Sent closed,
        UUID mail,
        String invitation,
        String counter,
        String counterSent,
        String payment,
        String workshop,
        String plan,
        String here,
        String draftPlan,
        String changedPlan,
        String feature,
        String station,
        Sent moving,
        String rule,
        String subscription,
        FurtherSample further) {

    public static final String SERVICE = "eheurkunde";

    /** A case: as the office and as the citizen calls it, and the code that opens it. */
    public record Sent(UUID id, String number, String code, UUID file) {}

    Stream<Sent> cases() {
        return Stream.of(fresh, asked, decided);
    }

    /** Where the citizen sees a case. */
    String status(Sent it) {
        return "/%s/vorgang/%s".formatted(slug, it.number());
    }

    /** Where a visitor says what is missing. */
    String feedback() {
        return "/%s/leistungen/%s/rueckmeldung".formatted(slug, SERVICE);
    }

    /** Where the planners see the released plan. */
    String planDesk() {
        return plan.replace("/" + slug, "/arbeitsplatz");
    }

    /** Where the office sees a case. */
    static String desk(Sent it) {
        return "/arbeitsplatz/vorgaenge/" + it.id();
    }

    static TenantSample of(DemoCounty county, String slug) {
        return new Maker(county, slug).make();
    }

    private record Maker(DemoCounty county, String slug, String canary, Visitor citizen) {

        Maker(DemoCounty county, String slug) {
            this(county, slug, canary(slug), county.visitor());
        }

        private static String canary(String slug) {
            return "Kanarienvogel-" + Character.toUpperCase(slug.charAt(0)) + slug.substring(1);
        }

        TenantSample make() {
            var clerk = county.staff(slug, Role.CLERK);
            var asked = send();
            clerk.post(desk(asked, "schreiben"), Map.of("kind", "note", "text", canary + " hat angerufen."));
            clerk.post(
                    desk(asked, "schreiben"),
                    Map.of(
                            "kind",
                            "message",
                            "text",
                            canary + ", bitte?",
                            "bis",
                            LocalDate.now(GermanDates.BERLIN).plusDays(9).toString()));
            var decided = send();
            clerk.post(desk(decided, "uebernehmen"), Map.of());
            clerk.post(desk(decided, "entscheiden"), Map.of("outcome", "bewilligt"));
            var closed = send();
            clerk.post(desk(closed, "entscheiden"), Map.of("outcome", "abgelehnt", "reason", canary + " fehlt."));
            var fresh = send();
            waitForNotice(decided);
            waitForNotice(closed);
            makeReceiver(decided);
            county.staff(slug, Role.LEAD).post("/arbeitsplatz/zahlen/veroeffentlichung", Map.of("zeigen", "ja"));
            citizen.post(
                    "/%s/leistungen/%s/rueckmeldung/text".formatted(slug, SERVICE),
                    Map.of("seite", "bescheid", "text", "Ein Bild würde helfen."));
            var desk = upload(clerk);
            county.staff(slug, Role.LEAD).post(desk + "/freigeben", Map.of());
            var plan = desk.replace("/arbeitsplatz", "/" + slug);
            var here = county.visitor()
                    .get(plan)
                    .html()
                    .select("a[href^=/karte/hier]")
                    .attr("href");
            var check = applicant().fillIn(slug, SERVICE);
            var draft = check.address().getPath().replace("/pruefen", "");
            var station = station();
            return new TenantSample(
                    slug,
                    canary,
                    citizen,
                    draft,
                    steps(check, draft),
                    fileOfDraft(draft),
                    upload(draft),
                    fresh,
                    asked,
                    decided,
                    closed,
                    mail(),
                    invite(),
                    atCounter(clerk),
                    sentFromCounter(clerk),
                    payment(decided),
                    workshop(clerk),
                    plan,
                    here,
                    upload(clerk),
                    changed(clerk, plan),
                    feature(plan),
                    station,
                    moving(clerk),
                    rule(clerk, station),
                    subscription(station),
                    FurtherSample.of(county, clerk, citizen, slug, fresh));
        }

        private Sent moving(Visitor clerk) {
            // if a walker agrees, another tenant may read this one: it does not bear the canary's name
            var moving = send(new Citizen(citizen).answering("ort", slug).answering("familienname", "Umzug"));
            var to = clerk.get(desk(moving, "weitergabe")).html().select("#amt option").eachAttr("value").stream()
                    .filter(office -> !office.isEmpty())
                    .findFirst()
                    .orElseThrow();
            clerk.post(
                    desk(moving, "weitergabe"),
                    Map.of("amt", to, "grundlage", "einwilligung", "warum", "Die Ehe wurde dort geschlossen."));
            return moving;
        }

        /** Gives the path of a version of the plan. */
        private String changed(Visitor clerk, String plan) {
            var young = SamplePlan.of(slug)
                    .with("<xplan:rechtsstand>4000", "<xplan:rechtsstand>1000")
                    .with("<xplan:GRZ>0.3", "<xplan:GRZ>0.4");
            var desk = upload(clerk, young.zip());
            clerk.post(desk + "/fassung", Map.of("von", plan.substring(plan.lastIndexOf('/') + 1), "art", "change"));
            county.staff(slug, Role.LEAD).post(desk + "/freigeben", Map.of());
            return desk.replace("/arbeitsplatz", "/" + slug);
        }

        private String station() {
            var gauge = Gauge.at(
                    county, slug, "Pegel <" + slug + ">", Visibility.PUBLIC, hour -> 120 + 200 * Math.exp(-hour / 40));
            return "/%s/daten/%d".formatted(slug, gauge.id());
        }

        private String rule(Visitor clerk, String station) {
            var added = clerk.post(
                            "/arbeitsplatz/regeln/neu",
                            Map.of(
                                    "art",
                                    "threshold",
                                    "name",
                                    "Hochwasser <" + slug + ">",
                                    "grenze",
                                    "200",
                                    "station",
                                    station.substring(station.lastIndexOf('/') + 1)))
                    .location();
            return added.substring(added.indexOf("/arbeitsplatz"));
        }

        private String subscription(String station) {
            var reader = new Inbox(county, slug + ".leserin@musterau.example");
            county.visitor().post(station + "/abonnement", Map.of("stufe", "Meldestufe 1", "email", reader.address()));
            return reader.link();
        }

        private Citizen applicant() {
            return new Citizen(citizen)
                    .answering("ort", slug)
                    .answering("familienname", canary)
                    .answering("file", canary + ".png");
        }

        private Sent send() {
            return send(applicant());
        }

        private Sent send(Citizen applicant) {
            var sent = applicant.send(slug, SERVICE);
            var number = sent.address().getPath().replaceFirst(".*/vorgang/([^/]+)/.*", "$1");
            var code = citizen.cookies().stream()
                    .filter(cookie -> cookie.getPath().endsWith("/vorgang/" + number))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            return county.owner()
                    .sql("""
                    select c.id, c.number, :code as code, a.file
                      from cases.case c
                      join cases.attachment a on a.tenant = c.tenant and a.case_id = c.id
                     where c.number = :number
                     limit 1
                    """)
                    .param("number", number)
                    .param("code", code)
                    .query(Sent.class)
                    .single();
        }

        private static List<String> steps(Answer check, String draft) {
            return check.html().select("a[href^=" + draft + "/]").stream()
                    .map(Element::attributes)
                    .map(attributes -> attributes.get("href").replaceFirst("[#?].*", ""))
                    .filter(path -> !path.endsWith("/pruefen"))
                    .distinct()
                    .toList();
        }

        private String upload(String draft) {
            return citizen.send(citizen.request(draft + "/vollmacht/hochladen/datei")
                            .header("Tus-Resumable", "1.0.0")
                            .header("Upload-Length", "1000")
                            .POST(BodyPublishers.noBody()))
                    .location();
        }

        private UUID fileOfDraft(String draft) {
            return county.owner()
                    .sql("select file from cases.attachment where draft = :draft::uuid limit 1")
                    .param("draft", draft.substring(draft.lastIndexOf('/') + 1))
                    .query(UUID.class)
                    .single();
        }

        /** Software that hears of nothing that happens here, and a message to it that was given up. */
        private void makeReceiver(Sent it) {
            var added = county.staff(slug, Role.ADMIN)
                    .post(
                            "/arbeitsplatz/uebergabe",
                            Map.of("name", "Probe", "adresse", "http://127.0.0.1:9/", "ereignis", "case.closed"));
            if (added.status() != 200) {
                throw new AssertionError("no receiver: " + added);
            }
            county.owner().sql("""
                    insert into cases.delivery (tenant, id, receiver, case_id, event, state, attempts, next_attempt,
                                                created, done, status, answer, failure)
                    select tenant, gen_random_uuid(), id, :case, 'case.decided', 'DEAD', 8, now(), now(), now(), 500,
                           'Probe <b>500</b>', 'REFUSED'
                      from cases.receiver
                     where tenant = :tenant
                    """).param("case", it.id()).param("tenant", slug).update();
        }

        private UUID mail() {
            return county.owner()
                    .sql("select id from platform.mail where tenant = :tenant limit 1")
                    .param("tenant", slug)
                    .query(UUID.class)
                    .single();
        }

        private String invite() {
            var accounts = county.bean(Accounts.class);
            var account = accounts.add("neu." + slug, "Nina Neu");
            county.bean(Tenancy.class)
                    .run(
                            slug,
                            () -> accounts.assign(
                                    account.id(),
                                    "*",
                                    Role.CLERK,
                                    Assignment.Kind.OWN,
                                    LocalDate.of(2026, 1, 1),
                                    null,
                                    "test"));
            return county.bean(Invitations.class).invite(account.id(), Invitations.Purpose.INVITATION);
        }

        private String atCounter(Visitor clerk) {
            var check = new Citizen(clerk)
                    .answering("ort", slug)
                    .answering("familienname", canary)
                    .answering("file", canary + ".png")
                    .fillInAt("/arbeitsplatz/schalter", SERVICE);
            return check.address().getPath().replace("/pruefen", "");
        }

        private String sentFromCounter(Visitor clerk) {
            var path = atCounter(clerk);
            var check = clerk.get(path + "/pruefen");
            clerk.post(Form.listOf(check.html()).stream()
                    .filter(form -> form.path().endsWith("/absenden"))
                    .findFirst()
                    .orElseThrow()
                    .with("zustimmung", "ON_PAPER")
                    .with("ausweis", "true"));
            return path;
        }

        private String payment(Sent it) {
            var begun = "";
            for (int patience = 0; patience < 150 && !begun.contains("/demo/bezahlen"); patience++) {
                sleep();
                begun = citizen.post("/%s/vorgang/%s/bezahlen".formatted(slug, it.number()), Map.of())
                        .location();
            }
            return begun;
        }

        private String feature(String plan) {
            var id = plan.substring(plan.lastIndexOf('/') + 1);
            var key = county.bean(Atlases.class).current().findLayer(Atlas.PLANS).orElseThrow().features().stream()
                    .filter(one -> one.plan().id().toString().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .key();
            return "/ogc/collections/plaene/items/" + key;
        }

        /** Gives the path of the plan's report. */
        private String upload(Visitor clerk) {
            return upload(clerk, SamplePlan.of(slug).zip());
        }

        private static String upload(Visitor clerk, byte[] file) {
            var body = new Multipart().file("datei", "plan.zip", "application/zip", file);
            var uploaded = clerk.post("/arbeitsplatz/plaene", body.contentType(), body.bytes())
                    .location();
            return uploaded.substring(uploaded.indexOf("/arbeitsplatz"));
        }

        private String workshop(Visitor clerk) {
            var first = clerk.post("/arbeitsplatz/werkstatt", Map.of()).location();
            var path = first.substring(first.indexOf("/arbeitsplatz"), first.lastIndexOf('/'));
            clerk.post(path + "/text", Map.of("stand", "0", "text", described()));
            clerk.post(path + "/abgeben", Map.of());
            return path;
        }

        private String described() {
            try {
                return Files.readString(Path.of("packages/light/infostand.yaml"))
                        .replace("name: infostand", "name: infostand-" + slug);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** For a while; if it never comes, the walk over the pages says so. */
        private void waitForNotice(Sent it) {
            var notice = "/%s/vorgang/%s/bescheid.pdf".formatted(slug, it.number());
            for (int attempt = 0; attempt < 300 && citizen.get(notice).status() != 200; attempt++) {
                sleep();
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(200);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }

        private static String desk(Sent it, String act) {
            return TenantSample.desk(it) + "/" + act;
        }
    }
}
