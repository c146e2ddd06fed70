// What the county has configured to lie under the plans; it comes from our own server, as pictures or as shapes.
import type { FeatureLike } from "ol/Feature.js";
import MVT from "ol/format/MVT.js";
import type BaseLayer from "ol/layer/Base.js";
import TileLayer from "ol/layer/Tile.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import type TileSource from "ol/source/Tile.js";
import VectorTileSource from "ol/source/VectorTile.js";
import XYZ from "ol/source/XYZ.js";
import { Fill, Stroke, Style, Text } from "ol/style.js";

const URL = "/karte/grund/{z}/{x}/{y}";

/** Shapes by the layers' names in Protomaps, Shortbread and OpenMapTiles; what is not named here is not drawn. */
const KINDS: [RegExp, "land" | "water" | "stream" | "building" | "road" | "border" | "place"][] = [
    [/^(landuse|landcover|land|park)$/, "land"],
    [/^(water|ocean|water_polygons)$/, "water"],
    [/^(water_lines|waterway)$/, "stream"],
    [/^buildings?$/, "building"],
    [/^(roads|streets|transportation)$/, "road"],
    [/^(boundaries|boundary)$/, "border"],
    [/^(places?|place_labels|street_labels|transportation_name)$/, "place"],
];

const GREEN = /forest|wood|grass|meadow|park|orchard|cemetery|nature|scrub|farm|garden|heath|pitch/;
const LARGE = /highway|motorway|trunk|primary|secondary|major/;

const fill = (color: string): Style => new Style({ fill: new Fill({ color }) });
const line = (color: string, width: number, lineDash?: number[]): Style =>
    new Style({ stroke: new Stroke(lineDash ? { color, width, lineDash } : { color, width }) });

const GRASS = fill("#e3ecd6");
const WATER = [fill("#b5d3e7"), line("#8fb8d4", 1.5)];
const BUILDING = new Style({ fill: new Fill({ color: "#d9d0c5" }), stroke: new Stroke({ color: "#bcb1a4", width: 0.5 }) });
const BORDER = line("#8a7f91", 1, [6, 3]);

/** Metres on a pixel below which small streets are seen, and houses. */
const NEAR = 20;

function drawn(feature: FeatureLike, resolution: number): Style | undefined {
    const kind = KINDS.find(([names]) => names.test(`${feature.get("layer")}`))?.[1];
    const what = `${feature.get("kind") ?? feature.get("class") ?? feature.get("subclass") ?? ""}`;
    switch (kind) {
        case "land":
            return GREEN.test(what) ? GRASS : undefined;
        case "water":
            return /Polygon/.test(`${feature.getGeometry()?.getType()}`) ? WATER[0] : WATER[1];
        case "stream":
            return WATER[1];
        case "building":
            return resolution < NEAR ? BUILDING : undefined;
        case "road":
            if (LARGE.test(what)) return line("#e7b978", Math.min(8, Math.max(1.5, 12 / resolution)));
            return resolution < NEAR ? line("#c9c4bb", Math.min(6, Math.max(0.8, 5 / resolution))) : undefined;
        case "border":
            return BORDER;
        case "place":
            return new Style({
                text: new Text({
                    text: `${feature.get("name:de") ?? feature.get("name") ?? ""}`,
                    font: "13px sans-serif",
                    placement: /Line/.test(`${feature.getGeometry()?.getType()}`) ? "line" : "point",
                    fill: new Fill({ color: "#33302b" }),
                    stroke: new Stroke({ color: "#fff", width: 3 }),
                }),
            });
        default:
            return undefined;
    }
}

/** @param told kind of the tiles, least and most zoom, as the page has it */
export function groundOf(told: string): BaseLayer {
    const [least, most] = told.split(" ").slice(1).map(Number);
    const zooms = { url: URL, minZoom: least ?? 0, maxZoom: most ?? 18 };
    const heard = <S extends TileSource>(source: S): S => {
        source.addEventListener("tileloaderror", () => {
            const outage = document.querySelector<HTMLElement>("[data-map-outage]");
            if (outage) outage.textContent = outage.dataset["mapOutage"] ?? "";
        });
        return source;
    };
    const minZoom = zooms.minZoom - 1;
    return told.startsWith("vector")
        ? new VectorTileLayer({ source: heard(new VectorTileSource({ ...zooms, format: new MVT() })), style: drawn, declutter: true, minZoom })
        : new TileLayer({ source: heard(new XYZ(zooms)), minZoom });
}
