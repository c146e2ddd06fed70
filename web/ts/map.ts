// The map that moves, in place of the drawing: loaded on pages with [data-map] only. What it shows also stands in the page as text and links.
import GeoJSON from "ol/format/GeoJSON.js";
import VectorLayer from "ol/layer/Vector.js";
import Map from "ol/Map.js";
import { bbox } from "ol/loadingstrategy.js";
import { fromLonLat, toLonLat, transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import { Circle, Fill, Stroke, Style } from "ol/style.js";
import View from "ol/View.js";
import type { FeatureLike } from "ol/Feature.js";

/** Metres on a pixel from which on single objects are drawn. */
const NEAR = 4;

const format = new GeoJSON({ featureProjection: "EPSG:3857" });

/** Colours come with the objects, as everywhere else. */
function style(feature: FeatureLike): Style {
    const fill = new Fill({ color: feature.get("fill") === "none" ? "rgba(255,255,255,0)" : feature.get("fill") });
    const stroke = new Stroke({ color: feature.get("stroke"), width: feature.get("width") ?? 1 });
    return new Style({ fill, stroke, image: new Circle({ radius: 3, fill, stroke }), zIndex: feature.get("rank") });
}

function source(path: string, day: string): VectorSource {
    const loaded = new VectorSource({
        strategy: bbox,
        loader: async (extent) => {
            const box = transformExtent(extent, "EPSG:3857", "EPSG:4326").map((degree) => degree.toFixed(6));
            const answer = await fetch(`${path}?bbox=${box.join(",")}${day}`).catch(() => undefined);
            if (!answer?.ok) {
                loaded.removeLoadedExtent(extent);
                return [];
            }
            const features = format.readFeatures(await answer.json());
            loaded.addFeatures(features);
            return features;
        },
    });
    return loaded;
}

function start(place: HTMLElement): void {
    const corners = (place.dataset["map"] ?? "").split(",").map(Number);
    const day = place.dataset["day"] ? `&am=${place.dataset["day"]}` : "";
    const target = document.createElement("div");
    target.className = "livemap";
    target.tabIndex = 0;
    target.setAttribute("role", "application");
    target.setAttribute("aria-label", place.dataset["label"] ?? "");
    place.replaceChildren(target);

    const towns = new VectorSource({ url: "/karte/gemeinden.geojson", format });
    const view = new View({ maxZoom: 21 });
    const map = new Map({
        target,
        controls: [],
        view,
        layers: [
            new VectorLayer({ source: towns, style }),
            new VectorLayer({ source: source("/karte/plaene.geojson", day), style }),
            new VectorLayer({ source: source("/karte/objekte.geojson", day), style, maxResolution: NEAR, declutter: false }),
        ],
    });
    view.fit(transformExtent(corners, "EPSG:4326", "EPSG:3857"), { size: map.getSize() ?? [300, 300] });

    const here = (lonLat: number[]): string => `/karte/hier?lat=${lonLat[1]?.toFixed(6)}&lon=${lonLat[0]?.toFixed(6)}${day}`;
    map.on("singleclick", (event) => {
        location.href = here(toLonLat(event.coordinate));
    });

    const tools = document.querySelector<HTMLElement>("[data-map-tools]");
    if (!tools) return;
    tools.hidden = false;
    const link = tools.querySelector<HTMLAnchorElement>("[data-map-here]");
    map.on("moveend", () => {
        if (link) link.href = here(toLonLat(view.getCenter() ?? fromLonLat([8.6, 50.8])));
    });
    for (const button of tools.querySelectorAll<HTMLButtonElement>("[data-map-zoom]")) {
        button.addEventListener("click", () => {
            view.animate({ zoom: (view.getZoom() ?? 12) + Number(button.dataset["mapZoom"]), duration: 150 });
        });
    }
}

for (const place of document.querySelectorAll<HTMLElement>("[data-map]")) start(place);
