// The map that moves, in place of the drawing: loaded on pages with [data-map] only. What it shows also stands in the page as text and links.
import GeoJSON from "ol/format/GeoJSON.js";
import VectorLayer from "ol/layer/Vector.js";
import type BaseLayer from "ol/layer/Base.js";
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

/** Lets layers be chosen, and keeps the page's address and those to copy at what is seen. */
function share(map: Map, layers: Record<string, BaseLayer>, shown: string[]): void {
    const tell = (): void => {
        const [lon, lat] = toLonLat(map.getView().getCenter() ?? [0, 0]);
        const address = new URL(location.href);
        address.searchParams.set("mitte", `${lat?.toFixed(5)},${lon?.toFixed(5)}`);
        address.searchParams.set("zoom", (map.getView().getZoom() ?? 12).toFixed(1));
        const seen = Object.keys(layers).filter((name) => layers[name]?.getVisible());
        if (seen.length < Object.keys(layers).length) address.searchParams.set("ebenen", seen.join(","));
        else address.searchParams.delete("ebenen");
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
            layers[choice.value]?.setVisible(choice.checked);
            tell();
        });
    }
    // the first view is the one that the address says already
    map.once("moveend", () => map.on("moveend", tell));
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
    const layers = {
        gemeinden: new VectorLayer({ source: towns, style }),
        plaene: new VectorLayer({ source: source("/karte/plaene.geojson", day), style }),
        objekte: new VectorLayer({ source: source("/karte/objekte.geojson", day), style, maxResolution: NEAR, declutter: false }),
    };
    const map = new Map({ target, controls: [], view, layers: Object.values(layers) });
    const [lat, lon, zoom] = (place.dataset["start"] ?? "").split(",").map(Number);
    if (lat && lon && zoom) {
        view.setCenter(fromLonLat([lon, lat]));
        view.setZoom(zoom);
    } else {
        view.fit(transformExtent(corners, "EPSG:4326", "EPSG:3857"), { size: map.getSize() ?? [300, 300] });
    }
    share(map, layers, (place.dataset["layers"] ?? "").split(" "));

    const here = (lonLat: number[]): string => `/karte/hier?lat=${lonLat[1]?.toFixed(6)}&lon=${lonLat[0]?.toFixed(6)}${day}`;
    map.on("singleclick", (event) => {
        open(here(toLonLat(event.coordinate)), place.dataset["target"] ?? "_self");
    });

    for (const tools of document.querySelectorAll<HTMLElement>("[data-map-tools]")) tools.hidden = false;
    const link = document.querySelector<HTMLAnchorElement>("[data-map-here]");
    map.on("moveend", () => {
        if (link) link.href = here(toLonLat(view.getCenter() ?? fromLonLat([8.6, 50.8])));
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-map-zoom]")) {
        button.addEventListener("click", () => {
            view.animate({ zoom: (view.getZoom() ?? 12) + Number(button.dataset["mapZoom"]), duration: 150 });
        });
    }
}

for (const place of document.querySelectorAll<HTMLElement>("[data-map]")) start(place);
