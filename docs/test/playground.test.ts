import { type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { holdScripts, openSite, SITE, startBrowser } from "./site.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const TYPO = "name: mine\nnetworks:\n  lan: { subnet: 10.0.0.0/24, brige: br0 }\n";

test("a reader who clicks a finding, goes elsewhere and comes back finds the own text again", async () => {
  const page = await openSite(browser);
  await page.goto(`${SITE}/fw-config/playground`);
  const editor = page.getByLabel("fw.config.yaml");
  await editor.fill(TYPO);

  const [opened] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "FW002" }).first().click(),
  ]);
  await opened.waitForURL("**/reference/diagnostics/FW002");
  await expect.poll(() => editor.inputValue()).toBe(TYPO);

  await page.goto(`${SITE}/get`);
  await page.goBack();
  await expect.poll(() => editor.inputValue()).toBe(TYPO);
  await page.reload();
  await expect.poll(() => editor.inputValue()).toBe(TYPO);
});

test("a text belongs to its tab: another visitor sees the sample", async () => {
  const page = await openSite(browser);
  await page.goto(`${SITE}/fw-config/playground`);
  await expect.poll(() => page.getByLabel("fw.config.yaml").inputValue()).toContain("name: office");
});

test("a field takes no text before the page's program runs, so that none is lost", async () => {
  for (const [path, field] of [
    ["fw-config", "#config"],
    ["almanac", "input[type=date]"],
  ] as const) {
    const page = await openSite(browser);
    const program = await holdScripts(page);
    await page.goto(`${SITE}/${path}/playground`, { waitUntil: "commit" });
    expect(await page.locator(field).isDisabled()).toBe(true);
    program.release();
    await expect.poll(() => page.locator(field).isEnabled()).toBe(true);
  }
});

test("the almanac's playground shows the day that was picked", async () => {
  const page = await openSite(browser);
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  await page.goto(`${SITE}/almanac/playground`);
  await page.locator("input[type=date]").fill("2024-08-23");
  await expect.poll(() => page.locator(".playground").innerText()).toContain("Ji-Sheep");
  expect(failures).toEqual([]);
});
