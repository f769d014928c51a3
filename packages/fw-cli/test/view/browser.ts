import { type Browser, chromium, type Page } from "playwright-core";

import type { Picture } from "./echo-machine.ts";

/** Starts Debian's browser, without a window. */
export function launchBrowser(): Promise<Browser> {
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

/** What is used of a canvas of the browser's. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): {
    getImageData(...box: readonly [number, number, number, number]): {
      readonly data: Uint8ClampedArray;
    };
  };
}

/** What the page shows, in the guest's own size. */
export async function shown(page: Page): Promise<Picture> {
  const seen = await page.locator("#screen canvas").evaluate((element) => {
    const canvas = element as unknown as Canvas;
    const { width, height } = canvas;
    const rgba = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    let pixels = "";
    for (let at = 0; at < rgba.length; at += 4) {
      pixels += String.fromCharCode(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0);
    }
    return { width, height, pixels };
  });
  return { width: seen.width, height: seen.height, rgb: Buffer.from(seen.pixels, "latin1") };
}
