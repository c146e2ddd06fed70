// Comfort on top of pages that work without it. Nothing here is needed to get something done.
import { uploads } from "./upload";

const all = <T extends Element>(selector: string, root: ParentNode = document): T[] => [...root.querySelectorAll<T>(selector)];

document.documentElement.classList.add("js");

/** A form that came back: the summary of errors is read first, and its links lead to the field with its question in view. */
function errorSummary(): void {
    document.querySelector<HTMLElement>("[data-focus]")?.focus();
    for (const link of all<HTMLAnchorElement>(".errsum a")) {
        link.addEventListener("click", (event) => {
            const found = document.getElementById(decodeURIComponent(link.hash.slice(1)));
            const field = found instanceof HTMLFieldSetElement ? found.querySelector<HTMLElement>("input") : found;
            if (!field) return;
            event.preventDefault();
            const question = field.closest("fieldset")?.querySelector("legend") ?? document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
            (question ?? field).scrollIntoView({ block: "start" });
            field.focus({ preventScroll: true });
        });
    }
}

/** Says which files were chosen, and takes files that are dropped. */
function fileFields(): void {
    for (const drop of all<HTMLElement>("[data-drop]")) {
        const input = drop.querySelector<HTMLInputElement>("input[type=file]");
        const picked = drop.querySelector<HTMLElement>("[data-picked]");
        if (!input || !picked) continue;
        const show = () => {
            const names = [...(input.files ?? [])].map((file) => file.name);
            drop.classList.toggle("has-file", names.length > 0);
            if (names.length > 0) picked.textContent = names.join(", ");
        };
        input.addEventListener("change", show);
        for (const type of ["dragover", "dragleave", "drop"]) {
            drop.addEventListener(type, (event) => {
                event.preventDefault();
                drop.classList.toggle("over", type === "dragover");
            });
        }
        drop.addEventListener("drop", (event) => {
            const files = event.dataTransfer?.files;
            if (!files?.length) return;
            input.files = files;
            input.dispatchEvent(new Event("change", { bubbles: true }));
        });
    }
}

/** <fieldset data-point="Mein Standort" data-failed="…">: fills in where the device is, if it is asked to and says so. */
function positions(): void {
    if (!("geolocation" in navigator)) return;
    for (const point of all<HTMLElement>("[data-point]")) {
        const latitude = point.querySelector<HTMLInputElement>("input[name$='.lat']");
        const longitude = point.querySelector<HTMLInputElement>("input[name$='.lon']");
        if (!latitude || !longitude) continue;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "kern-btn kern-btn--secondary btn-small";
        const label = button.appendChild(document.createElement("span"));
        label.className = "kern-label";
        label.textContent = point.dataset["point"] ?? "";
        const said = document.createElement("p");
        said.className = "count";
        said.setAttribute("aria-live", "polite");
        const write = (degrees: number) => degrees.toFixed(6).replace(".", ",");
        button.addEventListener("click", () => {
            navigator.geolocation.getCurrentPosition(
                ({ coords }) => {
                    latitude.value = write(coords.latitude);
                    longitude.value = write(coords.longitude);
                    said.textContent = `${latitude.value}; ${longitude.value}`;
                },
                () => {
                    said.textContent = point.dataset["failed"] ?? "";
                },
            );
        });
        point.append(button, said);
    }
}

/** <textarea maxlength data-left="Noch {0} Zeichen">: tells what is left once little is. */
function counters(): void {
    for (const area of all<HTMLTextAreaElement>("textarea[data-left][maxlength]")) {
        const count = document.createElement("p");
        count.className = "count num";
        count.setAttribute("aria-live", "polite");
        area.after(count);
        const show = () => {
            const left = area.maxLength - area.value.length;
            const near = left <= Math.max(20, area.maxLength * 0.2);
            count.textContent = near ? (area.dataset["left"] ?? "").replace("{0}", String(left)) : "";
        };
        area.addEventListener("input", show);
        show();
    }
}

/** <button data-copy="text" data-copied="Kopiert">. */
function copyButtons(): void {
    for (const button of all<HTMLButtonElement>("button[data-copy]")) {
        const label = button.querySelector<HTMLElement>(".kern-label");
        button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(button.dataset["copy"] ?? "");
            if (!label || label.dataset["busy"]) return;
            const before = [...label.childNodes];
            label.dataset["busy"] = "true";
            label.replaceChildren(button.dataset["copied"] ?? "");
            setTimeout(() => {
                label.replaceChildren(...before);
                delete label.dataset["busy"];
            }, 2000);
        });
    }
}

