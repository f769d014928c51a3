import { readFile } from "node:fs/promises";
import type { OutgoingHttpHeaders } from "node:http";

import { packageFile } from "../../package.ts";

/** One file of the page. */
export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
}

/** The files of the page, by their names in the address. */
export async function pageFiles(title: string): Promise<ReadonlyMap<string, PageFile>> {
  const file = async (type: string, path: string): Promise<PageFile> => ({
    type,
    body: await readFile(packageFile(path)),
  });
  return new Map([
    ["", await file("text/html; charset=utf-8", "page/index.html")],
    ["style.css", await file("text/css; charset=utf-8", "page/style.css")],
    ["page.js", await file("text/javascript; charset=utf-8", "bundle/page/page.js")],
    ["about.json", { type: "application/json", body: Buffer.from(JSON.stringify({ title })) }],
  ]);
}

/**
 * What every answer tells the browser: keep nothing, load nothing from elsewhere, be shown by no
 * other page, tell nobody the address, leave the clipboard alone.
 *
 * @param host the address as the browser has it
 */
export function safeHeaders(host: string): OutgoingHttpHeaders {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "cache-control": "no-store",
    "content-security-policy": policy.join("; "),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "clipboard-read=(), clipboard-write=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}
