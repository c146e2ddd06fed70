// The editor for processes: bpmn-js, restricted to what a package may contain. The text of the model in the form is the truth; whoever
// works without a drawing has the list.
import BaseModeler from "bpmn-js/lib/BaseModeler";
import Viewer from "bpmn-js/lib/Viewer";
import AutoPlace from "bpmn-js/lib/features/auto-place";
import InteractionEvents from "bpmn-js/lib/features/interaction-events";
import Keyboard from "bpmn-js/lib/features/keyboard";
import LabelEditing from "bpmn-js/lib/features/label-editing";
import Modeling from "bpmn-js/lib/features/modeling";
import Outline from "bpmn-js/lib/features/outline";
import Snapping from "bpmn-js/lib/features/snapping";
import AutoScroll from "diagram-js/lib/features/auto-scroll";
import Bendpoints from "diagram-js/lib/features/bendpoints";
import Connect from "diagram-js/lib/features/connect";
import ConnectionPreview from "diagram-js/lib/features/connection-preview";
import ContextPad from "diagram-js/lib/features/context-pad";
import Create from "diagram-js/lib/features/create";
import KeyboardMoveSelection from "diagram-js/lib/features/keyboard-move-selection";
import Move from "diagram-js/lib/features/move";
import MoveCanvas from "diagram-js/lib/navigation/movecanvas";
import ZoomScroll from "diagram-js/lib/navigation/zoomscroll";

const FEEL = "https://www.omg.org/spec/DMN/20191111/FEEL/";
const OTHER_TASK = "aufgabe_";

/** What the tools make; nothing else can be drawn. */
const TYPES: Record<string, string> = {
    task: "bpmn:UserTask",
    fork: "bpmn:ExclusiveGateway",
    parallel: "bpmn:ParallelGateway",
    end: "bpmn:EndEvent",
};

/** What is drawn, as far as this script looks at it. */
interface Drawn {
    id: string;
    type: string;
    parent?: Drawn;
    labelTarget?: Drawn;
    source?: Drawn;
    outgoing: Drawn[];
    businessObject: Business;
}

interface Business {
    id: string;
    name?: string;
    documentation?: { text: string }[];
    resources?: { name: string }[];
    conditionExpression?: { body: string };
    default?: Business;
    processRef?: Business;
}

interface Finding {
    element: string;
    name: string;
    message: string;
    fix: string;
}

// bpmn-js finds its parts by name; their types are wider than what is used here
type Part = any;

/** The modeler without menus to replace, copy or import: they would bring in what cannot run. */
class ProcessModeler extends BaseModeler {
    declare _modules: Part[];
}
ProcessModeler.prototype._modules = [
    ...(Viewer.prototype as Part)._modules,
    MoveCanvas,
    ZoomScroll,
    AutoPlace,
    AutoScroll,
    Bendpoints,
    Connect,
    ConnectionPreview,
    ContextPad,
    Create,
    InteractionEvents,
    Keyboard,
    KeyboardMoveSelection,
    LabelEditing,
    Modeling,
    Move,
    Outline,
    Snapping,
];

const form = document.querySelector<HTMLFormElement>("form[data-modeler]");
if (form) void start(form);

async function start(form: HTMLFormElement): Promise<void> {
    const find = <T extends HTMLElement>(selector: string): T => {
        const found = form.querySelector<T>(selector);
        if (!found) throw new Error(`The page lacks ${selector}`);
        return found;
    };
    const text = find<HTMLTextAreaElement>("#xml");
    const colours = getComputedStyle(document.body);
    const colour = (name: string) => colours.getPropertyValue(name).trim();
    const modeler = new ProcessModeler({
        container: find("[data-canvas]"),
        bpmnRenderer: {
            defaultFillColor: colour("--a-card"),
            defaultStrokeColor: colour("--a-ink"),
            defaultLabelColor: colour("--a-ink"),
        },
        textRenderer: { defaultStyle: { fontFamily: colours.fontFamily } },
        additionalModules: [{ __init__: ["ownContextPad"], ownContextPad: ["type", contextPad(form)] }],
    } as Part);
    for (const hidden of form.querySelectorAll<HTMLElement>("[data-editor]")) hidden.hidden = false;
    try {
        await modeler.importXML(text.value);
    } catch {
        for (const shown of form.querySelectorAll<HTMLElement>("[data-editor]")) shown.hidden = true;
        text.closest("details")?.setAttribute("open", "");
        return;
    }
    const canvas: Part = modeler.get("canvas");
    canvas.zoom("fit-viewport", "auto");
    panel(form, modeler);
    tools(form, modeler);
    keeping(form, modeler, text);
}

