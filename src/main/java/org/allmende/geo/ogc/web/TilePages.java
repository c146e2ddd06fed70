package org.allmende.geo.ogc.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Layer;
import org.allmende.geo.ogc.BadQuery;
import org.allmende.geo.ogc.Collections;
import org.allmende.geo.ogc.ItemQuery;
import org.allmende.geo.tiles.Tile;
import org.allmende.geo.tiles.VectorTile;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** OGC API Tiles (OGC 20-057) over everything that is released: all collections in one tileset, and one for each. */
@Controller
class TilePages {

    private static final Set<String> FORMAT_ONLY = Set.of("f");

    private final Atlases atlases;
    private final Regions regions;

    TilePages(Atlases atlases, Regions regions) {
        this.atlases = atlases;
        this.regions = regions;
    }

    @Public
    @GetMapping("/ogc/tileMatrixSets")
    @Nullable
    View sets(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        return answer(page, request, response, "/ogc/tileMatrixSets", TileDocuments.sets(page));
    }

    @Public
    @GetMapping("/ogc/tileMatrixSets/{set}")
    @Nullable
    View set(Page page, @PathVariable String set, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        know(set);
        return answer(page, request, response, "", TileDocuments.set());
    }

    /** @param list path of what lies one step deeper; empty when nothing does */
    private @Nullable View answer(
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            String list,
            Map<String, Object> document)
            throws IOException {
        if (!Exchange.isForPeople(request)) {
            Exchange.send(response, document);
            return null;
        }
        var rows = list.isEmpty()
                ? List.<OgcPage.Row>of()
                : List.of(new OgcPage.Row(TileDocuments.SET, "", "%s/%s".formatted(list, TileDocuments.SET)));
        return page.show(
                "geo/ogc",
                new OgcPage(
                        page.t("geo.ogc.tiles"),
                        page.t("geo.ogc.tiles.about"),
                        List.of(new OgcPage.Row(page.t("geo.ogc"), "", "/ogc")),
                        page.path() + "?f=json",
                        rows,
                        "",
                        ""));
    }

    @Public
    @GetMapping("/ogc/tiles")
    @Nullable
    View tilesets(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        return tilesets(page, "/ogc/tiles", title(page), all(atlases.current()), request, response);
    }

    @Public
    @GetMapping("/ogc/collections/{collection}/tiles")
    @Nullable
    View tilesets(Page page, @PathVariable String collection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exchange.check(request, FORMAT_ONLY);
        return tilesets(page, base(collection), collection, List.of(find(collection)), request, response);
    }

    private @Nullable View tilesets(
            Page page,
            String base,
            String title,
            List<Layer> layers,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        return answer(page, request, response, base, TileDocuments.tilesets(page, base, title, layers));
    }

    @Public
    @GetMapping("/ogc/tiles/{set}")
    @Nullable
    View tileset(Page page, @PathVariable String set, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        know(set);
        return tileset(page, "/ogc/tiles", title(page), all(atlases.current()), request, response);
    }

    @Public
    @GetMapping("/ogc/collections/{collection}/tiles/{set}")
    @Nullable
    View tileset(
            Page page,
            @PathVariable String collection,
            @PathVariable String set,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        know(set);
        return tileset(page, base(collection), collection, List.of(find(collection)), request, response);
    }

    private @Nullable View tileset(
            Page page,
            String base,
            String title,
            List<Layer> layers,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if ("tilejson".equals(Exchange.once(request).get("f"))) {
            Exchange.send(response, TileDocuments.tileJson(page, base, title, layers));
            return null;
        }
        Exchange.check(request, FORMAT_ONLY);
        return answer(page, request, response, "", TileDocuments.tileset(page, base, title, layers));
    }

    @Public
    @GetMapping("/ogc/tiles/{set}/{zoom}/{row}/{column}")
    void tile(
            @PathVariable String set,
            @PathVariable String zoom,
            @PathVariable String row,
            @PathVariable String column,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        know(set);
        var atlas = asked(request);
        send(atlas, all(atlas), zoom, row, column, request, response);
    }

    @Public
    @GetMapping("/ogc/collections/{collection}/tiles/{set}/{zoom}/{row}/{column}")
    void tile(
            @PathVariable String collection,
            @PathVariable String set,
            @PathVariable String zoom,
            @PathVariable String row,
            @PathVariable String column,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        know(set);
        var atlas = asked(request);
        send(atlas, List.of(find(atlas, collection)), zoom, row, column, request, response);
    }

    /** The map of the day for which it is asked (OGC 20-057 §13, one instant only); today's otherwise. */
    private Atlas asked(HttpServletRequest request) {
        var asked = Exchange.once(request);
        asked.forEach((name, value) -> {
            if (!name.equals("datetime") && !(name.equals("f") && value.equals("mvt"))) {
                throw new BadQuery("Unknown parameter: " + name);
            }
        });
        var day = asked.get("datetime");
        return atlases.on(day == null ? null : ItemQuery.day(day));
    }

    private static void send(
            Atlas atlas,
            List<Layer> layers,
            String zoom,
            String row,
            String column,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var tile = Tile.of(zoom, row, column)
                .orElseThrow(() -> new Exchange.Missing(
                        "There is no such tile; tile matrices go from 0 to %d.".formatted(Tile.DEEPEST)));
        // weak, since it is packed on the way
        var tag = "W/\"%d.%d\"".formatted(VectorTile.EDITION, atlas.revision());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        response.setHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        var bytes = VectorTile.of(tile, layers);
        if (bytes.length == 0) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        response.setContentType(VectorTile.TYPE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static void know(String set) {
        if (!set.equals(TileDocuments.SET)) {
            throw new Exchange.Missing("There is no such tile matrix set; /ogc/tileMatrixSets names all.");
        }
    }

    private String title(Page page) {
        return page.t("geo.ogc.title", regions.current().name());
    }

    private static List<Layer> all(Atlas atlas) {
        return Collections.list(atlas);
    }

    private static String base(String collection) {
        return "/ogc/collections/%s/tiles".formatted(collection);
    }

    private Layer find(String collection) {
        return find(atlases.current(), collection);
    }

    private static Layer find(Atlas atlas, String collection) {
        return Collections.find(atlas, collection)
                .orElseThrow(() -> new Exchange.Missing("There is no such collection; /ogc/collections names all."));
    }
}
