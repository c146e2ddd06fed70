// Suggestions while somebody types a place: a combobox with list autocomplete and manual selection (WAI-ARIA APG 1.2), on forms with [data-suggest].
// Without it the same form searches for what was typed.

interface Found {
    said: string;
    suggestions: { value: string; name: string; about: string }[];
}

/** Milliseconds without a key after which is asked. */
const PAUSE = 200;

const FEWEST_LETTERS = 2;

function part<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
}

function suggest(form: HTMLFormElement): void {
    const input = form.querySelector<HTMLInputElement>("input[name=q]");
    if (!input) return;
    const list = part("ul", "suggest");
    list.id = `${input.id}-list`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset["suggestions"] ?? "");
    const status = part("p", "kern-sr-only");
    status.setAttribute("role", "status");
    input.after(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);

    let options: HTMLLIElement[] = [];
    let active = -1;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let question = 0;

    const mark = (at: number): void => {
        active = at;
        options.forEach((option, i) => option.setAttribute("aria-selected", `${i === at}`));
        const option = options[at];
        if (!option) return input.removeAttribute("aria-activedescendant");
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
    };
    const open = (wanted: boolean): void => {
        list.hidden = !wanted || options.length === 0;
        input.setAttribute("aria-expanded", `${!list.hidden}`);
        mark(-1);
    };
    const choose = (option: HTMLLIElement): void => {
        input.value = option.dataset["value"] ?? "";
        open(false);
        form.submit();
    };
    const show = (found: Found): void => {
        options = found.suggestions.map(({ value, name, about }, i) => {
            const option = part("li", "", name);
            option.id = `${list.id}-${i}`;
            option.dataset["value"] = value;
            option.setAttribute("role", "option");
            option.append(" ", part("span", "small muted", about));
            option.addEventListener("click", () => choose(option));
            return option;
        });
        list.replaceChildren(...options);
        status.textContent = found.said;
        open(true);
    };
    const forget = (): void => {
        clearTimeout(waiting);
        question++;
        open(false);
    };
    const ask = async (): Promise<void> => {
        const mine = ++question;
        const answer = await fetch(`${form.dataset["suggest"]}?q=${encodeURIComponent(input.value)}`).catch(() => undefined);
        // what came is for letters that are no longer there, or nobody waits any more
        if (!answer?.ok || mine !== question) return;
        const found: Found = await answer.json();
        if (mine === question) show(found);
    };

    open(false);
    input.addEventListener("input", () => {
        clearTimeout(waiting);
        question++;
        if (input.value.trim().length < FEWEST_LETTERS) {
            options = [];
            status.textContent = "";
            open(false);
        } else {
            waiting = setTimeout(() => void ask(), PAUSE);
        }
    });
    input.addEventListener("keydown", (event) => {
        const chosen = options[active];
        if (event.key === "Enter" && chosen && !list.hidden) {
            event.preventDefault();
            choose(chosen);
        } else if (event.key === "Escape" && !list.hidden) {
            event.preventDefault();
            forget();
        } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length > 0) {
            event.preventDefault();
            if (list.hidden) open(true);
            // between the last and the first is the field itself
            const places = options.length + 1;
            mark(((active + 1 + (event.key === "ArrowDown" ? 1 : places - 1)) % places) - 1);
        }
    });
    // the field keeps the focus while the list is pointed at
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", forget);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-suggest]")) suggest(form);
