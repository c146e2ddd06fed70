package org.allmende;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.allmende.platform.login.Role;
import org.springframework.web.util.pattern.PathPattern;

/**
 * With what each route is tried: addresses and forms of one tenant. This is the one place to give a new route its sample
 * data. Most need none: an address is put together from its variables by {@link #VARIABLES}, and a form is found on the
 * page that offers it.
 */
public final class RouteSamples {

    /** What a variable in a route's address stands for. */
    private static final Map<String, Function<TenantSample, String>> VARIABLES = Map.of(
            "tenant",
            TenantSample::slug,
            "slug",
            TenantSample::slug,
            "service",
            sample -> TenantSample.SERVICE,
            "version",
            sample -> "1");

    /** Addresses that the variables cannot make, or queries that a page needs. */
    private static final Map<String, Function<TenantSample, List<String>>> PATHS = Map.ofEntries(
            paths("GET /anmelden", it -> List.of("/anmelden", "/anmelden?fehler", "/anmelden?abgemeldet")),
            paths("GET /error", it -> List.of("/error")),
            paths(
                    "GET /antrag",
                    it -> List.of(
                            "/antrag",
                            "/antrag?geschlossen&nummer=" + it.fresh().number())),
            paths("GET /arbeitsplatz/leistungen/leika", it -> List.of("/arbeitsplatz/leistungen/leika?q=Pass")),
            paths(
                    "GET /zustaendig",
                    it -> List.of("/zustaendig", "/zustaendig?ort=Holzhausen", "/zustaendig?ort=" + it.slug())),
            paths(
                    "GET /leistungen",
                    it -> List.of("/leistungen", "/leistungen?lage=umzug", "/leistungen?fuer=unternehmen")),
            paths(
                    "GET /{tenant}/leistungen/{service}",
                    it -> List.of(
                            "/%s/leistungen/%s".formatted(it.slug(), TenantSample.SERVICE),
                            "/%s/leistungen/kindergeld".formatted(it.slug()),
                            "/%s/leistungen/reisepass-beantragen".formatted(it.slug()))),
            paths("GET /daten/{useCase}", it -> List.of("/daten/pegel", "/daten/container?ort=" + it.slug())),
            paths("GET /daten/{useCase}/stationen.geojson", it -> List.of("/daten/pegel/stationen.geojson")),
            paths(
                    "GET /{tenant}/daten/{station}",
                    it -> List.of(it.station(), it.station() + "?zeit=tag", it.station() + "?zeit=jahr")),
            paths("GET /{tenant}/daten/{station}/werte.csv", it -> List.of(it.station() + "/werte.csv?zeit=monat")),
            paths("GET /{tenant}/daten/{station}/feed.atom", it -> List.of(it.station() + "/feed.atom")),
            paths("GET /{tenant}/daten/{station}/werte.geojson", it -> List.of(it.station() + "/werte.geojson")),
            paths("GET /{tenant}/antrag/{id}/{step}", TenantSample::steps),
            paths("GET /{tenant}/antrag/{id}/pruefen", it -> List.of(it.draft() + "/pruefen")),
            paths("GET /{tenant}/antrag/{id}/geaendert", it -> List.of(it.draft() + "/geaendert")),
            paths("GET /{tenant}/antrag/{id}/ausweisen", it -> List.of(it.draft() + "/ausweisen?state=alt&code=alt")),
            paths("GET /ausweisen/antwort", it -> List.of("/ausweisen/antwort?code=alt&state=" + state(it))),
            paths("GET /demo/ausweisen", it -> List.of("/demo/ausweisen?nonce=alt&state=" + state(it))),
            paths("GET /{tenant}/antrag/{id}/speichern", it -> List.of(it.draft() + "/speichern")),
            paths(
                    "GET /{tenant}/vorgang/{number}",
                    it -> it.cases().map(it::status).toList()),
            paths("GET /{tenant}/vorgang/{number}/noch-einmal", it -> List.of(it.status(it.fresh()) + "/noch-einmal")),
            paths("GET /{tenant}/vorgang/{number}/gesendet", it -> List.of(it.status(it.fresh()) + "/gesendet")),
            paths(
                    "GET /{tenant}/vorgang/{number}/{letter}.pdf",
                    it -> List.of(it.status(it.decided()) + "/bescheid.pdf", it.status(it.fresh()) + "/eingang.pdf")),
            paths(
                    "GET /{tenant}/leistungen/{service}/rueckmeldung",
                    it -> List.of(
                            it.feedback() + "?seite=leistung", it.feedback() + "?danke", it.feedback() + "?viel")),
            paths(
                    "GET /arbeitsplatz/zahlen/leistung",
                    it -> List.of("/arbeitsplatz/zahlen/leistung?zeit=365&leistung=" + TenantSample.SERVICE)),
            paths("GET /einladung/{secret}", it -> List.of(it.invitation(), "/einladung/gibt-es-nicht")),
            paths(
                    "GET /arbeitsplatz",
                    it -> List.of(
                            "/arbeitsplatz", "/arbeitsplatz?ansicht=mine&q=niemand", "/arbeitsplatz?q=Kanarienvogel")),
            paths(
                    "GET /arbeitsplatz/leistungen",
                    it -> List.of("/arbeitsplatz/leistungen", "/arbeitsplatz/leistungen?thema=familie&stand=ueberall")),
            paths(
                    "GET /arbeitsplatz/leistungen/{service}/{tenant}/texte",
                    it -> List.of(texts(it), texts(it) + "?teil=formular&sprache=en")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}",
                    it -> it.cases().map(TenantSample::desk).toList()),
            paths(
                    "GET /arbeitsplatz/werkstatt/{tenant}/{id}/{sheet}",
                    it -> Stream.of("was", "wer", "fragen?pruefen", "unterlagen", "ergebnis", "pruefen", "text")
                            .map(sheet -> it.workshop() + "/" + sheet)
                            .toList()),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/datei/{file}",
                    it -> List.of(TenantSample.desk(it.fresh()) + "/datei/"
                            + it.fresh().file())),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/brief/{letter}.pdf",
                    it -> List.of(TenantSample.desk(it.decided()) + "/brief/bescheid.pdf")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/uebergabe.zip",
                    it -> List.of(TenantSample.desk(it.decided()) + "/uebergabe.zip")),
            paths("GET /api/ausprobieren", it -> List.of("/api/ausprobieren?was=getService&service=eheurkunde")),
            paths(
                    "GET /api/v1/services/{service}/{version}/schema.json",
                    it -> List.of("/api/v1/services/eheurkunde/1.0.0/schema.json")),
            paths("GET /api/v1/cases/{number}/handover.zip", it -> List.of(api(it) + ".zip")),
            paths("GET /sta/{version}", it -> List.of("/sta/v1.1", "/sta/v1.0")),
            paths(
                    "GET /sta/{version}/{*path}",
                    it -> List.of(
                            "/sta/v1.1/Things?$expand=Locations,Datastreams($select=name)",
                            "/sta/v1.0/Observations?$top=2&$orderby=phenomenonTime%20desc&$resultFormat=dataArray")));

    private static String api(TenantSample it) {
        return "/api/v1/cases/%s/handover".formatted(it.decided().number());
    }

    /** Forms that no page offers. */
    private static final Map<String, Function<TenantSample, Form>> FORMS = Map.ofEntries(
            form("POST /{tenant}/antrag/{id}/ausweisen", it -> it.draft() + "/ausweisen"),
            form("POST /{tenant}/antrag/{id}/zuruecknehmen", it -> it.draft() + "/zuruecknehmen"),
            form("POST /{tenant}/antrag/{id}/{step}/merken", it -> it.draft() + "/kontakt/merken", "email", "probe"),
            form("POST /{tenant}/antrag/{id}/{step}/hochladen/{question}", RouteSamples::uploading),
            form("HEAD /{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}", TenantSample::upload),
            form("PATCH /{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}", TenantSample::upload),
            form("DELETE /{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}", TenantSample::upload),
            form("POST /abmelden", it -> "/abmelden"),
            form("POST /anmelden/passkey", it -> "/anmelden/passkey"),
            form("POST /anmelden/passkey/optionen", it -> "/anmelden/passkey/optionen"),
            form("POST /arbeitsplatz/konto/passkey", it -> "/arbeitsplatz/konto/passkey"),
            form("POST /arbeitsplatz/konto/passkey/optionen", it -> "/arbeitsplatz/konto/passkey/optionen"),
            form(
                    "POST /arbeitsplatz/konto/passkey/entfernen",
                    it -> "/arbeitsplatz/konto/passkey/entfernen",
                    "id",
                    "1"),
            form(
                    "POST /arbeitsplatz/leistungen/{service}/{tenant}/texte/veroeffentlichen",
                    it -> texts(it) + "/veroeffentlichen",
                    "stand",
                    "v0"),
            form(
                    "POST /arbeitsplatz/leistungen/{service}/{tenant}/texte/verwerfen",
                    it -> texts(it) + "/verwerfen",
                    "stand",
                    "v0"),
            form(
                    "POST /arbeitsplatz/leistungen/{service}/{tenant}/texte/zurueck",
                    it -> texts(it) + "/zurueck",
                    "stand",
                    "v0",
                    "nummer",
                    "0"),
            form("POST /arbeitsplatz/mandant", it -> "/arbeitsplatz/mandant", "mandant", "gladenbach"),
            form("POST /arbeitsplatz/werkstatt/{tenant}/{id}/abgeben", it -> it.workshop() + "/abgeben"),
            form(
                    "POST /arbeitsplatz/werkstatt/{tenant}/{id}/veroeffentlichen",
                    it -> it.workshop() + "/veroeffentlichen",
                    "wo",
                    "angelburg"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/aufgabe",
                    it -> TenantSample.desk(it.fresh()) + "/aufgabe",
                    "task",
                    "pruefen"),
            form(
                    "POST /arbeitsplatz/postausgang/{id}/nochmal",
                    it -> "/arbeitsplatz/postausgang/" + it.mail() + "/nochmal"),
            form("POST /api/v1/cases/{number}/handover/receipt", it -> api(it) + "/receipt"),
            form("POST /sta/{version}/{*path}", it -> "/sta/v1.1/Things"),
            form("PATCH /sta/{version}/{*path}", it -> "/sta/v1.1/Things(1)"),
            form("PUT /sta/{version}/{*path}", it -> "/sta/v1.1/Things(1)"),
            form("DELETE /sta/{version}/{*path}", it -> "/sta/v1.1/Things(1)"));

    private static String uploading(TenantSample it) {
        return it.draft() + "/vollmacht/hochladen/datei";
    }

    /** Names the draft as a state of the identity service does, but nobody is awaited with it. */
    private static String state(TenantSample it) {
        return "%s.%s.%s".formatted(it.slug(), it.draft().split("/")[3], "x".repeat(43));
    }

    private static String texts(TenantSample it) {
        return "/arbeitsplatz/leistungen/%s/%s/texte".formatted(TenantSample.SERVICE, it.slug());
    }

    /** Roles that there are for the whole region only. */
    private static final Set<Role> OF_THE_LEAD = Set.of(Role.COMPETENCE_CENTER, Role.OPERATOR);

    /** Addresses that answer with something else than 200, by route or path. */
    private static final Map<String, Integer> OTHER_ANSWERS = Map.of(
            "GET /error", 404,
            "GET /anmelden/dienst", 404,
            "GET /arbeitsplatz/betrieb/sbom.json", isThere("/META-INF/sbom/application.cdx.json") ? 200 : 404,
            "/einladung/gibt-es-nicht", 410,
            "GET /barriere", 303,
            "GET /{tenant}/barriere", 303,
            "GET /ausweisen/antwort", 303,
            "GET /{tenant}/antrag/{id}/ausweisen", 303,
            "GET /api/ausprobieren", 303,
            "GET /api/v1/cases/{number}/handover.zip", 401);

    private static Map.Entry<String, Function<TenantSample, List<String>>> paths(
            String route, Function<TenantSample, List<String>> paths) {
        return Map.entry(route, paths);
    }

    private static Map.Entry<String, Function<TenantSample, Form>> form(
            String route, Function<TenantSample, String> path, String... fields) {
        var values = new LinkedHashMap<String, String>();
        for (int field = 0; field < fields.length; field += 2) {
            values.put(fields[field], fields[field + 1]);
        }
        var method = route.substring(0, route.indexOf(' '));
        return Map.entry(route, it -> new Form(method, path.apply(it), values, List.of()));
    }

    private static final Map<String, RouteSamples> KNOWN = new ConcurrentHashMap<>();

    private final DemoCounty county;
    private final TenantSample sample;
    private final Map<Route, List<String>> paths = new HashMap<>();
    private final Map<Route, List<Form>> forms = new HashMap<>();

    private RouteSamples(DemoCounty county, String tenant) {
        this.county = county;
        this.sample = TenantSample.of(county, tenant);
        var routes = Route.listAll(county);
        routes.forEach(route -> paths.put(route, makePaths(route)));
        for (var route : routes) {
            Optional.ofNullable(FORMS.get(route.toString())).ifPresent(given -> add(route, given.apply(sample)));
        }
        findForms(routes);
    }

    public static synchronized RouteSamples of(DemoCounty county, String tenant) {
        return KNOWN.computeIfAbsent(tenant, missing -> new RouteSamples(county, missing));
    }

    public TenantSample tenant() {
        return sample;
    }

    /** The addresses under which a page is tried. */
    public List<String> paths(Route route) {
        return paths.getOrDefault(route, List.of());
    }

    /** The forms that are sent to a route. */
    public List<Form> forms(Route route) {
        return forms.getOrDefault(route, List.of());
    }

    public boolean hasSample(Route route) {
        return route.isGet() ? !paths(route).isEmpty() : !forms(route).isEmpty();
    }

    /** The list of our parts is made by a build that may ask the registries. */
    private static boolean isThere(String resource) {
        return RouteSamples.class.getResource(resource) != null;
    }

    /** What the address of a route answers with. */
    public static int expected(Route route, String path) {
        return OTHER_ANSWERS.getOrDefault(path, OTHER_ANSWERS.getOrDefault(route.toString(), 200));
    }

    /** Somebody who may use the route: a citizen with a case in this tenant, or staff of it. */
    public Visitor visitorFor(Route route) {
        if (route.changesWhoOneIs()) {
            return county.visitor();
        }
        if (route.isPublic()) {
            return sample.citizen().copy();
        }
        var role = roleFor(route);
        return county.staff(OF_THE_LEAD.contains(role) ? county.lead() : sample.slug(), role)
                .copy();
    }

    /** The first role that may use the route. */
    public static Role roleFor(Route route) {
        return route.roles().stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private List<String> makePaths(Route route) {
        var given = PATHS.get(route.toString());
        if (given != null) {
            return given.apply(sample);
        }
        var path = route.pattern();
        for (var variable : route.variables()) {
            var value = Optional.ofNullable(VARIABLES.get(variable)).map(make -> make.apply(sample));
            if (value.isEmpty()) {
                return List.of();
            }
            path = path.replaceAll("\\{\\*?" + variable + "[^}]*}", value.get());
        }
        return List.of(path);
    }

    private void add(Route route, Form form) {
        forms.computeIfAbsent(route, first -> new ArrayList<>()).add(form);
    }

    private void findForms(List<Route> routes) {
        var changes = routes.stream().filter(route -> !route.isGet()).toList();
        var seen = new LinkedHashSet<String>();
        for (var page : routes) {
            if (!page.isGet()) {
                continue;
            }
            for (var path : paths(page)) {
                var answer = visitorFor(page).get(path);
                if (answer.status() != 200 || !answer.isHtml()) {
                    continue;
                }
                for (var form : Form.listOf(answer.html())) {
                    if (form.method().equals("POST") && seen.add(form.toString())) {
                        changes.stream()
                                .filter(change -> change.matches(form.path()))
                                .min(Comparator.comparing(
                                        change -> change.parsed(), PathPattern.SPECIFICITY_COMPARATOR))
                                .ifPresent(change -> add(change, form));
                    }
                }
            }
        }
    }
}
