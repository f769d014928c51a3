import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { hasShell, offers } from "toolkit/testing/shells";
import { expect, it } from "vitest";

import { inFolder } from "./fw.ts";

const cases = [
  ["fw che", "check"],
  ["fw image bu", "build"],
  ["fw check --format s", "sarif"],
  ["fw render --prof", "--profile"],
  ["fw completion z", "zsh"],
  ["fw power fw-1 pau", "pause"],
  ["fw power prim", "primary"],
  ["fw kill primary con", "conntrackd"],
  ["fw restart backup nf", "nftables"],
  ["fw reload backup sys", "systemd-networkd"],
  ["fw view primary --we", "--web"],
  ["fw view prim", "primary"],
  ["fw screensh", "screenshot"],
  ["fw key prim", "primary"],
  ["fw type client --ent", "--enter"],
  ["fw image build --variant d", "desktop"],
  ["fw usb att", "attach"],
  ["fw usb detach primary --fo", "--force"],
  ["fw power --lab image fw-1 pau", "pause"],
] as const;

const shells = (["bash", "zsh", "fish"] as const).filter((shell) => {
  if (!hasShell(shell)) console.warn(`skipped: completion in ${shell}: it is not installed`);
  return hasShell(shell);
});

it.each(shells.flatMap((shell) => cases.map((words) => [shell, ...words] as const)))(
  "%s completes %s to %s",
  async (shell, line, word) => {
    const { dir, fw } = await inFolder();
    const { code, stdout } = await fw("completion", shell);
    expect(code).toBe(0);
    const script = join(dir, `fw.${shell}`);
    await writeFile(script, stdout);
    expect(offers(shell, { program: "fw", script, line, cwd: dir })).toEqual([word]);
  },
);
