// Makes a passkey, or logs in with one. What the server asks and gets is WebAuthn's own JSON (W3C WebAuthn Level 3 §5.1.8–5.1.10).

type Json = Record<string, unknown>;

const post = async (path: string, body: unknown): Promise<Response> => {
    const response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Requested-With": "fetch" },
        body: JSON.stringify(body),
        redirect: "error",
    });
    if (!response.ok) throw new Error(String(response.status));
    return response;
};

const bytes = (text: string): ArrayBuffer => {
    const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    const array = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) array[i] = binary.charCodeAt(i);
    return array.buffer;
};

const text = (buffer: ArrayBuffer | null): string | undefined =>
    buffer === null
        ? undefined
        : btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const described = (list: unknown): PublicKeyCredentialDescriptor[] =>
    ((list as Json[] | undefined) ?? []).map((it) => ({ ...it, id: bytes(it["id"] as string) }) as PublicKeyCredentialDescriptor);

const outer = (credential: PublicKeyCredential, response: Json): Json => ({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
});

async function register(label: string): Promise<string> {
    const options = (await (await post("/arbeitsplatz/konto/passkey/optionen", {})).json()) as Json;
    const user = options["user"] as Json;
    const credential = (await navigator.credentials.create({
        publicKey: {
            ...options,
            challenge: bytes(options["challenge"] as string),
            user: { ...user, id: bytes(user["id"] as string) },
            excludeCredentials: described(options["excludeCredentials"]),
        } as PublicKeyCredentialCreationOptions,
    })) as PublicKeyCredential;
    const made = credential.response as AuthenticatorAttestationResponse;
    const answer = {
        label,
        credential: outer(credential, {
            attestationObject: text(made.attestationObject),
            clientDataJSON: text(made.clientDataJSON),
            transports: made.getTransports ? made.getTransports() : [],
        }),
    };
    return ((await (await post("/arbeitsplatz/konto/passkey", answer)).json()) as Json)["next"] as string;
}

async function logIn(next: string): Promise<string> {
    const options = (await (await post("/anmelden/passkey/optionen", {})).json()) as Json;
    const credential = (await navigator.credentials.get({
        publicKey: {
            ...options,
            challenge: bytes(options["challenge"] as string),
            allowCredentials: described(options["allowCredentials"]),
        } as PublicKeyCredentialRequestOptions,
    })) as PublicKeyCredential;
    const shown = credential.response as AuthenticatorAssertionResponse;
    const answer = outer(credential, {
        authenticatorData: text(shown.authenticatorData),
        clientDataJSON: text(shown.clientDataJSON),
        signature: text(shown.signature),
        userHandle: text(shown.userHandle),
    });
    return ((await (await post(`/anmelden/passkey?weiter=${encodeURIComponent(next)}`, answer)).json()) as Json)["next"] as string;
}

for (const place of document.querySelectorAll<HTMLElement>("[data-passkey]")) {
    const button = place.querySelector("button");
    const message = place.querySelector<HTMLElement>("[data-message]");
    if (!button || !message || !("PublicKeyCredential" in window)) continue;
    place.hidden = false;
    button.addEventListener("click", async () => {
        button.disabled = true;
        message.textContent = "";
        try {
            const label = place.querySelector("input")?.value ?? "";
            location.assign(place.dataset["passkey"] === "register" ? await register(label) : await logIn(place.dataset["next"] ?? ""));
        } catch {
            message.textContent = place.dataset["failed"] ?? "";
        } finally {
            button.disabled = false;
        }
    });
}
