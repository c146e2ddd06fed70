package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.base.BaseMap;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.geo.ogc.Collections;
import org.allmende.geo.print.Content;
import org.allmende.geo.print.Excerpt;
import org.allmende.geo.print.Sheet;
import org.allmende.geo.wms.MapLayer;
import org.allmende.geo.wms.MapQuery;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Whereabouts;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The map on paper: chosen by a form, looked at, made into a file. */
@Controller
class PrintPages {

    private static final String FORM = "/karte/druck";
    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_PLACE = 100;
    private static final int PREVIEW = 420;
    private static final double STEP = 0.5;
    private static final int SECONDS_TO_WAIT = 8;

    /** A large sheet takes two seconds of a processor and 60 MB. */
    private static final int AT_ONCE = 2;

    /** Metres of paper that a pixel of the ground takes, or twice that: 98 to 195 pixels an inch. */
    private static final double FINEST = 0.13e-3;

    /** Degrees in which a map of ours has a sense. */
    private static final Envelope ZONE = new Envelope(5, 16, 47, 56);

    private final Semaphore drawing = new Semaphore(AT_ONCE, true);
    private final Atlases atlases;
    private final Regions regions;
    private final PdfRenderer renderer;
    private final BaseMap baseMap;
    private final Clock clock;

    PrintPages(Atlases atlases, Regions regions, PdfRenderer renderer, BaseMap baseMap, Clock clock) {
        this.atlases = atlases;
        this.regions = regions;
        this.renderer = renderer;
        this.baseMap = baseMap;
        this.clock = clock;
    }

    /** Address of the form for a place: the largest scale at which all of it is seen, with a title. */
    static String path(Envelope all, String title, AskedDay asked) {
        var sheet = Sheet.of(all);
        return "%s?mitte=%s&massstab=%d&titel=%s%s"
                .formatted(FORM, encode(degrees(sheet.middle())), sheet.scale(), encode(title), asked.suffix("&"));
    }

    /**
     * What was asked for.
     *
     * @param sheet null as long as something is wrong with it
     * @param errors what to do, by the name of the field
     */
    private record Wanted(
            String middle,
            String title,
            Set<Content> contents,
            AskedDay asked,
            Atlas atlas,
            @Nullable Sheet sheet,
            String scale,
            String paper,
            Map<String, String> errors) {}

    @Public
    @GetMapping(FORM)
    View form(Page page, @RequestParam MultiValueMap<String, String> query) {
        return show(page, read(page, query), "", HttpStatus.OK);
    }

