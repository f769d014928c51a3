import { readFileSync } from "node:fs";

import { check } from "fw-config";
import { expect, it } from "vitest";

import { labPaths } from "../lab/paths.ts";
import { nextCommands } from "./next-commands.ts";

const seed = readFileSync(new URL("../../../../fw.config.yaml", import.meta.url), "utf8");

it("fw suggests next commands that can be typed where it was called", () => {
  const { model } = check(seed);
  if (model === undefined) throw new Error("the seed's config is broken");
  const paths = labPaths({ env: { FW_STATE_DIR: "/labs" }, cwd: "/" }, model.name);
  const lab = { model, paths, driver: "qemu" } as const;
  expect(nextCommands(lab, {})).toContain("  fw exec client -- ping 192.168.0.3  ");
  expect(nextCommands(lab, { npm_lifecycle_event: "fw" })).toContain(
    "  npx -y pnpm@10 fw power fw-1 off ",
  );
  expect(nextCommands(lab, {})).toContain("files: /labs/omarine-lab");
  expect(nextCommands(lab, {})).toContain("fw console");
  expect(nextCommands({ ...lab, driver: "netns" }, {})).not.toContain("fw console");
});