/** The small buttons beside what is chosen. */
function contextPad(form: HTMLFormElement): Part {
    function OwnContextPad(this: Part, pad: Part, modeling: Part, connect: Part, factory: Part, autoPlace: Part) {
        pad.registerProvider(this);
        this.getContextPadEntries = (element: Drawn) => {
            const entries: Record<string, Part> = {};
            const entry = (group: string, name: string, sign: string, action: (event: Event) => void) => {
                entries[name] = { group, title: form.dataset[name], html: `<div class="entry modeler-entry">${sign}</div>`, action: { click: action } };
            };
            const isShape = !element.labelTarget && !element.source && element.type !== "bpmn:EndEvent" && element.type !== "bpmn:Process";
            if (isShape && element.type.startsWith("bpmn:")) {
                const append = (tool: string) => () => autoPlace.append(element, shape(factory, form, tool));
                entry("model", "task", "▭", append("task"));
                entry("model", "fork", "◇", append("fork"));
                entry("model", "end", "○", append("end"));
                entry("connect", "connect", "→", (event) => connect.start(event, element));
            }
            entry("edit", "remove", "×", () => modeling.removeElements([element.labelTarget ?? element]));
            return entries;
        };
    }
    OwnContextPad.$inject = ["contextPad", "modeling", "connect", "elementFactory", "autoPlace"];
    return OwnContextPad;
}

function shape(factory: Part, form: HTMLFormElement, tool: string): Part {
    const made = factory.createShape({ type: TYPES[tool] });
    if (tool === "task") made.businessObject.name = form.dataset["new"];
    return made;
}

function tools(form: HTMLFormElement, modeler: ProcessModeler): void {
    const selection: Part = modeler.get("selection");
    const modeling: Part = modeler.get("modeling");
    const canvas: Part = modeler.get("canvas");
    const made = (tool: string) => {
        const chosen: Drawn | undefined = selection.get()[0];
        const factory: Part = modeler.get("elementFactory");
        const added = shape(factory, form, tool);
        const leads = chosen && !chosen.source && !chosen.labelTarget && chosen.type !== "bpmn:EndEvent";
        if (leads) {
            (modeler.get("autoPlace") as Part).append(chosen, added);
        } else {
            const view = canvas.viewbox();
            modeling.createShape(added, { x: view.x + view.width / 2, y: view.y + view.height / 2 }, canvas.getRootElement());
        }
        selection.select(added);
        form.querySelector<HTMLInputElement>("#feld-name")?.focus();
    };
    for (const button of form.querySelectorAll<HTMLButtonElement>("[data-tool]")) {
        const tool = button.dataset["tool"] ?? "";
        button.addEventListener("click", () => {
            if (TYPES[tool]) made(tool);
            else if (tool === "undo") (modeler.get("commandStack") as Part).undo();
            else if (tool === "fit") canvas.zoom("fit-viewport", "auto");
            else if (tool === "remove") modeling.removeElements(selection.get());
            else if (tool === "check") void check(form, modeler);
        });
    }
}

