import { expect, it } from "vitest";

import { labPaths, labsDir, requireSocketPaths } from "./paths.ts";

const at = (FW_STATE_DIR: string) => labPaths({ env: { FW_STATE_DIR }, cwd: "/" }, "seed");

it("keeps labs below an absolute XDG_STATE_HOME, and ignores a relative one", () => {
  const labs = (env: Record<string, string>) =>
    labsDir({ env: { HOME: "/home/a", ...env }, cwd: "/" });
  expect(labs({ XDG_STATE_HOME: "/state" })).toBe("/state/fw-cli");
  expect(labs({ XDG_STATE_HOME: "rel" })).toBe("/home/a/.local/state/fw-cli");
  expect(labs({ XDG_STATE_HOME: "" })).toBe("/home/a/.local/state/fw-cli");
});

it("refuses a path of a socket that the kernel would refuse, and says by how much", () => {
  // /…/seed/nodes/fw-1/console.sock
  const longest = `/${"x".repeat(107 - "//seed/nodes/fw-1/console.sock".length)}`;
  expect(() => requireSocketPaths(at(longest), ["fw-1"])).not.toThrow();
  expect(() => requireSocketPaths(at(`${longest}x`), ["fw-1"])).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("is too long for a socket: 108 bytes"),
      hint: "set FW_STATE_DIR to a path that is 1 bytes shorter",
    }),
  );
  expect(() => requireSocketPaths(at(longest), ["fw-1", "fw-11"])).toThrow("fw-11/console.sock");
});

it("takes no node out of the lab's folder", () => {
  expect(() => at("/labs").node("../../..")).toThrow('"../../.." is no name of a node');
  expect(() => labPaths({ env: { FW_STATE_DIR: "/labs" }, cwd: "/" }, "seed-proof")).not.toThrow();
});