/** <form data-autosave="/path">: sends what was typed once typing pauses and when the page is left; the answer says when, in [data-saved]. */
function autosave(): void {
    for (const form of all<HTMLFormElement>("form[data-autosave]")) {
        const path = form.dataset["autosave"];
        const note = document.querySelector<HTMLElement>("[data-saved]");
        if (!path) continue;
        const typed = (from = form) => {
            const texts = new URLSearchParams();
            for (const [name, value] of new FormData(from)) if (typeof value === "string") texts.append(name, value);
            return texts;
        };
        // as it came from the server: on a slow line somebody types before this script is there
        const given = form.cloneNode(true) as HTMLFormElement;
        given.reset();
        let kept = typed(given).toString();
        let waiting: ReturnType<typeof setTimeout> | undefined;
        let underway: Promise<void> | undefined;
        let sent = false;
        const keep = async (keepalive: boolean) => {
            clearTimeout(waiting);
            const texts = typed();
            if (sent || texts.toString() === kept) return;
            const before = kept;
            kept = texts.toString();
            const response = await fetch(path, { method: "POST", body: texts, keepalive }).catch(() => undefined);
            if (!response?.ok) kept = before;
            const said = response?.status === 200 ? await response.text() : "";
            // the same words once more would only be read aloud once more
            if (note && said && note.textContent !== said) note.textContent = said;
        };
        const soon = () => {
            clearTimeout(waiting);
            waiting = setTimeout(() => {
                underway = keep(false).finally(() => (underway = undefined));
            }, 1500);
        };
        form.addEventListener("input", soon);
        if (typed().toString() !== kept) soon();
        const leave = () => void keep(true);
        addEventListener("pagehide", leave);
        document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
        form.addEventListener("submit", async (event) => {
            clearTimeout(waiting);
            const first = underway;
            if (!first || !form.requestSubmit) {
                sent = true;
                return;
            }
            // what is on its way must not arrive after what is sent now
            event.preventDefault();
            await Promise.race([first, new Promise((done) => setTimeout(done, 2000))]);
            underway = undefined;
            form.requestSubmit((event as SubmitEvent).submitter as HTMLElement | null);
        });
        addEventListener("pageshow", () => (sent = false));
    }
}

/** <input data-code>: a code that came after the # of the address, which no server and no log ever sees, is filled in. */
function codeFromAddress(): void {
    const input = document.querySelector<HTMLInputElement>("input[data-code]");
    const code = decodeURIComponent(location.hash.slice(1));
    if (!input || input.value || !/^[0-9A-Za-z]{3,}(-[0-9A-Za-z]{3,})+$/.test(code)) return;
    input.value = code;
    history.replaceState(null, "", location.pathname + location.search);
    input.focus();
}

const key = (text: string): string => text.toLocaleLowerCase("de").normalize("NFC");

/** <input data-filter="list-id" data-none="Nichts gefunden"> shortens a list; Enter opens the first that is left. */
function filters(): void {
    for (const input of all<HTMLInputElement>("input[data-filter]")) {
        const items = all<HTMLElement>(`#${input.dataset["filter"]} > li`);
        const none = document.querySelector<HTMLElement>(`[data-none-of="${input.dataset["filter"]}"]`);
        input.addEventListener("input", () => {
            const wanted = key(input.value.trim());
            for (const item of items) item.hidden = !key(item.textContent ?? "").includes(wanted);
            if (none) none.hidden = items.some((item) => !item.hidden);
        });
        input.form?.addEventListener("submit", (event) => {
            const first = items.find((item) => !item.hidden)?.querySelector("a");
            if (!input.value.trim() || !first) return;
            event.preventDefault();
            location.assign(first.href);
        });
    }
}

/** List and map carry the same data-twin: pointing at one lights up the other. */
function twins(): void {
    for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) {
        document.addEventListener(type, (event) => {
            const twin = (event.target as Element | null)?.closest?.("[data-twin]")?.getAttribute("data-twin");
            if (!twin) return;
            const on = type === "pointerover" || type === "focusin";
            for (const other of all(`[data-twin="${CSS.escape(twin)}"]`)) other.classList.toggle("on", on);
        });
    }
}

/** "/" leads to the search, as on many sites, unless somebody has switched keys off. */
function searchKey(): void {
    const search = document.querySelector<HTMLInputElement>("input[type=search]");
    document.addEventListener("keydown", (event) => {
        const typing = (event.target as Element | null)?.closest?.("input, textarea, select");
        if (!search || typing || localStorage.getItem("tasten") === "aus" || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        search.focus();
    });
}

errorSummary();
fileFields();
counters();
positions();
copyButtons();
// before autosave, which must not see that a form was sent while it still waits for a file
uploads();
autosave();
codeFromAddress();
filters();
twins();
searchKey();
