// Bundles everything the browser loads: TARGET/assets/<name>-<hash>.<ext>, compressed beside it, and manifest.json (name → hashed name).
import { build } from "esbuild";
import { compile, Logger } from "sass";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const assets = join(process.argv[2], "assets");
const compressed = new Set([".css", ".js", ".svg", ".json"]);

/** css/kern.scss names the parts of KERN UX that we use. */
const kern = {
    name: "kern",
    setup(bundler) {
        bundler.onLoad({ filter: /\.scss$/ }, ({ path }) => ({
            contents: compile(path, { loadPaths: [modules], logger: Logger.silent }).css,
            loader: "css",
        }));
    },
};

async function bundle() {
    const { metafile } = await build({
        absWorkingDir: here,
        entryPoints: ["css/app.css", "css/staff.css", "css/tour.css", "css/modeler.css", "css/suggest.css", "ts/app.ts", "ts/staff.ts", "ts/passkey.ts", "ts/modeler.ts", "ts/map.ts", "ts/suggest.ts", "ts/live.ts"],
        entryNames: "[name]-[hash]",
        assetNames: "[name]-[hash]",
        outdir: assets,
        bundle: true,
        minify: true,
        format: "esm",
        target: ["es2020", "chrome87", "firefox78", "safari14.1"],
        loader: { ".woff2": "file" },
        legalComments: "none",
        plugins: [kern],
        metafile: true,
        logLevel: "warning",
    });
    const names = {};
    for (const [output, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
        const source = entryPoint ?? Object.keys(inputs)[0];
        names[basename(source).replace(/\.ts$/, ".js")] = basename(output);
    }
    return names;
}

/** One sprite: <use href="/assets/icons-….svg#search"/>. A name that ends in "-fill" is the filled form. */
async function sprite() {
    const list = await readFile(join(here, "icons.txt"), "utf8");
    const icons = list.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
    const symbols = [];
    for (const icon of [...new Set(icons)].sort()) {
        const svg = await readFile(join(modules, "@material-symbols/svg-400/outlined", `${icon}.svg`), "utf8");
        const [, box, shape] = svg.match(/viewBox="([^"]+)"[^>]*>(.*)<\/svg>/s);
        symbols.push(`<symbol id="${icon}" viewBox="${box}">${shape}</symbol>`);
    }
    const content = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
    const name = `icons-${createHash("sha256").update(content).digest("hex").slice(0, 8)}.svg`;
    await writeFile(join(assets, name), content);
    return { "icons.svg": name };
}

async function compress() {
    for (const name of await readdir(assets)) {
        if (!compressed.has(extname(name)) || name === "manifest.json") continue;
        const content = await readFile(join(assets, name));
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        await writeFile(join(assets, `${name}.br`), brotliCompressSync(content, { params }));
        await writeFile(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }));
    }
}

await rm(assets, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
const names = { ...(await bundle()), ...(await sprite()) };
await compress();
await writeFile(join(assets, "manifest.json"), JSON.stringify(Object.fromEntries(Object.entries(names).sort()), null, 2));
