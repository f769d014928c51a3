import { readFileSync } from "node:fs";

import { check } from "fw-config";
import { expect, it } from "vitest";

import { withoutRemoteScreens } from "./without-remote-screens.ts";

const DESKTOP = new URL("../../../fw-config/test/golden/desktop/fw.config.yaml", import.meta.url);

it("a proof offers no screen of its lab to other machines, and leaves the lab as it is otherwise", () => {
  const { model } = check(readFileSync(DESKTOP, "utf8"));
  if (model === undefined) throw new Error("the example does not resolve");
  expect(JSON.stringify(model)).toContain('"remote":');
  const closed = withoutRemoteScreens(model);
  expect(JSON.stringify(closed)).not.toContain('"remote":');
  expect(model).toMatchObject(closed);
});
