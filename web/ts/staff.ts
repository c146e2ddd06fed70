// Comfort for staff: keys on the work list, a bar for what is selected, what is new, dialogs, undo. Loads with app.ts; every act is a form that works without it.
import htmx from "htmx.org";

// the content security policy allows neither eval nor inline styles, and nothing from elsewhere
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;

const one = <T extends Element>(selector: string, root: ParentNode = document): T | null => root.querySelector<T>(selector);
const all = <T extends Element>(selector: string, root: ParentNode = document): T[] => [...root.querySelectorAll<T>(selector)];

/** What is ticked in a table with [data-bulk]: the bar appears, counts, and can let go of all. */
function selection(): void {
    const table = one<HTMLTableElement>("table[data-bulk]");
    const bar = one<HTMLElement>("[data-bulkbar]");
    if (!table || !bar) return;
    const boxes = () => all<HTMLInputElement>("tbody input[type=checkbox]", table);
    const every = one<HTMLInputElement>("thead input[type=checkbox]", table);
    const show = () => {
        const ticked = boxes().filter((box) => box.checked).length;
        const count = one<HTMLElement>("[data-count]", bar);
        if (count) count.textContent = String(ticked);
        bar.hidden = ticked === 0;
        if (every) {
            every.checked = ticked > 0 && ticked === boxes().length;
            every.indeterminate = ticked > 0 && !every.checked;
        }
    };
    // from the last box that was ticked to this one
    let last = -1;
    table.addEventListener("click", (event) => {
        const here = boxes().indexOf(event.target as HTMLInputElement);
        if (here < 0) return;
        if (event.shiftKey && last >= 0) {
            const checked = (event.target as HTMLInputElement).checked;
            for (const box of boxes().slice(Math.min(here, last), Math.max(here, last) + 1)) box.checked = checked;
            show();
        }
        last = here;
    });
    table.addEventListener("change", (event) => {
        if (event.target === every) for (const box of boxes()) box.checked = every?.checked ?? false;
        show();
    });
    one<HTMLButtonElement>("[data-clear]", bar)?.addEventListener("click", () => {
        for (const box of boxes()) box.checked = false;
        show();
        every?.focus();
    });
    show();
}

/**
 * Keys of one letter: J and K walk the rows, X ticks, "?" tells them all; the others are said where they work, by
 * aria-keyshortcuts. Whoever speaks to the computer can switch them off (WCAG 2.1.4); app.ts heeds the same choice for "/".
 */
function keys(): void {
    const off = () => localStorage.getItem("tasten") === "aus";
    const help = one<HTMLDialogElement>("dialog[data-keys-help]");
    const choice = one<HTMLInputElement>("input[type=checkbox]", help ?? undefined);
    if (help && choice) {
        choice.checked = off();
        choice.addEventListener("change", () => localStorage.setItem("tasten", choice.checked ? "aus" : "an"));
        for (const opener of all<HTMLElement>(`[data-dialog="${help.id}"]`)) opener.hidden = false;
    }
    document.addEventListener("keydown", (event) => {
        const target = event.target as HTMLElement | null;
        // a dialog that has just closed may keep the focus until the next frame
        const typing = target?.closest("input:not([type=checkbox]), textarea, select, dialog[open]");
        if (typing || off() || event.ctrlKey || event.metaKey || event.altKey) return;
        const key = event.key.toLowerCase();
        const rows = all<HTMLTableRowElement>("table[data-keys] tbody tr");
        const here = rows.findIndex((row) => row.classList.contains("here"));
        if (event.key === "?") help?.showModal();
        else if (rows.length > 0 && (key === "j" || key === "k")) walk(rows, here, key === "j" ? 1 : -1);
        else if (key === "x") {
            const box = one<HTMLInputElement>("input[type=checkbox]", rows[here]);
            if (rows[here]) box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
        } else if (key === "u" && rows[here]) one<HTMLButtonElement>("button[name=claim]", rows[here])?.click();
        else if (/^[a-z]$/.test(key)) {
            const meant = one<HTMLElement>(`[aria-keyshortcuts="${key.toUpperCase()}"]`);
            if (!meant) return;
            event.preventDefault();
            if (meant.matches("textarea")) meant.focus();
            else meant.click();
            if (meant.matches("input")) meant.focus();
        }
    });
}

