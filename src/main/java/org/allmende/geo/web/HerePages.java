package org.allmende.geo.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.geo.AddressBook;
import org.allmende.geo.AddressIndex;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Here;
import org.allmende.geo.Look;
import org.allmende.geo.crs.Position;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.PlanStatements;
import org.allmende.region.Regions;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** "Was gilt hier?": what plans say about one place, as text. */
@Controller
class HerePages {

    private static final int LONGEST = 100;
    private static final double AROUND_METRES = 90;
    private static final GeometryFactory BOXES = new GeometryFactory();

    private final Regions regions;
    private final Atlases atlases;
    private final AddressBook addresses;
    private final PlanStatements statements;
    private final Clock clock;

    HerePages(Regions regions, Atlases atlases, AddressBook addresses, PlanStatements statements, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.addresses = addresses;
        this.statements = statements;
        this.clock = clock;
    }

    @Public
    @GetMapping("/karte/hier")
    View here(
            Page page,
            @RequestParam(defaultValue = "") String lat,
            @RequestParam(defaultValue = "") String lon,
            @RequestParam(defaultValue = "") String am,
            @RequestParam(defaultValue = "") String adresse,
            @RequestParam(defaultValue = "") String q) {
        if (!q.isBlank()) {
            return search(q, AskedDay.of(am, GermanDates.today(clock)));
        }
        var typed = MapPages.place(withDecimals(lat) + " " + withDecimals(lon));
        if (typed.isEmpty()) {
            return SeeOther.at("/karte");
        }
        var place = typed.get();
        var asked = AskedDay.of(am, GermanDates.today(clock));
        var atlas = atlases.on(asked.day());
        var here = Here.at(atlas, place.x(), place.y(), asked.day());
        var town = here.municipality().flatMap(regions.current()::find);
        var phone = town.map(tenant -> tenant.contact().phone()).orElse("");
        var words = new HereWords(page);
        return page.show(
                "geo/here",
                new HerePage(
                        degrees(place.y(), Locale.ROOT),
                        degrees(place.x(), Locale.ROOT),
                        PlanNewsPages.path("?lat=%s&lon=%s"
                                .formatted(degrees(place.y(), Locale.ROOT), degrees(place.x(), Locale.ROOT))),
                        found(adresse, place)
                                .orElseGet(() -> page.t(
                                        "geo.here.place",
                                        degrees(place.y(), Locale.GERMANY),
                                        degrees(place.x(), Locale.GERMANY))),
                        town.isEmpty(),
                        town.map(tenant -> tenant.name()).orElse(""),
                        town.map(tenant -> "/%s/karte".formatted(tenant.slug())).orElse("/karte") + asked.suffix("?"),
                        phone,
                        "tel:" + phone.replaceAll("[^+0-9]", ""),
                        here.hasBindingPlan(),
                        here.plans().stream()
                                .map(one -> inPlan(page, words, one, asked))
                                .toList(),
                        draw(atlas, here.place()),
                        asked.value(),
                        asked.note(page)));
    }

    /** Straight to the house when there is only one that was meant; otherwise people choose. */
    private View search(String typed, AskedDay asked) {
        var words = typed.substring(0, Math.min(LONGEST, typed.length()));
        var found = addresses.current().search(words, null, 2);
        return found.size() == 1 && found.getFirst().exact()
                ? SeeOther.at(path(found.getFirst().where(), asked)
                        + "&adresse="
                        + URLEncoder.encode(words, StandardCharsets.UTF_8))
                : SeeOther.at("/karte?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + asked.suffix("&"));
    }

    /** The house as the address book writes it, if these words mean the one at this place: a link cannot put words into our mouth. */
    private Optional<String> found(String typed, Position place) {
        return typed.isBlank()
                ? Optional.empty()
                : addresses.current().search(typed.substring(0, Math.min(LONGEST, typed.length())), null, 2).stream()
                        .filter(hit -> hit.exact()
                                && degrees(hit.where().x(), Locale.ROOT).equals(degrees(place.x(), Locale.ROOT))
                                && degrees(hit.where().y(), Locale.ROOT).equals(degrees(place.y(), Locale.ROOT)))
                        .map(AddressIndex.Hit::name)
                        .findFirst();
    }

    /** @param place longitude and latitude */
    static String path(Position place, AskedDay asked) {
        return "/karte/hier?lat=%s&lon=%s%s"
                .formatted(degrees(place.y(), Locale.ROOT), degrees(place.x(), Locale.ROOT), asked.suffix("&"));
    }

    /** Whole degrees are a place as well. */
    static String withDecimals(String number) {
        return number.matches("\\s*\\d{1,3}\\s*") ? number.strip() + ".0" : number;
    }

    private static String degrees(double number, Locale locale) {
        return String.format(locale, "%.5f", number);
    }

    private HerePage.InPlan inPlan(Page page, HereWords words, Here.InPlan one, AskedDay asked) {
        var row = PlanRow.of(page, one.plan(), asked.day(), one.plan().path());
        return new HerePage.InPlan(
                row.name(),
                row.kind(),
                row.href(),
                row.standing(),
                row.tone(),
                row.since(),
                one.statements().stream().map(words::sentence).toList(),
                one.uncertain().stream()
                        .map(reason -> page.t("geo.here.uncertain." + reason))
                        .toList(),
                PlanPage.Statement.of(page, one.plan(), asked, statements));
    }

    /** The surroundings, cut to a square with the place in the middle. */
    private static Drawing draw(Atlas atlas, Position place) {
        var box = new Envelope(new Coordinate(place.x(), place.y()));
        box.expandBy(AROUND_METRES);
        var frame = BOXES.toGeometry(box);
        var items = new ArrayList<Drawing.Item>();
        for (var layer : atlas.layers()) {
            layer.search(box, feature -> {
                if (feature.geometry().getDimension() > 0 && isDrawn(feature)) {
                    items.add(new Drawing.Item(feature.geometry().intersection(frame), Look.of(feature), "", ""));
                }
            });
        }
        if (items.isEmpty()) {
            return new Drawing(0, 0, List.of());
        }
        items.add(new Drawing.Item(frame, Look.OUTLINE, "", ""));
        items.add(new Drawing.Item(
                BOXES.createPoint(new Coordinate(place.x(), place.y())).buffer(2.5), Look.OUTLINE, "", ""));
        return Drawing.of(items);
    }

    private static boolean isDrawn(Feature feature) {
        return !feature.type().endsWith("_Bereich");
    }
}
