package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.geo.AddressBook;
import org.allmende.geo.Atlases;
import org.allmende.geo.Plan;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Whereabouts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** What may be meant while somebody still types into the search of a map. Nothing of it is kept, here or on the way. */
@Controller
class Suggestions {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int FEWEST_LETTERS = 2;
    private static final int MOST = 8;
    private static final int MOST_OF_A_KIND = 3;

    private final Regions regions;
    private final Atlases atlases;
    private final AddressBook addresses;
    private final Clock clock;

    Suggestions(Regions regions, Atlases atlases, AddressBook addresses, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * @param value what is searched for when it is chosen
     * @param about what tells it from others of the same name
     */
    private record Suggestion(String value, String name, String about) {}

    /** @param said how many there are, for those who hear the page */
    private record Found(String said, List<Suggestion> suggestions) {}

    @Public
    @GetMapping("/karte/vorschlaege")
    void region(Page page, @RequestParam(defaultValue = "") String q, HttpServletResponse response) throws IOException {
        var typed = MapPages.cut(q);
        var places = isShort(typed)
                ? Stream.<Suggestion>empty()
                : Whereabouts.find(regions.current(), typed, GermanDates.today(clock)).stream()
                        .map(Suggestions::suggest);
        send(page, response, typed, null, places, atlases.current().plans());
    }

    @Public
    @GetMapping("/{tenant}/karte/vorschlaege")
    void municipality(
            Page page,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String q,
            HttpServletResponse response)
            throws IOException {
        send(
                page,
                response,
                MapPages.cut(q),
                tenant,
                Stream.empty(),
                atlases.current().plansOf(tenant));
    }

    private static boolean isShort(String typed) {
        return typed.length() < FEWEST_LETTERS;
    }

    private static Suggestion suggest(Whereabouts where) {
        var town = where.tenant().shortName();
        return where.district().isEmpty()
                ? new Suggestion(town, town, where.tenant().name())
                : new Suggestion("%s %s".formatted(where.district(), town), where.district(), town);
    }

    private void send(
            Page page,
            HttpServletResponse response,
            String typed,
            @Nullable String tenant,
            Stream<Suggestion> ofRegion,
            List<Plan> plans)
            throws IOException {
        var places = ofRegion.limit(MOST_OF_A_KIND).toList();
        var named = isShort(typed)
                ? List.<Suggestion>of()
                : MapPages.find(plans, typed).stream()
                        .limit(MOST_OF_A_KIND)
                        .map(plan -> new Suggestion(plan.name(), plan.name(), PlanRow.kind(page, plan)))
                        .toList();
        var houses = isShort(typed)
                ? List.<Suggestion>of()
                : addresses.current().search(typed, tenant, MOST - places.size() - named.size()).stream()
                        .map(hit ->
                                new Suggestion("%s, %s".formatted(hit.name(), hit.place()), hit.name(), hit.place()))
                        .toList();
        var all = Stream.of(places, houses, named).flatMap(List::stream).toList();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.getOutputStream()
                .write(JSON.writeValueAsBytes(new Found(page.t("geo.suggest.count", all.size()), all)));
    }
}
