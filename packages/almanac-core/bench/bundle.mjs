// @ts-check
// The size of the core as a browser loads it: everything that the package exports, with its
// dependency, minified.
import { gzipSync } from "node:zlib";

import { rolldown } from "rolldown";

const input = new URL("../dist/index.js", import.meta.url).pathname;
const bundle = await rolldown({ input, platform: "browser" });
const { output } = await bundle.generate({ format: "esm", minify: true });
const [{ code }] = output;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const packed = gzipSync(code, { level: 9 }).length;
console.log(`browser bundle: ${kilobytes(code.length)}, ${kilobytes(packed)} with gzip`);
