import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect, it } from "vitest";

const observe = fileURLToPath(new URL("observe.py", import.meta.url));

it.skipIf(process.getuid?.() !== 0)(
  "says that it sees nothing in a process namespace, where the kernel tells it of no forks",
  () => {
    const python = ["/usr/bin/python3", "-I", "-S", observe, "1"];
    const args = ["--pid", "--fork", "--mount-proc", "--", ...python];
    const { status, stdout, stderr } = spawnSync("unshare", args, { encoding: "utf8", input: "" });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toBe("the kernel tells no forks or no opened files here\n");
  },
);