/** The properties of what is chosen, in the form's own fields. */
function panel(form: HTMLFormElement, modeler: ProcessModeler): void {
    const modeling: Part = modeler.get("modeling");
    const moddle: Part = modeler.get("moddle");
    const registry: Part = modeler.get("elementRegistry");
    const field = <T extends HTMLElement>(id: string) => form.querySelector<T>(`#feld-${id}`) as T;
    const name = field<HTMLInputElement>("name");
    const what = field<HTMLSelectElement>("was");
    const lead = field<HTMLInputElement>("leitung");
    const documentation = field<HTMLTextAreaElement>("text");
    const ready = field<HTMLSelectElement>("fertig");
    const when = field<HTMLInputElement>("wenn");
    const otherwise = field<HTMLInputElement>("sonst");
    let chosen: Drawn | undefined;

    const isWay = () => chosen?.type === "bpmn:SequenceFlow" && chosen.source?.type === "bpmn:ExclusiveGateway";
    const show = () => {
        const kinds = new Set<string>(chosen ? ["any"] : ["nothing"]);
        if (chosen?.type === "bpmn:UserTask") kinds.add("task");
        if (isWay()) kinds.add("way");
        for (const part of form.querySelectorAll<HTMLElement>("[data-for]")) part.hidden = !kinds.has(part.dataset["for"] ?? "");
        const it = chosen?.businessObject;
        name.value = it?.name ?? "";
        const id = it?.id ?? "";
        what.value = [...what.options].some((option) => option.value === id) ? id : OTHER_TASK;
        lead.checked = (it?.resources ?? []).length > 0;
        lead.disabled = what.value !== OTHER_TASK;
        documentation.value = it?.documentation?.[0]?.text ?? "";
        when.value = it?.conditionExpression?.body ?? "";
        ready.value = [...ready.options].some((option) => option.value === when.value) ? when.value : "";
        otherwise.checked = chosen?.source?.businessObject.default === it && it !== undefined;
    };
    const change = (properties: Record<string, unknown>) => chosen && modeling.updateProperties(chosen, properties);
    const on = (element: HTMLElement, act: () => void) => element.addEventListener("change", act);

    on(name, () => {
        if (!chosen) return;
        const fresh = chosen.type === "bpmn:UserTask" && /^(Activity|Task)_/.test(chosen.id);
        modeling.updateLabel(chosen, name.value.trim());
        // the id of a task says what is done there, and stays
        if (fresh && what.value === OTHER_TASK) change({ id: unused(registry, OTHER_TASK + code(name.value)) });
    });
    on(what, () => {
        if (!chosen) return;
        const id = what.value === OTHER_TASK ? OTHER_TASK + code(name.value) : what.value;
        if (id !== chosen.id && !registry.get(id)) change({ id });
        show();
    });
    on(lead, () => change({ resources: lead.checked ? [moddle.create("bpmn:Performer", { name: "lead" })] : [] }));
    on(documentation, () => {
        const words = documentation.value.trim();
        change({ documentation: words ? [moddle.create("bpmn:Documentation", { text: words })] : [] });
    });
    const condition = (feel: string) => {
        const body = !feel || feel.startsWith("=") ? feel : `= ${feel}`;
        change({ conditionExpression: body ? moddle.create("bpmn:FormalExpression", { language: FEEL, body }) : undefined });
        show();
    };
    on(when, () => condition(when.value.trim()));
    on(ready, () => ready.value && condition(ready.value));
    on(otherwise, () => {
        if (!chosen?.source) return;
        if (otherwise.checked) condition("");
        modeling.updateProperties(chosen.source, { default: otherwise.checked ? chosen.businessObject : undefined });
    });
    modeler.on("selection.changed", (event: Part) => {
        const [first]: Drawn[] = event.newSelection;
        chosen = first?.labelTarget ?? first;
        show();
    });
    modeler.on("elements.changed", (event: Part) => {
        if (chosen && event.elements.includes(chosen) && !form.contains(document.activeElement?.closest("[data-panel]") ?? null)) show();
    });
    // a new way that leaves a task which leads elsewhere already, or a new task, gets an id that says more than a number
    modeler.on("connection.added", (event: Part) => {
        const way: Drawn = event.element;
        if (way.type === "bpmn:SequenceFlow" && /^Flow_/.test(way.id)) {
            queueMicrotask(() => registry.get(way.id) && modeling.updateProperties(way, { id: unused(registry, "weg_" + way.id.slice(5)) }));
        }
    });
    show();
}

/** A short name of small letters, digits and underscores, made of words. */
function code(words: string): string {
    const plain = words.toLowerCase().replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss").normalize("NFD");
    return plain.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 30) || "neu";
}

function unused(registry: Part, id: string): string {
    let free = id;
    for (let number = 2; registry.get(free); number++) free = `${id}_${number}`;
    return free;
}

/** Asks the server, which checks by the same rules as every package, and marks what it names. */
async function check(form: HTMLFormElement, modeler: ProcessModeler): Promise<void> {
    const { xml } = await modeler.saveXML({ format: true });
    const answer = await fetch(form.dataset["modeler"] ?? "", { method: "POST", body: new URLSearchParams({ xml: xml ?? "" }) });
    if (!answer.ok) return;
    const findings = (await answer.json()) as Finding[];
    const canvas: Part = modeler.get("canvas");
    const registry: Part = modeler.get("elementRegistry");
    const selection: Part = modeler.get("selection");
    for (const element of registry.getAll()) canvas.removeMarker(element, "modeler-wrong");
    const card = form.querySelector<HTMLElement>("[data-findings]");
    const list = card?.querySelector("ul");
    if (!card || !list) return;
    list.replaceChildren(
        ...findings.map((finding) => {
            const item = document.createElement("li");
            const element = registry.get(finding.element);
            if (element) {
                canvas.addMarker(element, "modeler-wrong");
                const link = document.createElement("button");
                link.type = "button";
                link.className = "kern-btn kern-btn--tertiary btn-small";
                link.textContent = finding.name || finding.element;
                link.addEventListener("click", () => selection.select(element));
                item.append(link, " ");
            }
            item.append(`${finding.message} ${finding.fix}`);
            return item;
        }),
    );
    if (findings.length === 0) list.append(Object.assign(document.createElement("li"), { textContent: form.dataset["fine"] ?? "" }));
    card.hidden = false;
}

/** The text of the form follows the drawing, so that sending the form sends it; asks before changes are lost. */
function keeping(form: HTMLFormElement, modeler: ProcessModeler, text: HTMLTextAreaElement): void {
    let changed = false;
    modeler.on("commandStack.changed", async () => {
        changed = true;
        const { xml } = await modeler.saveXML({ format: true });
        text.value = xml ?? text.value;
    });
    form.addEventListener("submit", () => (changed = false));
    addEventListener("beforeunload", (event) => {
        if (changed) event.preventDefault();
    });
}