function walk(rows: HTMLTableRowElement[], here: number, step: number): void {
    const next = Math.max(0, Math.min(rows.length - 1, here + step));
    rows[here]?.classList.remove("here");
    rows[next]?.classList.add("here");
    one<HTMLAnchorElement>("a", rows[next])?.focus();
}

/**
 * <div data-live="/path" data-about="id">: says what has changed since the page was made, politely, at once and then every ten
 * seconds at most. What is on the page stays as it is until somebody loads it anew.
 */
function live(): void {
    const place = one<HTMLElement>("[data-live]");
    if (!place || !("EventSource" in window)) return;
    const { live: path, about, one: single, many, again, href } = place.dataset;
    const changed = new Set<string>();
    const source = new EventSource(path ?? "");
    let told = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
        waiting = undefined;
        told = Date.now();
        const link = document.createElement("a");
        link.href = href ?? location.pathname;
        link.textContent = again ?? "";
        const words = document.createElement("span");
        words.textContent = (changed.size === 1 ? single : many)?.replace("{0}", String(changed.size)) ?? "";
        place.replaceChildren(words, link);
    };
    source.addEventListener("cases", (event) => {
        const before = changed.size;
        for (const id of JSON.parse((event as MessageEvent<string>).data) as string[]) {
            if (about && about !== id) continue;
            changed.add(id);
            one(`input[name=case][value="${CSS.escape(id)}"]`)?.closest("tr")?.classList.add("changed");
        }
        if (changed.size > before) waiting ??= setTimeout(tell, Math.max(0, told + 10_000 - Date.now()));
    });
    addEventListener("pagehide", () => source.close());
}

/** <button data-dialog="id"> opens a <dialog>; <form method="dialog"> or [data-close] closes it. */
function dialogs(): void {
    document.addEventListener("click", (event) => {
        const target = event.target as Element | null;
        const opener = target?.closest<HTMLElement>("[data-dialog]");
        if (opener) {
            const dialog = document.getElementById(opener.dataset["dialog"] ?? "");
            if (dialog instanceof HTMLDialogElement) {
                event.preventDefault();
                dialog.showModal();
            }
        }
        if (target?.closest("[data-close]")) target.closest("dialog")?.close();
    });
}

/** <button data-insert="id" data-text="…"> writes into that text field, where the cursor is, instead of sending the form for it. */
function inserts(): void {
    document.addEventListener("click", (event) => {
        const button = (event.target as Element | null)?.closest<HTMLElement>("[data-insert]");
        const field = document.getElementById(button?.dataset["insert"] ?? "");
        if (!(field instanceof HTMLTextAreaElement)) return;
        event.preventDefault();
        field.focus();
        field.setRangeText(button?.dataset["text"] ?? "", field.selectionStart, field.selectionEnd, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
    });
}

/** The message after an act stays for ten seconds, longer while one points at it; without motion it stays until it is closed. */
function toasts(root: ParentNode = document): void {
    for (const toast of all<HTMLElement>(".toast", root)) {
        one(".ring", toast)?.addEventListener("animationend", () => (toast.hidden = true));
        one<HTMLButtonElement>("[data-dismiss]", toast)?.addEventListener("click", () => {
            toast.hidden = true;
            one<HTMLElement>("main")?.focus();
        });
    }
}

/** Filters and sorting apply at once; the button for it is only needed without a script. */
function filters(): void {
    for (const form of all<HTMLFormElement>("form[data-submit-on-change]")) {
        form.addEventListener("change", () => form.requestSubmit());
    }
}

selection();
keys();
live();
inserts();
dialogs();
toasts();
filters();
document.addEventListener("htmx:load", (event) => {
    selection();
    toasts((event as CustomEvent<{ elt: HTMLElement }>).detail.elt);
});
