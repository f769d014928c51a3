import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { relations, triggerOwners } from "./dpkg.mjs";
import { exempt, explainedFiles, isIncidental, sourceOf } from "./exempt.mjs";
import { complaints, offenders, withDependencies } from "./judge.mjs";

const of = (
  depends: readonly (readonly string[])[] = [],
  more: { essential?: boolean; provides?: readonly string[] } = {},
) => ({ essential: false, provides: [], ...more, depends });

const installed = new Map([
  ["dash", of([["libc6"]], { essential: true })],
  ["libc6", of()],
  ["spice-vdagent", of([["libgtk"], ["init-a", "init-b"], ["mail-agent"]])],
  ["libgtk", of([["libc6"], ["spice-vdagent"]])],
  ["init-a", of()],
  ["init-b", of()],
  ["postman", of([], { provides: ["mail-agent"] })],
  ["stray", of([["libc6"]])],
]);

const observed = [
  { path: "/usr/bin/dash", owner: "dash", command: "sh" },
  { path: "/lib/libc.so.6", owner: "libc6", command: "sh" },
  {
    path: "/lib/systemd/system/spice-vdagentd.service",
    owner: "spice-vdagent",
    command: "systemd-analyze verify (systemd-analyze < vitest)",
  },
  { path: "/etc/passwd", owner: undefined, command: "id" },
];

const found = (listed: readonly string[], more: typeof observed = []) =>
  offenders({ observed: [...observed, ...more], installed, listed, exempt, isIncidental });

describe("offenders", () => {
  it("are none when each file comes from a listed package, a dependency or an essential one", () => {
    expect(found(["spice-vdagent"])).toEqual([]);
  });

  it("are the files of a package as soon as its entry leaves the list", () => {
    expect(complaints(found([]))).toEqual([
      "/lib/systemd/system/spice-vdagentd.service (of spice-vdagent, which is in no list), opened by: systemd-analyze verify (systemd-analyze < vitest)",
    ]);
  });

  it("are files of no package, unless they are explained", () => {
    const tool = { path: "/opt/tool/bin/tool", owner: undefined, command: "tool" };
    expect(found(["spice-vdagent"], [tool])).toEqual([tool]);
    expect(complaints([tool])).toEqual(["/opt/tool/bin/tool (of no package), opened by: tool"]);
  });

  it("are not files that a program opens wherever they are", () => {
    const path = "/usr/share/zsh/vendor-completions/_stray";
    expect(found(["spice-vdagent"], [{ path, owner: "stray", command: "zsh" }])).toEqual([]);
  });

  it("are told once for each package", () => {
    const files = ["/a", "/b", "/c"].map((path) => ({ path, owner: "stray", command: "x" }));
    expect(complaints(found(["spice-vdagent"], files))).toEqual([
      "/a (of stray, which is in no list) and 2 more of its files, opened by: x",
    ]);
  });
});

describe("withDependencies", () => {
  it("goes all the way, in circles too, and takes a virtual package's providers", () => {
    expect([...withDependencies(installed, ["spice-vdagent"])].toSorted()).toEqual([
      "init-a",
      "libc6",
      "libgtk",
      "postman",
      "spice-vdagent",
    ]);
  });

  it("takes of alternatives only the first that is there", () => {
    expect(withDependencies(installed, ["spice-vdagent"]).has("init-b")).toBe(false);
    const without = new Map([...installed].filter(([name]) => name !== "init-a"));
    expect(withDependencies(without, ["spice-vdagent"]).has("init-b")).toBe(true);
  });
});

it("reads dpkg's relations without versions and architectures", () => {
  expect(relations("libc6 (>= 2.34), python3:any | python3-minimal (<< 4),\n perl")).toEqual([
    ["libc6"],
    ["python3", "python3-minimal"],
    ["perl"],
  ]);
  expect(relations("")).toEqual([]);
});

it("gives a folder that a package watches with a trigger, and the one around it, to that package", () => {
  const database = mkdtempSync(join(tmpdir(), "triggers-"));
  try {
    const lines =
      "# of icons\ninterest-noawait /usr/share/icons/all\ninterest /etc/icons\ninterest ldconfig\nactivate /x\n";
    writeFileSync(join(database, "libicons:amd64.triggers"), lines);
    writeFileSync(join(database, "base-files.list"), "/etc\n/usr/share\n");
    expect(Object.fromEntries(triggerOwners(database))).toEqual({
      "/etc/icons": "libicons",
      "/usr/share/icons": "libicons",
      "/usr/share/icons/all": "libicons",
    });
  } finally {
    rmSync(database, { recursive: true });
  }
});

it("knows a file that is explained by another name, as it has below a mount", () => {
  const { dev, ino } = statSync("/etc/passwd");
  expect(explainedFiles().get(`${dev}:${ino}`)).toBe("/etc/passwd");
});

it("knows the source of a compiled Python module", () => {
  expect(sourceOf("/usr/lib/python3/d/__pycache__/x.cpython-311.opt-1.pyc")).toBe(
    "/usr/lib/python3/d/x.py",
  );
  expect(sourceOf("/usr/bin/python3.11")).toBe("/usr/bin/python3.11");
});

it("explains whole names only, never what begins alike", () => {
  expect(exempt("/etc/passwd")).toBe(true);
  expect(exempt("/etc/passwd-")).toBe(false);
  expect(exempt("/tmp/x")).toBe(true);
  expect(exempt("/tmpx")).toBe(false);
});
