import { execa, execaSync } from "execa";
import { describe, expect, it } from "vitest";

import { findOnHost } from "./requirements.ts";
import { serviceStarters, withoutServices } from "./without-services.ts";

const [unshare = "", ...words] = withoutServices;
const possible = execaSync(unshare, [...words, "true"], { reject: false }).exitCode === 0;
if (!possible) console.warn("skipped: withoutServices: root and mount namespaces are needed");

const SAME = 'for f; do cmp -s /usr/bin/true "$f" && echo "$f"; done; true';

describe.skipIf(!possible)("withoutServices", () => {
  it("fw hides what starts services from a package command, and from nothing else", async () => {
    const present = await Promise.all(serviceStarters.map((path) => findOnHost(path, {})));
    const starters = present.filter((path) => path !== undefined);
    expect(starters.length).toBeGreaterThan(0);
    const question = ["sh", "-c", SAME, "sh", ...starters];
    const inside = await execa(unshare, [...words, ...question]);
    expect(inside.stdout.split("\n")).toEqual(starters);
    const outside = await execa("sh", question.slice(1));
    expect(outside.stdout).toBe("");
  });

  it("fw passes a package command's arguments and exit code on", async () => {
    const argv = [...words, "sh", "-c", 'echo "$1"; exit 7', "sh", "a b"];
    expect(await execa(unshare, argv, { reject: false })).toMatchObject({
      stdout: "a b",
      exitCode: 7,
    });
  });
});
