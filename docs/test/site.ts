import { EventEmitter, once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium, type Browser, type Page } from "playwright-core";

/** Where the site seems to be; nothing listens there, every request is answered from the built files. */
export const SITE = "http://site.invalid";
const built = fileURLToPath(new URL("../.vitepress/dist/", import.meta.url));

/** Debian's Chromium, without the talks that it has with its maker. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of a fresh profile that sees the built site at {@link SITE}, and nothing else. */
export async function openSite(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  await context.route("**", async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const file = origin === SITE ? builtFile(pathname) : undefined;
    await (file === undefined ? route.abort() : route.fulfill({ path: file }));
  });
  return context.newPage();
}

/** The scripts of `page`, as over a slow line: none arrives before they are released. */
export async function holdScripts(page: Page): Promise<{ release: () => void }> {
  const gate = new EventEmitter();
  const released = once(gate, "released");
  await page.route("**/*.js", async (route) => {
    await released;
    await route.fallback();
  });
  return { release: () => void gate.emit("released") };
}

function builtFile(pathname: string): string | undefined {
  const path = join(built, decodeURIComponent(pathname));
  return [path, `${path}.html`, join(path, "index.html")].find(
    (file) => /\.\w+$/.test(file) && existsSync(file),
  );
}
