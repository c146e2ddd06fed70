// Comfort for staff: keys on the work list, a bar for what is selected, dialogs, undo. Loads with app.ts; every act is a form that works without it.
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

/** J and K walk the rows, X ticks, Z undoes. */
function keys(): void {
    document.addEventListener("keydown", (event) => {
        const target = event.target as HTMLElement | null;
        const typing = target?.closest("input:not([type=checkbox]), textarea, select, dialog");
        if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "z") one<HTMLButtonElement>("[data-undo]")?.click();
        const rows = all<HTMLTableRowElement>("table[data-keys] tbody tr");
        if (rows.length === 0) return;
        const here = rows.findIndex((row) => row.classList.contains("here"));
        if (event.key === "j" || event.key === "k") {
            const next = Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)));
            rows[here]?.classList.remove("here");
            rows[next]?.classList.add("here");
            one<HTMLAnchorElement>("a", rows[next])?.focus();
        }
        if (event.key === "x") one<HTMLInputElement>("input[type=checkbox]", rows[here])?.click();
    });
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
dialogs();
toasts();
filters();
document.addEventListener("htmx:load", (event) => {
    selection();
    toasts((event as CustomEvent<{ elt: HTMLElement }>).detail.elt);
});
