// Uploads files in parts, so that a connection may break in the middle: tus 1.0.0, https://tus.io/protocols/resumable-upload.

const PART = 256 * 1024;
const LONGEST_PAUSE = 30;
const PATIENCE = 8;
const HEADERS = { "Tus-Resumable": "1.0.0" };

/** What the server said no to, in its own words. */
class Refused extends Error {}

const encoded = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Until the time is over, or the connection is there again. */
const pause = (seconds: number): Promise<void> =>
    new Promise((done) => {
        const over = () => {
            clearTimeout(timer);
            removeEventListener("online", over);
            done();
        };
        const timer = setTimeout(over, seconds * 1000);
        addEventListener("online", over);
    });

/** One file on its way; `show` gets the bytes that are there, or undefined while there is no connection. */
class Upload {
    private address: string | undefined;
    private readonly stopping = new AbortController();

    constructor(
        private readonly path: string,
        private readonly file: File,
        private readonly show: (sent: number | undefined) => void,
    ) {}

    get stopped(): boolean {
        return this.stopping.signal.aborted;
    }

    stop(): void {
        this.stopping.abort();
        if (this.address) void fetch(this.address, { method: "DELETE", headers: HEADERS, keepalive: true }).catch(() => undefined);
    }

    /** Ends when all is there, or it was stopped; throws what was refused. */
    async run(): Promise<void> {
        let offset: number | undefined;
        let failures = 0;
        while (!this.stopped && offset !== this.file.size) {
            const response = await (offset === undefined ? this.find() : this.send(offset)).catch(() => undefined);
            if (this.stopped) return;
            if (response?.ok) {
                offset = Number(response.headers.get("Upload-Offset"));
                failures = 0;
                this.show(offset);
                continue;
            }
            offset = undefined;
            const gone = response?.status === 404 || response?.status === 410;
            if (gone && this.address) {
                this.address = undefined;
            } else if (response && response.status < 500 && response.status !== 409) {
                const problem = (await response.json().catch(() => ({}))) as { detail?: string };
                throw new Refused(problem.detail);
            }
            failures++;
            if (response && failures > PATIENCE) throw new Refused();
            if (!response) this.show(undefined);
            await pause(Math.min(LONGEST_PAUSE, 2 ** (failures - 1)));
        }
    }

    /** How much is there; begins if nothing is. */
    private async find(): Promise<Response> {
        const signal = this.stopping.signal;
        if (this.address) return fetch(this.address, { method: "HEAD", headers: HEADERS, signal });
        const { name, size, lastModified } = this.file;
        const response = await fetch(this.path, {
            method: "POST",
            headers: {
                ...HEADERS,
                "Upload-Length": String(size),
                "Upload-Metadata": `filename ${encoded(name.slice(-200))},fingerprint ${encoded(`${name.slice(-60)} ${lastModified}`)}`,
            },
            signal,
        });
        this.address = response.headers.get("Location") ?? undefined;
        return response;
    }

    private send(offset: number): Promise<Response> {
        return fetch(this.address ?? this.path, {
            method: "PATCH",
            headers: { ...HEADERS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
            body: this.file.slice(offset, offset + PART),
            signal: this.stopping.signal,
        });
    }
}

/** <form data-upload="/path/"> with <template id="hochladen">: what is chosen at its file inputs goes at once, one after the other. */
export function uploads(): void {
    const form = document.querySelector<HTMLFormElement>("form[data-upload]");
    const template = document.querySelector<HTMLTemplateElement>("template#hochladen");
    if (!form || !template) return;
    const words = template.dataset;
    const said = document.createElement("p");
    said.className = "kern-sr-only";
    said.setAttribute("role", "status");
    form.append(said);
    const megabytes = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const amount = (bytes: number) => megabytes.format(bytes / (1024 * 1024));
    let last: Promise<void> = Promise.resolve();
    let open = 0;
    let waiting: (() => void) | undefined;

    /** Shows at a question the files that it has now. */
    const refresh = async (name: string): Promise<void> => {
        const response = await fetch(location.pathname);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const selector = `[data-files="${CSS.escape(name)}"]`;
        const fresh = page.querySelector(selector);
        if (fresh) document.querySelector(selector)?.replaceChildren(...fresh.childNodes);
    };

    const start = (input: HTMLInputElement, drop: Element, file: File): void => {
        const row = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
        const [title, text, progress, button] = ["strong", "span", "progress", "button"].map((tag) => row.querySelector<HTMLElement>(tag));
        if (!title || !text || !(progress instanceof HTMLProgressElement) || !(button instanceof HTMLButtonElement)) return;
        title.textContent = file.name;
        progress.max = file.size || 1;
        progress.setAttribute("aria-label", file.name);
        const say = (line: string) => {
            text.textContent = line;
            said.textContent = `${file.name}: ${line}`;
        };
        const upload = new Upload(`${form.dataset["upload"]}${input.name}`, file, (sent) => {
            if (sent === undefined) {
                if (text.textContent !== words["offline"]) say(words["offline"] ?? "");
                return;
            }
            progress.value = sent;
            const line = (words["progress"] ?? "").replace("{0}", amount(sent)).replace("{1}", amount(file.size));
            // read aloud where it begins and where it goes on, not at each step
            if (!text.textContent || text.textContent === words["offline"]) say(line);
            text.textContent = sent + PART >= file.size ? (words["checking"] ?? "") : line;
        });
        button.addEventListener("click", () => {
            upload.stop();
            row.remove();
            input.focus();
        });
        drop.after(row);
        open++;
        last = last.then(async () => {
            try {
                await upload.run();
                if (!upload.stopped) {
                    await refresh(input.name).catch(() => undefined);
                    row.remove();
                    if (document.activeElement === document.body) input.focus();
                    said.textContent = (words["done"] ?? "").replace("{0}", file.name);
                }
            } catch (refused) {
                waiting = undefined;
                row.classList.add("failed");
                progress.remove();
                say((refused as Error).message || (words["failed"] ?? ""));
                const label = button.querySelector(".kern-label");
                if (label) label.textContent = words["close"] ?? "";
            }
            if (--open === 0) waiting?.();
        });
    };

    for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file]")) {
        const drop = input.closest("[data-drop]");
        if (!drop) continue;
        input.addEventListener("change", () => {
            const files = [...(input.files ?? [])];
            // so that it does not go with the form once more
            input.value = "";
            drop.classList.remove("has-file");
            for (const file of files) start(input, drop, file);
        });
    }

    form.addEventListener("submit", (event) => {
        if (open === 0 || !form.requestSubmit) return;
        const by = (event as SubmitEvent).submitter;
        event.preventDefault();
        event.stopImmediatePropagation();
        waiting = () => form.requestSubmit(by as HTMLElement | null);
        form.querySelector(".upload:not(.failed)")?.scrollIntoView({ block: "nearest" });
    });
}
