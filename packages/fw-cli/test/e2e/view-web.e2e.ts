import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { serveWebView } from "../../src/view/web/server.ts";
import { launchBrowser, shown } from "../view/browser.ts";
import { type EchoMachine, glyph, isSamePicture, startEchoMachine } from "../view/echo-machine.ts";

let browser: Browser;
let machine: EchoMachine;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  machine = await startEchoMachine();
  return () => machine[Symbol.asyncDispose]();
});

it("a browser shows the machine's picture, and what is typed into the page reaches the machine", async () => {
  await using view = await serveWebView("office/client", machine.vnc);
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (line) => {
    if (line.type() === "error") complaints.push(line.text());
  });
  await machine.press("f", "w");
  await page.goto(view.url);
  await expect.poll(() => page.locator("#status").innerText()).toBe("connected");
  expect(await page.title()).toBe("office/client");
  await expect
    .poll(async () => isSamePicture(await shown(page), await machine.picture()))
    .toBe(true);

  await page.keyboard.type("fw", { delay: 50 });
  const typed = async (): Promise<readonly boolean[]> => {
    const picture = await machine.picture();
    const pairs = [
      [1, 3],
      [2, 4],
      [2, 3],
    ] as const;
    return pairs.map(([one, other]) => glyph(picture, one).equals(glyph(picture, other)));
  };
  // The machine's own f and w, and those of the page; an f is no w.
  await expect.poll(typed).toEqual([true, true, false]);
  await expect
    .poll(async () => isSamePicture(await shown(page), await machine.picture()))
    .toBe(true);
  expect(complaints).toEqual([]);
  await page.close();
});

it("two pages show the same machine, and a page that is opened without the token shows nothing", async () => {
  await using view = await serveWebView("office/client", machine.vnc);
  const pages = [await browser.newPage(), await browser.newPage()];
  for (const page of pages) await page.goto(view.url);
  await machine.press("a");
  for (const page of pages) {
    await expect
      .poll(async () => isSamePicture(await shown(page), await machine.picture()))
      .toBe(true);
  }
  const { origin } = new URL(view.url);
  const answer = await pages[0]?.goto(origin);
  expect(answer?.status()).toBe(404);
  for (const page of pages) await page.close();
});

it("another site's page can neither show the page nor open the screen", async () => {
  await using view = await serveWebView("office/client", machine.vnc);
  const page = await browser.newPage();
  await page.route("http://evil.example/", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${view.url}"></iframe>` }),
  );
  await page.goto("http://evil.example/");
  const screen = new URL("screen", view.url.replace("http:", "ws:"));
  const opened = await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.addEventListener("open", () => resolve("opened"));
        socket.addEventListener("error", () => resolve("refused"));
      }),
    screen.href,
  );
  expect(opened).toBe("refused");
  const framed = page.frames().find((frame) => frame !== page.mainFrame());
  expect(await framed?.locator("#screen").count()).toBe(0);
  await page.close();
});

it("the page says that the machine has gone, and connects again when asked", async () => {
  await using view = await serveWebView("office/client", machine.vnc);
  const page = await browser.newPage();
  await page.goto(view.url);
  await expect.poll(() => page.locator("#status").innerText()).toBe("connected");
  await machine[Symbol.asyncDispose]();
  await expect.poll(() => page.locator("#status").innerText()).toBe("the connection has ended");
  await page.getByRole("button", { name: "Connect again" }).click();
  await expect.poll(() => page.locator("#status").innerText()).toBe("office/client is off");
  await page.close();
  machine = await startEchoMachine();
});
