// The map that moves, in place of the drawing: loaded on pages with [data-map] only. What it shows also stands in the page as text and links.
import type { FeatureLike } from "ol/Feature.js";
import GeoJSON from "ol/format/GeoJSON.js";
import MVT from "ol/format/MVT.js";
import { DEVICE_PIXEL_RATIO } from "ol/has.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import Map from "ol/Map.js";
import { fromLonLat, toLonLat, transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import VectorTileSource from "ol/source/VectorTile.js";
import { Circle, Fill, Stroke, Style } from "ol/style.js";
import View from "ol/View.js";

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
    const map = new Map({
        target,
        controls: [],
        view,
        layers: [
            new VectorLayer({
                source: new VectorSource({ url: "/karte/gemeinden.geojson", format: new GeoJSON() }),
                style: styles["town"],
            }),
            new VectorTileLayer({
                source: new VectorTileSource({
                    format: new MVT(),
                    url: `/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}${day ? `?datetime=${day}` : ""}`,
                    maxZoom: DEEPEST,
                }),
                // parts of a plan are no signs of their own
                style: (feature: FeatureLike) => (`${feature.get("layer")}`.endsWith("_bereich") ? undefined : styles[feature.get("zeichen")]),
            }),
        ],
    });
    view.fit(transformExtent(corners, "EPSG:4326", "EPSG:3857"), { size: map.getSize() ?? [300, 300] });

    const here = (lonLat: number[]): string =>
        `/karte/hier?lat=${lonLat[1]?.toFixed(6)}&lon=${lonLat[0]?.toFixed(6)}${day ? `&am=${day}` : ""}`;
    const middle = (): string => here(toLonLat(view.getCenter() ?? fromLonLat([8.6, 50.8])));
    map.on("singleclick", (event) => {
        location.href = here(toLonLat(event.coordinate));
    });
    target.addEventListener("keydown", (event) => {
        if (event.key === "Enter") location.href = middle();
    });

    const tools = document.querySelector<HTMLElement>("[data-map-tools]");
    if (!tools) return;
    tools.hidden = false;
    const link = tools.querySelector<HTMLAnchorElement>("[data-map-here]");
    map.on("moveend", () => {
        if (link) link.href = middle();
    });
    for (const button of tools.querySelectorAll<HTMLButtonElement>("[data-map-zoom]")) {
        button.addEventListener("click", () => {
            view.animate({ zoom: (view.getZoom() ?? 12) + Number(button.dataset["mapZoom"]), duration: 150 });
        });
    }
}

for (const place of document.querySelectorAll<HTMLElement>("[data-map]")) void start(place);
