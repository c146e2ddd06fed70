// The map that moves, in place of the drawing: loaded on pages with [data-map] only. What it shows also stands in the page as text and links.
import type { FeatureLike } from "ol/Feature.js";
import GeoJSON from "ol/format/GeoJSON.js";
import MVT from "ol/format/MVT.js";
import { DEVICE_PIXEL_RATIO } from "ol/has.js";
import type BaseLayer from "ol/layer/Base.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import Map from "ol/Map.js";
import { fromLonLat, toLonLat, transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import VectorTileSource from "ol/source/VectorTile.js";
import { Circle, Fill, Stroke, Style } from "ol/style.js";
import View from "ol/View.js";
import { groundOf } from "./ground";

/** How the objects of one kind are drawn; the server says so, as for every other map. */
interface Look {
    fill: string;
    stroke: string;
    width: number;
    dash: number[];
    hatch: "none" | "dots" | "rising";
}

/** Pixels of a side after which a hatch comes again. */
const HATCH = 8;

/** Tiles of this depth have everything; the map goes closer than that. */
const DEEPEST = 18;

/** The layer of the tiles in which plans are as a whole. */
const PLANS = "plaene";

function hatched(look: Look): CanvasPattern | string {
    const side = HATCH * DEVICE_PIXEL_RATIO;
    const tile = document.createElement("canvas");
    tile.width = tile.height = side;
    const pen = tile.getContext("2d");
    if (!pen) return look.fill;
    pen.fillStyle = look.fill;
    pen.fillRect(0, 0, side, side);
    pen.fillStyle = pen.strokeStyle = look.stroke;
    pen.lineWidth = DEVICE_PIXEL_RATIO;
    if (look.hatch === "rising") {
        for (const from of [-side, 0, side]) {
            pen.moveTo(from, side);
            pen.lineTo(from + side, 0);
        }
        pen.stroke();
    } else {
        for (const at of [side / 8, (side * 5) / 8]) pen.fillRect(at, at, DEVICE_PIXEL_RATIO, DEVICE_PIXEL_RATIO);
    }
    return pen.createPattern(tile, "repeat") ?? look.fill;
}

function style(look: Look, rank: number): Style {
    const fill = new Fill({ color: look.fill === "none" ? "rgba(255,255,255,0)" : look.hatch === "none" ? look.fill : hatched(look) });
    const stroke = new Stroke({ color: look.stroke, width: look.width, lineDash: look.dash });
    return new Style({ fill, stroke, image: new Circle({ radius: 3, fill, stroke }), zIndex: rank });
}

/** How much of the ground is seen through plans, so that streets and houses lead through them. */
const OVER_GROUND = 0.72;

/** Lets layers be chosen, and keeps the page's address and those to copy at what is seen. */
function share(map: Map, layers: Record<string, BaseLayer>, shown: string[], show: (ground: string) => void): void {
    const tell = (): void => {
        const [lon, lat] = toLonLat(map.getView().getCenter() ?? [0, 0]);
        const address = new URL(location.href);
        address.searchParams.set("mitte", `${lat?.toFixed(5)},${lon?.toFixed(5)}`);
        address.searchParams.set("zoom", (map.getView().getZoom() ?? 12).toFixed(1));
        const seen = Object.keys(layers).filter((name) => layers[name]?.getVisible());
        if (seen.length < Object.keys(layers).length) address.searchParams.set("ebenen", seen.join(","));
        else address.searchParams.delete("ebenen");
        if (document.querySelector<HTMLInputElement>("[data-map-tools] input[value=grenzen]:checked")) address.searchParams.set("grund", "grenzen");
        else address.searchParams.delete("grund");
        const query = decodeURIComponent(address.search);
        history.replaceState(null, "", address.pathname + query);
        const now = (text: string): string => text.replace(/(\/karte(?:\/einbetten)?)(\?[^"]*)?(?="|$)/, (_, path) => path + query);
        for (const part of document.querySelectorAll<HTMLElement>("[data-map-address] :is(a, code, button)")) {
            if (part instanceof HTMLAnchorElement) part.href = now(part.href);
            if (part.dataset["copy"]) part.dataset["copy"] = now(part.dataset["copy"]);
            if (part.tagName === "CODE" || part.closest(".address")) part.textContent = now(part.textContent ?? "");
        }
    };
    for (const [name, layer] of Object.entries(layers)) layer.setVisible(shown.includes(name));
    for (const choice of document.querySelectorAll<HTMLInputElement>("[data-map-tools] input")) {
        choice.addEventListener("change", () => {
            if (choice.type === "radio") show(choice.value);
            else layers[choice.value]?.setVisible(choice.checked);
            tell();
        });
    }
    // the first view is the one that the address says already
    map.once("moveend", () => map.on("moveend", tell));
}

async function start(place: HTMLElement): Promise<void> {
    const answer = await fetch("/karte/zeichen.json").catch(() => undefined);
    if (!answer?.ok) return;
    // in the order of drawing
    const looks: Record<string, Look> = await answer.json();
    const styles: Record<string, Style> = {};
    Object.entries(looks).forEach(([name, look], rank) => (styles[name] = style(look, rank)));

    const corners = (place.dataset["map"] ?? "").split(",").map(Number);
    const day = place.dataset["day"];
    const target = document.createElement("div");
    target.className = "livemap";
    target.tabIndex = 0;
    target.setAttribute("role", "application");
    target.setAttribute("aria-label", place.dataset["label"] ?? "");
    place.replaceChildren(target);

    const view = new View({ maxZoom: 21 });
    const tiles = new VectorTileSource({
        format: new MVT(),
        url: `/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}${day ? `?datetime=${day}` : ""}`,
        maxZoom: DEEPEST,
    });
    // parts of a plan are no signs of their own
    const drawn = (wanted: (layer: string) => boolean) => (feature: FeatureLike) => {
        const layer = `${feature.get("layer")}`;
        return wanted(layer) && !layer.endsWith("_bereich") ? styles[feature.get("zeichen")] : undefined;
    };
    const layers = {
        gemeinden: new VectorLayer({
            source: new VectorSource({ url: "/karte/gemeinden.geojson", format: new GeoJSON() }),
            style: styles["town"],
        }),
        plaene: new VectorTileLayer({ source: tiles, style: drawn((layer) => layer === PLANS) }),
        objekte: new VectorTileLayer({ source: tiles, style: drawn((layer) => layer !== PLANS) }),
    };
    const ground = place.dataset["ground"] ? groundOf(place.dataset["ground"]) : undefined;
    const town = looks["town"];
    const border = town && style({ ...town, fill: "none" }, 0);
    const show = (wanted: string): void => {
        const seen = ground !== undefined && wanted === "karte";
        ground?.setVisible(seen);
        layers.gemeinden.setStyle(seen ? border : styles["town"]);
        for (const layer of [layers.plaene, layers.objekte]) layer.setOpacity(seen ? OVER_GROUND : 1);
    };
    show(document.querySelector<HTMLInputElement>("[data-map-tools] input[name=grund]:checked")?.value ?? "");
    const map = new Map({ target, controls: [], view, layers: [...(ground ? [ground] : []), ...Object.values(layers)] });
    const [lat, lon, zoom] = (place.dataset["start"] ?? "").split(",").map(Number);
    if (lat && lon && zoom) {
        view.setCenter(fromLonLat([lon, lat]));
        view.setZoom(zoom);
    } else {
        view.fit(transformExtent(corners, "EPSG:4326", "EPSG:3857"), { size: map.getSize() ?? [300, 300] });
    }
    share(map, layers, (place.dataset["layers"] ?? "").split(" "), show);

    const here = (lonLat: number[]): string =>
        `/karte/hier?lat=${lonLat[1]?.toFixed(6)}&lon=${lonLat[0]?.toFixed(6)}${day ? `&am=${day}` : ""}`;
    const middle = (): string => here(toLonLat(view.getCenter() ?? fromLonLat([8.6, 50.8])));
    map.on("singleclick", (event) => {
        open(here(toLonLat(event.coordinate)), place.dataset["target"] ?? "_self");
    });
    target.addEventListener("keydown", (event) => {
        if (event.key === "Enter") location.href = middle();
    });

    for (const tools of document.querySelectorAll<HTMLElement>("[data-map-tools]")) tools.hidden = false;
    const link = document.querySelector<HTMLAnchorElement>("[data-map-here]");
    map.on("moveend", () => {
        if (link) link.href = middle();
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-map-zoom]")) {
        button.addEventListener("click", () => {
            view.animate({ zoom: (view.getZoom() ?? 12) + Number(button.dataset["mapZoom"]), duration: 150 });
        });
    }
}

for (const place of document.querySelectorAll<HTMLElement>("[data-map]")) void start(place);
