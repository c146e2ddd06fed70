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
 * page that offers it. It is longer than 400 lines because it is one list, and a second place would be a place to forget.
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

    /** A service whose process the walkers may change. */
    private static final String PROCESS = "/arbeitsplatz/prozesse/wanderlager-anzeigen";

    private static final String NO_SUBSCRIPTION = "/gladenbach/abonnement/00000000-0000-0000-0000-000000000000/x";

    private static final String EXTRACT = "/arbeitsplatz/auszug%s?leistung=stellungnahme-bauleitplan";
    private static final String TILES = "/ogc/tiles/WebMercatorQuad";

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
                    "GET /karte",
                    it -> List.of(
                            "/karte",
                            "/karte?q=Dautphetal",
                            "/karte?q=Demonstration",
                            "/karte?q=Nirgendheim",
                            "/karte?q=strasse+2a&mitte=50.77,8.58&zoom=15")),
            paths(
                    "GET /karte/vorschlaege",
                    it -> List.of("/karte/vorschlaege?q=Gladenba", "/karte/vorschlaege?q=angelburg+2a")),
            paths("GET /{tenant}/karte/vorschlaege", it -> List.of("/%s/karte/vorschlaege?q=weg".formatted(it.slug()))),
            paths("GET /karte/grund/{zoom}/{column}/{row}", it -> List.of("/karte/grund/9/268/171")),
            paths(
                    "GET /karte/druck",
                    it -> List.of(
                            "/karte/druck",
                            "/karte/druck?mitte=Gladenbach&massstab=5000&blatt=a3-quer",
                            "/karte/druck?mitte=Nirgendheim")),
            paths("GET /karte/druck.pdf", it -> List.of("/karte/druck.pdf?mitte=50.77+8.58&massstab=2500")),
            paths(
                    "GET /karte/ausschnitt.svg",
                    it -> List.of("/karte/ausschnitt.svg?mitte=50.77,8.58,1500&stelle=50.77,8.58")),
            paths(
                    "GET /ogc/collections/{collection}",
                    it -> List.of("/ogc/collections/plaene", "/ogc/collections/plaene?f=html")),
            paths(
                    "GET /ogc/collections/{collection}/items",
                    it -> List.of(
                            "/ogc/collections/plaene/items?bbox=8,50,9,51", "/ogc/collections/plaene/items?f=html")),
            paths(
                    "GET /ogc/collections/{collection}/items/{feature}",
                    it -> List.of(it.feature(), it.feature() + "?f=html")),
            paths(
                    "GET /wms",
                    it -> List.of(
                            "/wms?SERVICE=WMS&REQUEST=GetCapabilities",
                            "/wms?REQUEST=GetMap&LAYERS=alles&CRS=EPSG:25832&BBOX=470000,5620000,480000,5630000&WIDTH=64&HEIGHT=64",
                            "/wms?REQUEST=GetFeatureInfo&LAYERS=alles&QUERY_LAYERS=alles&CRS=EPSG:25832&I=0&J=0"
                                    + "&BBOX=470000,5620000,470010,5620010&WIDTH=64&HEIGHT=64&INFO_FORMAT=text/html")),
            paths(
                    "GET /ogc/collections/{collection}/queryables",
                    it -> List.of("/ogc/collections/plaene/queryables", "/ogc/collections/plaene/queryables?f=html")),
            paths("GET /ogc/tiles/{set}", it -> List.of(TILES, TILES + "?f=html", TILES + "?f=tilejson")),
            paths("GET /ogc/tiles/{set}/{zoom}/{row}/{column}", it -> List.of(TILES + "/9/171/268")),
            paths("GET /ogc/tileMatrixSets/{set}", it -> List.of("/ogc/tileMatrixSets/WebMercatorQuad")),
            paths("GET /ogc/collections/{collection}/tiles", it -> List.of("/ogc/collections/plaene/tiles")),
            paths(
                    "GET /ogc/collections/{collection}/tiles/{set}",
                    it -> List.of("/ogc/collections/plaene/tiles/WebMercatorQuad")),
            paths(
                    "GET /ogc/collections/{collection}/tiles/{set}/{zoom}/{row}/{column}",
                    it -> List.of("/ogc/collections/plaene/tiles/WebMercatorQuad/9/171/268")),
            paths("GET /ogc", it -> List.of("/ogc", "/ogc?f=html")),
            paths("GET /ogc/conformance", it -> List.of("/ogc/conformance", "/ogc/conformance?f=html")),
            paths("GET /ogc/collections", it -> List.of("/ogc/collections", "/ogc/collections?f=html")),
            paths("GET /karte/abonnement", it -> List.of("/karte/abonnement?lat=50.80000&lon=8.44000")),
            paths("GET /karte/hier", it -> List.of(it.here(), "/karte/hier?lat=1.5&lon=1.5")),
            paths("GET /{tenant}/plaene/{plan}", it -> List.of(it.plan())),
            paths("GET /{tenant}/karte/feed.atom", it -> List.of("/%s/karte/feed.atom".formatted(it.slug()))),
            paths(
                    "GET /karte/feed.atom",
                    it -> List.of("/karte/feed.atom", "/karte/feed.atom?lat=50.77&lon=8.58&umkreis=1000")),
            paths("GET /{tenant}/plaene/{plan}/original", it -> List.of(it.plan() + "/original")),
            paths("GET /{tenant}/plaene/{plan}/objekte.geojson", it -> List.of(it.plan() + "/objekte.geojson")),
            paths("GET /{tenant}/plaene/{plan}/metadaten.xml", it -> List.of(it.plan() + "/metadaten.xml")),
            paths("GET /{tenant}/plaene/{plan}/objekte.gpkg", it -> List.of(it.plan() + "/objekte.gpkg")),
            paths(
                    "GET /ogc/collections/{collection}/objekte.gpkg",
                    it -> List.of("/ogc/collections/plaene/objekte.gpkg")),
            paths("GET /{tenant}/plaene/{plan}/dateien/{number}", it -> List.of(it.plan() + "/dateien/1")),
            paths(
                    "GET /arbeitsplatz/anbindungen/{id}",
                    it -> List.of(it.further().connector())),
            paths(
                    "GET /arbeitsplatz/anbindungen/{id}/aendern",
                    it -> List.of(it.further().connector() + "/aendern")),
            paths(
                    "GET /arbeitsplatz/anbindungen/neu",
                    it -> List.of(
                            "/arbeitsplatz/anbindungen/neu?art=CSV",
                            "/arbeitsplatz/anbindungen/neu?art=DATEX",
                            "/arbeitsplatz/anbindungen/neu?art=CHIRPSTACK")),
            paths("GET /arbeitsplatz/auszug", it -> List.of(EXTRACT.formatted(""))),
            paths("GET /arbeitsplatz/auszug.csv", it -> List.of(EXTRACT.formatted(".csv"))),
            paths("GET /arbeitsplatz/schalten", it -> List.of("/arbeitsplatz/schalten")),
            paths("GET /arbeitsplatz/regeln/{rule}", it -> List.of(it.rule())),
            paths("GET /arbeitsplatz/regeln/{rule}/runde", it -> List.of(it.rule() + "/runde")),
            paths("GET /arbeitsplatz/regeln/{rule}/bearbeiten", it -> List.of(it.rule() + "/bearbeiten")),
            paths(
                    "GET /arbeitsplatz/regeln/neu",
                    it -> List.of(
                            "/arbeitsplatz/regeln/neu",
                            "/arbeitsplatz/regeln/neu?art=free&groesse=https://qudt.org/vocab/quantitykind/WaterLevel",
                            "/arbeitsplatz/regeln/neu?art=schedule&groesse=https://qudt.org/vocab/quantitykind/WaterLevel")),
            paths("GET /arbeitsplatz/plaene/{plan}", it -> List.of(it.planDesk())),
            paths("GET /arbeitsplatz/plaene/{plan}/leben", it -> List.of(it.planDesk() + "/leben")),
            paths(
                    "GET /arbeitsplatz/plaene/{plan}/leben/protokoll.csv",
                    it -> List.of(it.planDesk() + "/leben/protokoll.csv")),
            paths("GET /arbeitsplatz/plaene/{plan}/reparieren", it -> List.of(it.draftPlan() + "/reparieren")),
            paths("GET /{tenant}/plaene/{plan}/vergleich", it -> List.of(it.changedPlan() + "/vergleich")),
            paths(
                    "GET /arbeitsplatz/plaene/{plan}/vergleich",
                    it -> List.of(it.changedPlan().replace("/" + it.slug(), "/arbeitsplatz") + "/vergleich")),
            paths("GET /arbeitsplatz/plaene/{plan}/pruefung.json", it -> List.of(it.draftPlan() + "/pruefung.json")),
            paths("GET /arbeitsplatz/plaene/{plan}/pruefung.pdf", it -> List.of(it.draftPlan() + "/pruefung.pdf")),
            paths("GET /arbeitsplatz/plaene/{plan}/original", it -> List.of(it.planDesk() + "/original")),
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
            paths("GET /{tenant}/daten/{station}/abonnement", it -> List.of(it.station() + "/abonnement")),
            paths(
                    "GET /{tenant}/abonnement",
                    it -> List.of("/%s/abonnement".formatted(it.slug()), "/%s/abonnement?viel".formatted(it.slug()))),
            paths("GET /{tenant}/abonnement/{id}/{token}", it -> List.of(it.subscription(), NO_SUBSCRIPTION)),
            paths("GET /{tenant}/daten/{station}/werte.csv", it -> List.of(it.station() + "/werte.csv?zeit=monat")),
            paths("GET /{tenant}/daten/{station}/einbetten", it -> List.of(it.station() + "/einbetten?zeit=monat")),
            paths("GET /daten/felder/{field}/feed.atom", it -> List.of("/daten/felder/wasser/feed.atom")),
            paths("GET /{tenant}/daten/{station}/feed.atom", it -> List.of(it.station() + "/feed.atom")),
            paths("GET /arbeitsplatz/daten/faelle/{useCase}", it -> List.of("/arbeitsplatz/daten/faelle/pegel")),
            paths("GET /arbeitsplatz/daten/messstellen/{station}", it -> List.of(stationDesk(it))),
            paths("GET /arbeitsplatz/messreihen/{id}", it -> List.of(seriesDesk(it))),
            paths("GET /{tenant}/daten/{station}/werte.geojson", it -> List.of(it.station() + "/werte.geojson")),
            paths(
                    "GET /arbeitsplatz/postversand/druck/{batch}.pdf",
                    it -> List.of(
                            "/arbeitsplatz/postversand/druck/" + it.fresh().id() + ".pdf")),
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
            paths("GET /arbeitsplatz/prozesse/{service}", it -> List.of(PROCESS)),
            paths(
                    "GET /arbeitsplatz/prozesse/{service}/liste",
                    it -> List.of(PROCESS + "/liste", PROCESS + "/liste?pruefen")),
            paths("GET /arbeitsplatz/prozesse/{service}/proben", it -> List.of(PROCESS + "/proben")),
            paths("GET /arbeitsplatz/prozesse/{service}/staende", it -> List.of(PROCESS + "/staende")),
            paths("GET /einladung/{secret}", it -> List.of(it.invitation(), "/einladung/gibt-es-nicht")),
            paths(
                    "GET /arbeitsplatz",
                    it -> List.of(
                            "/arbeitsplatz", "/arbeitsplatz?ansicht=mine&q=niemand", "/arbeitsplatz?q=Kanarienvogel")),
            paths("GET /arbeitsplatz/schalter/{id}/{step}", it -> List.of(it.counter() + "/kontakt")),
            paths("GET /arbeitsplatz/schalter/{id}/pruefen", it -> List.of(it.counter() + "/pruefen")),
            paths("GET /arbeitsplatz/schalter/{id}/pruefen/ansicht", it -> List.of(it.counter() + "/pruefen/ansicht")),
            paths(
                    "GET /arbeitsplatz/schalter/{id}/pruefen/angaben.pdf",
                    it -> List.of(it.counter() + "/pruefen/angaben.pdf")),
            paths("GET /arbeitsplatz/schalter/{id}/absenden", it -> List.of(it.counterSent() + "/absenden")),
            paths(
                    "GET /arbeitsplatz/schalter/{id}/absenden/eingang.pdf",
                    it -> List.of(it.counterSent() + "/absenden/eingang.pdf")),
            paths("GET /arbeitsplatz/vorgaenge/gemeinsam", it -> List.of(together(it.fresh(), it.asked()))),
            paths(
                    "GET /{tenant}/vorgang/{number}/bezahlt",
                    it -> List.of(it.status(it.decided()) + "/bezahlt?zahlung="
                            + it.decided().id())),
            paths(
                    "GET /{tenant}/vorgang/{number}/rechnung.pdf",
                    it -> List.of(it.status(it.decided()) + "/rechnung.pdf")),
            paths(
                    "GET /{tenant}/vorgang/{number}/auskunft.zip",
                    it -> List.of(it.status(it.decided()) + "/auskunft.zip")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/aussonderung.zip",
                    it -> List.of(TenantSample.desk(it.closed()) + "/aussonderung.zip")),
            paths(
                    "GET /arbeitsplatz/auskunft",
                    it -> List.of("/arbeitsplatz/auskunft", "/arbeitsplatz/auskunft?q=Kanarienvogel")),
            paths("GET /demo/bezahlen", it -> List.of(it.payment())),
            paths(
                    "GET /arbeitsplatz/kasse/{id}",
                    it -> List.of("/arbeitsplatz/kasse/" + it.decided().id())),
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
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/stellungnahme",
                    it -> List.of(TenantSample.desk(it.fresh()) + "/stellungnahme")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/stellungnahme/{opinion}/datei/{file}",
                    it -> List.of(it.further().replyFile())),
            paths(
                    "GET /arbeitsplatz/stellungnahmen/{id}",
                    it -> List.of(it.further().request())),
            paths(
                    "GET /arbeitsplatz/stellungnahmen/{id}/datei/{file}",
                    it -> List.of(it.further().requestFile())),
            paths(
                    "GET /{tenant}/stellungnahme/{id}",
                    it -> List.of(
                            it.further().outside(),
                            "/%s/stellungnahme/%s"
                                    .formatted(it.slug(), it.fresh().id()))),
            paths(
                    "GET /{tenant}/stellungnahme/{id}/datei/{file}",
                    it -> List.of(it.further().outsideFile())),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/berichtigung",
                    it -> List.of(TenantSample.desk(it.decided()) + "/berichtigung")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/abgeben",
                    it -> List.of(TenantSample.desk(it.fresh()) + "/abgeben")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/neuer-bescheid",
                    it -> List.of(TenantSample.desk(it.decided()) + "/neuer-bescheid")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/bescheidtext",
                    it -> List.of(TenantSample.desk(it.fresh()) + "/bescheidtext?outcome=abgelehnt")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/teilbescheid",
                    it -> List.of(TenantSample.desk(it.fresh()) + "/teilbescheid")),
            paths(
                    "GET /{tenant}/vorgang/{number}/teilbescheid/{part}/widerspruch",
                    it -> List.of(it.status(it.fresh()) + "/teilbescheid/1/widerspruch")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/weitergabe",
                    it -> List.of(
                            TenantSample.desk(it.fresh()) + "/weitergabe",
                            TenantSample.desk(it.moving()) + "/weitergabe")),
            paths(
                    "GET /{tenant}/vorgang/{number}/weitergabe",
                    it -> List.of(it.status(it.moving()) + "/weitergabe", it.status(it.decided()) + "/weitergabe")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/ortstermin",
                    it -> List.of(TenantSample.desk(it.fresh()) + "/ortstermin")),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/ortstermin/{visit}.ics",
                    it -> List.of(it.further().visit())),
            paths(
                    "GET /arbeitsplatz/vorgaenge/{id}/ortstermin/{visit}/datei/{file}",
                    it -> List.of(it.further().visitFile())),
            paths(
                    "GET /{tenant}/vorgang/{number}/ortstermin/{visit}.ics",
                    it -> List.of(it.further().ownVisit())),
            paths("GET /api/ausprobieren", it -> List.of("/api/ausprobieren?was=getService&service=eheurkunde")),
            paths(
                    "GET /api/v1/services/{service}/{version}/schema.json",
                    it -> List.of("/api/v1/services/eheurkunde/1.0.0/schema.json")),
            paths("GET /api/v1/cases/{number}/handover.zip", it -> List.of(api(it) + ".zip")),
            paths("GET /sta-tasking/v1.1", it -> List.of("/sta-tasking/v1.1")),
            paths("GET /sta-tasking/v1.1/{*path}", it -> List.of("/sta-tasking/v1.1/Tasks?$expand=TaskingCapability")),
            paths("GET /sta/{version}", it -> List.of("/sta/v1.1", "/sta/v1.0")),
            paths(
                    "GET /sta/{version}/{*path}",
                    it -> List.of(
                            "/sta/v1.1/Things?$expand=Locations,Datastreams($select=name)",
                            "/sta/v1.0/Observations?$top=2&$orderby=phenomenonTime%20desc&$resultFormat=dataArray")));

    private static String seriesDesk(TenantSample it) {
        return "/arbeitsplatz/messreihen/" + it.station().replaceFirst(".*/", "");
    }

    private static String stationDesk(TenantSample it) {
        return "/arbeitsplatz/daten/messstellen/" + it.station().replaceFirst(".*/", "");
    }

    private static String together(TenantSample.Sent one, TenantSample.Sent other) {
        return "/arbeitsplatz/vorgaenge/gemeinsam?case=%s&case=%s".formatted(one.id(), other.id());
    }

    private static String api(TenantSample it) {
        return "/api/v1/cases/%s/handover".formatted(it.decided().number());
    }

    /** Forms that no page offers. */
    private static final Map<String, Function<TenantSample, Form>> FORMS = Map.ofEntries(
            form("POST /{tenant}/antrag/{id}/ausweisen", it -> it.draft() + "/ausweisen"),
            form("POST /{tenant}/vorgang/{number}/widerspruch", it -> it.status(it.decided()) + "/widerspruch"),
            form("POST /{tenant}/antrag/{id}/zuruecknehmen", it -> it.draft() + "/zuruecknehmen"),
            form("POST /{tenant}/antrag/{id}/{step}/merken", it -> it.draft() + "/kontakt/merken", "email", "probe"),
            form("POST /{tenant}/antrag/{id}/{step}/hochladen/{question}", RouteSamples::uploading),
            form("HEAD /{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}", TenantSample::upload),
            form("PATCH /{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}", TenantSample::upload),
            form("DELETE /{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}", TenantSample::upload),
            form("POST /arbeitsplatz/postversand/druck", it -> "/arbeitsplatz/postversand/druck"),
            form(
                    "POST /arbeitsplatz/postversand/druck/{batch}",
                    it -> "/arbeitsplatz/postversand/druck/" + it.fresh().id()),
            form("POST /arbeitsplatz/vorgaenge/{id}/verlaengern", it -> TenantSample.desk(it.fresh()) + "/verlaengern"),
            form("POST /arbeitsplatz/postversand", it -> "/arbeitsplatz/postversand", "tag", "2026-01-02"),
            form(
                    "POST /arbeitsplatz/kasse/{id}/erstattung",
                    it -> "/arbeitsplatz/kasse/" + it.decided().id() + "/erstattung",
                    "betrag",
                    "1",
                    "grund",
                    "Probe"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/sperren",
                    it -> TenantSample.desk(it.decided()) + "/sperren",
                    "grund",
                    "Probe"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/entsperren",
                    it -> TenantSample.desk(it.decided()) + "/entsperren",
                    "grund",
                    "Probe"),
            form(
                    "POST /arbeitsplatz/schalter/{id}/{step}/merken",
                    it -> it.counter() + "/kontakt/merken",
                    "email",
                    "probe"),
            form(
                    "POST /arbeitsplatz/schalter/{id}/{step}/entfernen/{file}",
                    it -> it.counter() + "/kontakt/entfernen/" + it.draftFile()),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/neuer-bescheid",
                    it -> TenantSample.desk(it.decided()) + "/neuer-bescheid"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/neuer-bescheid/bestaetigen",
                    it -> TenantSample.desk(it.decided()) + "/neuer-bescheid/bestaetigen"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/neuer-bescheid/verwerfen",
                    it -> TenantSample.desk(it.decided()) + "/neuer-bescheid/verwerfen"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/neuer-bescheid/vorschau",
                    it -> TenantSample.desk(it.decided()) + "/neuer-bescheid/vorschau"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/bescheidtext",
                    it -> TenantSample.desk(it.fresh()) + "/bescheidtext",
                    "outcome",
                    "abgelehnt"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/bescheidtext/speichern",
                    it -> TenantSample.desk(it.fresh()) + "/bescheidtext/speichern",
                    "outcome",
                    "abgelehnt",
                    "text-anrede",
                    "Guten Tag"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/bescheidtext/vorschau",
                    it -> TenantSample.desk(it.fresh()) + "/bescheidtext/vorschau",
                    "outcome",
                    "abgelehnt"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/teilbescheid/bestaetigen",
                    it -> TenantSample.desk(it.fresh()) + "/teilbescheid/bestaetigen"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/teilbescheid/verwerfen",
                    it -> TenantSample.desk(it.fresh()) + "/teilbescheid/verwerfen"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/teilbescheid/vorschau",
                    it -> TenantSample.desk(it.fresh()) + "/teilbescheid/vorschau",
                    "entscheidung",
                    "abgelehnt",
                    "umfang",
                    "Teil",
                    "gruende",
                    "Grund"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/teilbescheid/versandt",
                    it -> TenantSample.desk(it.fresh()) + "/teilbescheid/versandt",
                    "nummer",
                    "1"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/weitergabe",
                    it -> TenantSample.desk(it.fresh()) + "/weitergabe",
                    "amt",
                    "nirgends/niemand",
                    "grundlage",
                    "einwilligung"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/weitergabe/zurueckziehen",
                    it -> TenantSample.desk(it.fresh()) + "/weitergabe/zurueckziehen"),
            form(
                    "POST /{tenant}/vorgang/{number}/teilbescheid/{part}/widerspruch",
                    it -> it.status(it.fresh()) + "/teilbescheid/1/widerspruch"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/berichtigung/bestaetigen",
                    it -> TenantSample.desk(it.decided()) + "/berichtigung/bestaetigen"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/berichtigung/verwerfen",
                    it -> TenantSample.desk(it.decided()) + "/berichtigung/verwerfen"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/berichtigung/vorschau",
                    it -> TenantSample.desk(it.decided()) + "/berichtigung/vorschau",
                    "falsch",
                    "Probe"),
            form("POST /arbeitsplatz/daten", it -> "/arbeitsplatz/daten", "aktion", "hoch", "was", "gibt-es-nicht"),
            form(
                    "POST /arbeitsplatz/daten/faelle/{useCase}",
                    it -> "/arbeitsplatz/daten/faelle/pegel",
                    "titel",
                    "Probe"),
            form("POST /arbeitsplatz/daten/messstellen/{station}", RouteSamples::stationDesk, "wert0", "1"),
            form("POST /arbeitsplatz/messreihen/{id}", RouteSamples::seriesDesk, "oben", "Probe"),
            form("POST /abmelden", it -> "/abmelden"),
            form("POST /arbeitsplatz/schalten", it -> "/arbeitsplatz/schalten", "wahl", "1:an"),
            form("POST /arbeitsplatz/regeln/{rule}/schalten", it -> it.rule() + "/schalten", "version", "1"),
            form(
                    "POST /arbeitsplatz/hinweise/{notice}",
                    it -> "/arbeitsplatz/hinweise/" + it.fresh().id(),
                    "aktion",
                    "beenden"),
            form(
                    "POST /arbeitsplatz/bereitschaft/{task}",
                    it -> "/arbeitsplatz/bereitschaft/" + it.fresh().id(),
                    "aktion",
                    "fertig"),
            form("POST /arbeitsplatz/plaene", it -> "/arbeitsplatz/plaene"),
            form("POST /arbeitsplatz/ebenen", it -> "/arbeitsplatz/ebenen"),
            form("POST /arbeitsplatz/adressen", it -> "/arbeitsplatz/adressen"),
            form("POST /arbeitsplatz/adressen/loeschen", it -> "/arbeitsplatz/adressen/loeschen"),
            form("POST /arbeitsplatz/plaene/{plan}/freigeben", it -> it.planDesk() + "/freigeben"),
            form("POST /arbeitsplatz/plaene/{plan}/zuruecknehmen", it -> it.draftPlan() + "/zuruecknehmen"),
            form("POST /arbeitsplatz/plaene/{plan}/reparieren", it -> it.draftPlan() + "/reparieren"),
            form("POST /arbeitsplatz/plaene/{plan}/leben", it -> it.planDesk() + "/leben"),
            form("POST /arbeitsplatz/plaene/{plan}/leben/zurueck", it -> it.planDesk() + "/leben/zurueck"),
            form("POST /arbeitsplatz/plaene/{plan}/fassung", it -> it.draftPlan() + "/fassung"),
            form("POST /arbeitsplatz/plaene/{plan}/loeschen", it -> it.planDesk() + "/loeschen"),
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
            form("POST /arbeitsplatz/prozesse/{service}/befund", it -> PROCESS + "/befund", "xml", "<a/>"),
            form("POST /arbeitsplatz/prozesse/{service}/veroeffentlichen", it -> PROCESS + "/veroeffentlichen"),
            form("POST /arbeitsplatz/prozesse/{service}/verwerfen", it -> PROCESS + "/verwerfen"),
            form("POST /arbeitsplatz/prozesse/{service}/staende", it -> PROCESS + "/staende", "nummer", "1"),
            form(
                    "POST /arbeitsplatz/versionen",
                    it -> "/arbeitsplatz/versionen",
                    "vorgang",
                    "00000000-0000-0000-0000-000000000000"),
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
            form("POST /arbeitsplatz/vorgaenge/{id}/anhoeren", it -> TenantSample.desk(it.fresh()) + "/anhoeren"),
            form("POST /arbeitsplatz/vorgaenge/{id}/bestaetigen", it -> TenantSample.desk(it.fresh()) + "/bestaetigen"),
            form("POST /arbeitsplatz/vorgaenge/{id}/fortsetzen", it -> TenantSample.desk(it.fresh()) + "/fortsetzen"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/zurueckgeben",
                    it -> TenantSample.desk(it.fresh()) + "/zurueckgeben"),
            form("POST /arbeitsplatz/vorgaenge/{id}/weiter", it -> TenantSample.desk(it.asked()) + "/weiter"),
            form(
                    "POST /arbeitsplatz/ansichten/{id}/entfernen",
                    it -> "/arbeitsplatz/ansichten/" + it.fresh().id() + "/entfernen"),
            form(
                    "POST /arbeitsplatz/bausteine/{id}/entfernen",
                    it -> "/arbeitsplatz/bausteine/" + it.fresh().id() + "/entfernen"),
            form(
                    "POST /arbeitsplatz/vertretung/{id}/entfernen",
                    it -> "/arbeitsplatz/vertretung/" + it.fresh().id() + "/entfernen"),
            form("POST /arbeitsplatz/erwaehnungen/gelesen", it -> "/arbeitsplatz/erwaehnungen/gelesen"),
            form(
                    "POST /arbeitsplatz/vorgaenge/{id}/baustein",
                    it -> TenantSample.desk(it.fresh()) + "/baustein",
                    "baustein",
                    "00000000-0000-0000-0000-000000000000"),
            form(
                    "POST /arbeitsplatz/postausgang/{id}/nochmal",
                    it -> "/arbeitsplatz/postausgang/" + it.mail() + "/nochmal"),
            form("POST /api/v1/cases/{number}/handover/receipt", it -> api(it) + "/receipt"),
            form("POST /sensing/lorawan", it -> "/sensing/lorawan"),
            form("POST /sta/{version}/{*path}", it -> "/sta/v1.1/Things"),
            form("PATCH /sta/{version}/{*path}", it -> "/sta/v1.1/Things(1)"),
            form("PUT /sta/{version}/{*path}", it -> "/sta/v1.1/Things(1)"),
            form("DELETE /sta/{version}/{*path}", it -> "/sta/v1.1/Things(1)"),
            form("POST /sta-tasking/v1.1/{*path}", it -> "/sta-tasking/v1.1/Tasks"),
            form("PATCH /sta-tasking/v1.1/{*path}", it -> "/sta-tasking/v1.1/Tasks(1)"),
            form("PUT /sta-tasking/v1.1/{*path}", it -> "/sta-tasking/v1.1/TaskingCapabilities(1)"),
            form("DELETE /sta-tasking/v1.1/{*path}", it -> "/sta-tasking/v1.1/Actuators(1)"));

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
    private static final Map<String, Integer> OTHER_ANSWERS = Map.ofEntries(
            Map.entry("GET /error", 404),
            Map.entry("GET /anmelden/dienst", 404),
            Map.entry("GET /arbeitsplatz/postversand/druck/{batch}.pdf", 404),
            Map.entry(
                    "GET /arbeitsplatz/betrieb/sbom.json", isThere("/META-INF/sbom/application.cdx.json") ? 200 : 404),
            Map.entry("/einladung/gibt-es-nicht", 410),
            Map.entry(NO_SUBSCRIPTION, 410),
            Map.entry("GET /barriere", 303),
            Map.entry("GET /{tenant}/barriere", 303),
            Map.entry("GET /ausweisen/antwort", 303),
            Map.entry("GET /{tenant}/antrag/{id}/ausweisen", 303),
            Map.entry("GET /{tenant}/vorgang/{number}/bezahlt", 303),
            Map.entry("GET /api/ausprobieren", 303),
            Map.entry("GET /api/v1/cases/{number}/handover.zip", 401),
            Map.entry("GET /sta-tasking/v1.1", 401),
            Map.entry("GET /sta-tasking/v1.1/{*path}", 401));

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
