// Writes what browsers load into build/assets, each file under a name that changes with its content.
//
//   node assets/build.mjs
//
// Every style sheet and script in this folder is one file there. icons.txt names the icons of the
// sprite. `manifest.json` says what each file is called; `licences.txt` whose work is in them.

import { createHash } from "node:crypto";
import * as files from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

import * as esbuild from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const PACKAGES = path.join(HERE, "..", "node_modules");
const OUT = path.join(HERE, "..", "build", "assets");
const OLD_AFTER = 24 * 60 * 60 * 1000;
const OLDEST_BROWSERS = ["chrome80", "safari13"];

const sources = files.readdirSync(HERE).filter((name) => /\.(css|js)$/.test(name));
const manifest = {};

files.mkdirSync(OUT, { recursive: true });
for (const name of sources) keep(name, await bundled(path.join(HERE, name)));
keep("icons.svg", sprite(files.readFileSync(path.join(HERE, "icons.txt"), "utf8")));
keep("icon.svg", files.readFileSync(path.join(HERE, "icon.svg")));
keep("licences.txt", licences());
forgetOld();
// Last, so that whoever finds it finds everything.
files.writeFileSync(path.join(OUT, "manifest.tmp"), JSON.stringify(manifest, null, 1));
files.renameSync(path.join(OUT, "manifest.tmp"), path.join(OUT, "manifest.json"));

async function bundled(source) {
  const made = await esbuild.build({
    entryPoints: [source],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    format: "iife",
    legalComments: "none",
    logLevel: "warning",
    target: OLDEST_BROWSERS,
    plugins: [{ name: "theme", setup: followSystem }],
  });
  return made.outputFiles[0].contents;
}

// Bootstrap's dark colours follow an attribute; ours, if nobody chose, follow the system as well.
function followSystem(build) {
  build.onLoad({ filter: /\.css$/ }, ({ path: file }) => {
    const css = files.readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    const rules = css.match(/^[^{}@;\n][^{}@;]*\{[^{}]*\}/gm) ?? [];
    const dark = rules.filter((rule) => rule.includes("[data-bs-theme=dark]"));
    const same = dark.map((rule) => rule.replaceAll("=dark]", "=auto]")).join("\n");
    const asked = same && `@media (prefers-color-scheme: dark) {\n${same}\n}\n`;
    return { contents: css + "\n" + asked, loader: "css" };
  });
}

function sprite(names) {
  const symbols = names.split(/\s+/).filter(Boolean).map((name) => {
    const drawn = files.readFileSync(path.join(PACKAGES, "bootstrap-icons/icons", `${name}.svg`), "utf8");
    const inner = drawn.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").trim();
    return `<symbol id="${name}" viewBox="0 0 16 16">${inner}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

function licences() {
  const used = ["bootstrap", "bootstrap-icons", "htmx.org", "echarts", "zrender"];
  return used.map((name) => {
    const folder = path.join(PACKAGES, name);
    const { version } = JSON.parse(files.readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = files.readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    return `${name} ${version}\n\n${files.readFileSync(path.join(folder, file), "utf8").trim()}\n`;
  }).join("\n----\n\n");
}

function keep(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const { name: stem, ext } = path.parse(name);
  const file = `${stem}.${hash}${ext}`;
  const most = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } };
  files.writeFileSync(path.join(OUT, file), bytes);
  files.writeFileSync(path.join(OUT, `${file}.br`), zlib.brotliCompressSync(bytes, most));
  files.writeFileSync(path.join(OUT, `${file}.gz`), zlib.gzipSync(bytes, { level: 9 }));
  manifest[name] = file;
}

// Pages that are still open somewhere go on asking for what they were given.
function forgetOld() {
  const ours = new Set(Object.values(manifest));
  for (const file of files.readdirSync(OUT)) {
    const place = path.join(OUT, file);
    const stale = Date.now() - files.statSync(place).mtimeMs > OLD_AFTER;
    if (stale && file !== "manifest.json" && !ours.has(file.replace(/\.(br|gz)$/, ""))) files.rmSync(place);
  }
}
