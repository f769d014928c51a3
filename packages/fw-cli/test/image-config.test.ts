import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, it } from "vitest";

import { inFolder, SEED } from "./fw.ts";

it.each([[["image", "build"]], [["up"]]])(
  "fw %j plans the image that the config asks for",
  async (command) => {
    const { dir, fw } = await inFolder();
    const file = join(dir, "more.yaml");
    const more = "\nimage: { packages: [nano], diskGiB: 3 }\n";
    await writeFile(file, (await readFile(SEED, "utf8")) + more);
    const usual = await fw(...command, "--config", SEED, "--dry-run");
    const { code, stdout } = await fw(...command, "--config", file, "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toMatch(/mmdebstrap .*--include=\S+,vim-tiny,nano /);
    expect(usual.stdout).not.toContain("nano");
  },
);
