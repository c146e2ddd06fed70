// New values on pages of measurements: loaded on pages with [data-stream] only. The page is whole without it.
interface News {
    station: number;
    badge: string;
    state: string;
    said: string;
    html: string;
}

const all = <T extends Element>(selector: string, root: ParentNode = document): T[] => [...root.querySelectorAll<T>(selector)];

/** So often somebody who listens is told at most, in milliseconds. */
const CALM = 10_000;

const KEY = "messwerte";

/** "vor 12 Minuten" goes on while nothing comes. */
function ages(): void {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
    for (const time of all<HTMLTimeElement>("time[data-age]")) {
        const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60_000);
        if (minutes < 1) continue;
        const text = minutes < 120 ? words.format(-minutes, "minute") : minutes < 2880 ? words.format(-Math.floor(minutes / 60), "hour") : words.format(-Math.floor(minutes / 1440), "day");
        if (time.textContent !== text) time.textContent = text;
    }
}

/** "tile tile-danger" becomes "tile tile-warning". */
function recolour(place: Element, badge: string): void {
    for (const look of ["tile", "dot"]) {
        if (!place.classList.contains(look)) continue;
        for (const name of [...place.classList]) if (name.startsWith(`${look}-`)) place.classList.remove(name);
        place.classList.add(`${look}-${badge}`);
    }
}

function show(news: News): void {
    const pieces = document.createElement("template");
    pieces.innerHTML = news.html;
    for (const place of all(`[data-station="${news.station}"]`)) {
        recolour(place, news.badge);
        if (place.matches("a.dot")) place.setAttribute("aria-label", news.said);
        for (const part of all<HTMLElement>("[data-part]", place)) {
            const fresh = pieces.content.querySelector(`[data-part="${part.dataset["part"]}"]`);
            if (fresh) part.replaceChildren(...fresh.cloneNode(true).childNodes);
        }
    }
}

// in a frame of another page browsers may keep nothing
function remembered(): string | null {
    try {
        return localStorage.getItem(KEY);
    } catch {
        return null;
    }
}

function remember(choice: string): void {
    try {
        localStorage.setItem(KEY, choice);
    } catch {
        // then the choice holds for this page
    }
}

function listen(bar: HTMLElement): void {
    const { stream, on, off, lost, full, stop, go } = bar.dataset;
    const state = bar.querySelector<HTMLElement>("[data-live-state]");
    const button = bar.querySelector<HTMLButtonElement>("button");
    const said = bar.querySelector<HTMLElement>("[data-live-said]");
    if (!stream || !state || !button || !said) return;
    const address = new URL(stream, location.href);
    const states = new Map<number, string>();
    const spoken = new Map<number, string>();
    let source: EventSource | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let paused = remembered() === "aus";

    const label = (text = "", look = "") => {
        if (state.textContent !== text) state.textContent = text;
        bar.dataset["look"] = look;
        const word = button.querySelector(".kern-label");
        if (word) word.textContent = (paused ? go : stop) ?? "";
    };
    // what means something else than before is said; numbers alone are not read aloud each time
    const say = (news: News) => {
        const before = states.get(news.station);
        states.set(news.station, news.state);
        if (before === undefined || before === news.state) return;
        spoken.set(news.station, news.said);
        waiting ??= setTimeout(() => {
            waiting = undefined;
            said.textContent = [...spoken.values()].slice(-3).join(". ");
            spoken.clear();
        }, said.textContent ? CALM : 0);
    };
    const close = () => {
        source?.close();
        source = undefined;
    };
    const open = () => {
        if (source || paused) return;
        source = new EventSource(address);
        source.addEventListener("open", () => label(on, "on"));
        source.addEventListener("station", (event) => {
            const { data, lastEventId } = event as MessageEvent<string>;
            address.searchParams.set("seit", lastEventId);
            const news = JSON.parse(data) as News;
            say(news);
            show(news);
        });
        source.addEventListener("error", () => {
            const refused = source?.readyState === EventSource.CLOSED;
            label(refused ? full : lost, "off");
            if (!refused) return;
            close();
            setTimeout(open, 30_000 + Math.random() * 30_000);
        });
    };
    button.addEventListener("click", () => {
        paused = !paused;
        remember(paused ? "aus" : "an");
        if (paused) {
            close();
            label(off, "off");
        } else {
            label(on, "on");
            open();
        }
    });
    // a browser has few connections to a server; whoever looks elsewhere gets what was missed on coming back
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", () => document.hidden || open());
    for (const place of all<HTMLElement>("[data-station]")) {
        const tag = place.querySelector("[data-part=state] .kern-badge, [data-part=tag] .kern-badge");
        if (tag) states.set(Number(place.dataset["station"]), tag.textContent?.trim() ?? "");
    }
    bar.hidden = false;
    label(paused ? off : on, paused ? "off" : "on");
    if (!document.hidden) open();
    ages();
    setInterval(ages, 20_000);
}

if ("EventSource" in window) for (const bar of all<HTMLElement>("[data-stream]")) listen(bar);