    /** The file; the form comes back when it cannot be made. */
    @Public
    @GetMapping(FORM + ".pdf")
    @Nullable
    View pdf(Page page, @RequestParam MultiValueMap<String, String> query, HttpServletResponse response)
            throws IOException {
        var wanted = read(page, query);
        var sheet = wanted.sheet();
        if (sheet == null || !wanted.errors().isEmpty()) {
            return show(page, wanted, "", HttpStatus.BAD_REQUEST);
        }
        if (!begin()) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
            return show(page, wanted, page.t("geo.print.busy"), HttpStatus.SERVICE_UNAVAILABLE);
        }
        try {
            var excerpt = Excerpt.of(sheet, wanted.atlas(), wanted.contents());
            if (excerpt.isEmpty()) {
                return show(page, wanted, page.t("geo.print.too-much"), HttpStatus.BAD_REQUEST);
            }
            var file = PrintedMap.of(
                    renderer,
                    page,
                    regions.current(),
                    excerpt.get(),
                    wanted.asked(),
                    title(page, wanted),
                    ground(page, excerpt.get()));
            response.setContentType(MediaType.APPLICATION_PDF_VALUE);
            response.setContentLength(file.length);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"karte-1-%d.pdf\"".formatted(sheet.scale()));
            response.getOutputStream().write(file);
            return null;
        } finally {
            drawing.release();
        }
    }

    private PrintedMap.Ground ground(Page page, Excerpt excerpt) {
        if (!excerpt.contents().contains(Content.GRUNDKARTE)) {
            return new PrintedMap.Ground(null, "");
        }
        var sheet = excerpt.sheet();
        try {
            var map = baseMap.onPaper(sheet.box(), FINEST * sheet.scale());
            return new PrintedMap.Ground(map, page.t("geo.ground.credit", baseMap.attribution()) + ".");
        } catch (IOException noAnswer) {
            return new PrintedMap.Ground(null, page.t("geo.print.no-ground"));
        }
    }

    private boolean begin() {
        try {
            return drawing.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String title(Page page, Wanted wanted) {
        return wanted.title().isEmpty() ? page.t("geo.map") : wanted.title();
    }

    private Wanted read(Page page, MultiValueMap<String, String> query) {
        var asked = AskedDay.of(text(query, "am"), GermanDates.today(clock));
        var atlas = atlases.on(asked.day());
        var errors = new LinkedHashMap<String, String>();
        var typed = text(query, "mitte");
        var middle = typed.isEmpty() ? Optional.of(start(atlas)) : find(atlas, typed);
        if (middle.isEmpty()) {
            errors.put("mitte", page.t("geo.print.middle.unknown"));
        }
        var title = text(query, "titel");
        if (title.length() > LONGEST_TITLE) {
            errors.put("titel", page.t("geo.print.title.long", LONGEST_TITLE));
        }
        var scale = Sheet.SCALES.stream()
                .filter(one -> one.toString().equals(text(query, "massstab")))
                .findFirst();
        var paper = Arrays.stream(Sheet.Paper.values())
                .filter(one -> one.key().equals(text(query, "blatt")))
                .findFirst()
                .orElse(Sheet.Paper.A4_HOCH);
        var contents = contents(query);
        int chosen = scale.orElse(typed.isEmpty() ? 5_000 : 2_500);
        return new Wanted(
                typed,
                title,
                contents,
                asked,
                atlas,
                middle.map(place -> new Sheet(place, chosen, paper)).orElse(null),
                String.valueOf(chosen),
                paper.key(),
                errors);
    }

    private static String text(MultiValueMap<String, String> query, String name) {
        var text = query.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /** Without a base map that can stand on paper it cannot be chosen. */
    private Stream<Content> offered() {
        return Arrays.stream(Content.values()).filter(one -> one != Content.GRUNDKARTE || baseMap.isPrintable());
    }

    /** Everything, when nothing is chosen: an empty sheet is of no use. */
    private Set<Content> contents(MultiValueMap<String, String> query) {
        var chosen = query.getOrDefault("ebene", List.of());
        return offered()
                .filter(one -> chosen.contains(one.key()) || chosen.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The plan nearest to the middle of the region, so that there is something to see. */
    private Position start(Atlas atlas) {
        var middle = middle(atlas);
        return atlas.plans().stream()
                .flatMap(plan -> atlas.outlines(plan).stream())
                .map(outline -> outline.geometry().getEnvelopeInternal().centre())
                .map(centre -> new Position(centre.x, centre.y))
                .min(Comparator.comparingDouble(one -> Math.hypot(one.x() - middle.x(), one.y() - middle.y())))
                .orElse(middle);
    }

    private Position middle(Atlas atlas) {
        var box = new Envelope();
        regions.current()
                .listMunicipalities(GermanDates.today(clock))
                .forEach(tenant -> atlas.findBoundary(tenant.slug().value())
                        .ifPresent(area -> box.expandToInclude(area.getEnvelopeInternal())));
        return box.isNull() ? Crs.EPSG25832.fromLonLat(9, 51) : new Position(box.centre().x, box.centre().y);
    }

    private Optional<Position> find(Atlas atlas, String typed) {
        var place = MapPages.place(typed);
        if (place.isPresent()) {
            return place.filter(degrees -> ZONE.contains(degrees.x(), degrees.y()))
                    .map(degrees -> Crs.EPSG25832.fromLonLat(degrees.x(), degrees.y()));
        }
        if (typed.length() > LONGEST_PLACE) {
            return Optional.empty();
        }
        return Whereabouts.find(regions.current(), typed, GermanDates.today(clock)).stream()
                .flatMap(where -> atlas.findBoundary(where.tenant().slug().value()).stream())
                .map(area -> area.getEnvelopeInternal().centre())
                .map(centre -> new Position(centre.x, centre.y))
                .findFirst();
    }

    private View show(Page page, Wanted wanted, String note, HttpStatus status) {
        var scales = new LinkedHashMap<String, String>();
        Sheet.SCALES.forEach(scale -> scales.put(scale.toString(), page.t("geo.print.scale.short", scale)));
        var papers = new LinkedHashMap<String, String>();
        for (var paper : Sheet.Paper.values()) {
            papers.put(paper.key(), page.t("geo.print.paper." + paper.key()));
        }
        var contents = new LinkedHashMap<String, String>();
        offered().forEach(content -> contents.put(content.key(), page.t("geo.print.content." + content.key())));
        var sheet = wanted.sheet();
        return page.show(
                "geo/print",
                new PrintPage(
                        wanted.middle(),
                        wanted.title(),
                        scales,
                        wanted.scale(),
                        papers,
                        wanted.paper(),
                        contents,
                        wanted.contents().stream().map(Content::key).toList(),
                        wanted.asked().value(),
                        wanted.errors(),
                        note,
                        sheet == null ? "" : preview(sheet, wanted),
                        PREVIEW,
                        sheet == null ? 0 : height(sheet),
                        sheet == null ? List.of() : moves(page, wanted, sheet)),
                status);
    }

    private static int height(Sheet sheet) {
        var frame = sheet.frame();
        return (int) Math.round(PREVIEW * frame.getHeight() / frame.getWidth());
    }

    private static String preview(Sheet sheet, Wanted wanted) {
        var layers = wanted.contents().containsAll(EnumSet.complementOf(EnumSet.of(Content.GRUNDKARTE)))
                ? MapLayer.ALL
                : Collections.list(wanted.atlas()).stream()
                        .filter(layer -> wanted.contents().stream().anyMatch(content -> content.has(layer)))
                        .map(Collections::id)
                        .limit(MapQuery.MOST_LAYERS)
                        .collect(Collectors.joining(","));
        if (layers.isEmpty()) {
            return "";
        }
        var box = sheet.box();
        return String.format(
                Locale.ROOT,
                "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=%s&STYLES=&FORMAT=image/png&CRS=EPSG:25832"
                        + "&TRANSPARENT=TRUE&BBOX=%.2f,%.2f,%.2f,%.2f&WIDTH=%d&HEIGHT=%d&TIME=%s",
                layers,
                box.getMinX(),
                box.getMinY(),
                box.getMaxX(),
                box.getMaxY(),
                PREVIEW,
                height(sheet),
                wanted.asked().value());
    }

    private static List<PrintPage.Move> moves(Page page, Wanted wanted, Sheet sheet) {
        var moves = new ArrayList<PrintPage.Move>();
        moves.add(new PrintPage.Move(page.t("geo.print.north-of"), moved(wanted, sheet.moved(0, STEP))));
        moves.add(new PrintPage.Move(page.t("geo.print.south-of"), moved(wanted, sheet.moved(0, -STEP))));
        moves.add(new PrintPage.Move(page.t("geo.print.west-of"), moved(wanted, sheet.moved(-STEP, 0))));
        moves.add(new PrintPage.Move(page.t("geo.print.east-of"), moved(wanted, sheet.moved(STEP, 0))));
        return moves;
    }

    private static String moved(Wanted wanted, Sheet sheet) {
        var query = new StringBuilder("%s?mitte=%s&massstab=%d&blatt=%s&titel=%s%s"
                .formatted(
                        FORM,
                        encode(degrees(sheet.middle())),
                        sheet.scale(),
                        sheet.paper().key(),
                        encode(wanted.title()),
                        wanted.asked().suffix("&")));
        wanted.contents().stream()
                .sorted()
                .forEach(content -> query.append("&ebene=").append(content.key()));
        return query.toString();
    }

    /** {@code 50.770120 8.578410}: a tenth of a metre, as it is typed into the field. */
    private static String degrees(Position place) {
        var degrees = Crs.EPSG25832.toLonLat(place.x(), place.y());
        return String.format(Locale.ROOT, "%.6f %.6f", degrees.y(), degrees.x());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
