import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import {
  ensureHostPackages,
  installCommand,
  missingPackages,
  type PackageOptions,
} from "./packages.ts";
import { hostRequirements, missingRequirements } from "./requirements.ts";

let dir: string;
let options: PackageOptions;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-packages-"));
  options = {
    env: { PATH: `${dir}:/usr/bin:/bin`, DIR: dir },
    signal: new AbortController().signal,
    assumeYes: true,
    root: true,
    requirements: [
      { needs: "fw-test-tool", package: "tool-package", purpose: "a test" },
      { needs: "fw-test-other", package: "tool-package", purpose: "a test" },
      { needs: "sh", package: "dash", purpose: "there already" },
    ],
  };
  await script("apt-cache", 'echo "  Candidate: 1.0"');
  await script(
    "apt-get",
    'echo "$*" >>"$DIR/calls"; for name in fw-test-tool fw-test-other; do cp "$DIR/apt-cache" "$DIR/$name"; done',
  );
});
afterEach(() => rm(dir, { recursive: true }));

async function script(name: string, body: string): Promise<void> {
  await writeFile(join(dir, name), `#!/bin/sh\n${body}\n`);
  await chmod(join(dir, name), 0o755);
}

const calls = (): Promise<string> => readFile(join(dir, "calls"), "utf8").catch(() => "");
const INSTALL = "-o DPkg::Lock::Timeout=300 install --yes --no-install-recommends tool-package\n";
const UPDATE = "-o DPkg::Lock::Timeout=300 update\n";

describe("ensureHostPackages", () => {
  it("installs each missing package once, without an update when apt knows it", async () => {
    expect(await ensureHostPackages(options)).toEqual(["tool-package"]);
    expect(await calls()).toBe(INSTALL);
  });

  it("does nothing when nothing is missing", async () => {
    await ensureHostPackages(options);
    expect(await ensureHostPackages(options)).toEqual([]);
    expect(await calls()).toBe(INSTALL);
  });

  it("updates the lists first when they lack the package", async () => {
    await script("apt-cache", 'echo "  Candidate: (none)"');
    await ensureHostPackages(options);
    expect(await calls()).toBe(UPDATE + INSTALL);
  });

  it("updates the lists and tries again when the mirror has moved on", async () => {
    await script(
      "apt-get",
      'echo "$*" >>"$DIR/calls"; case $(wc -l <"$DIR/calls") in 3) cp "$DIR/apt-cache" "$DIR/fw-test-tool"; cp "$DIR/apt-cache" "$DIR/fw-test-other";; 1) echo "E: 404 Not Found" >&2; exit 100;; esac',
    );
    await ensureHostPackages(options);
    expect(await calls()).toBe(INSTALL + UPDATE + INSTALL);
  });

  it("shows what apt said when it cannot install", async () => {
    await script("apt-get", 'echo "E: Unable to locate package" >&2; exit 100');
    await expect(ensureHostPackages(options)).rejects.toMatchObject({
      code: "E_MISSING_PACKAGES",
      hint: expect.stringContaining("E: Unable to locate package"),
    });
  });

  it("fails when apt is content and the command is still missing", async () => {
    await script("apt-get", "exit 0");
    await expect(ensureHostPackages(options)).rejects.toMatchObject({ code: "E_MISSING_PACKAGES" });
  });

  it("without consent installs nothing and gives the exact command, with code 1", async () => {
    const refused = {
      code: "E_MISSING_PACKAGES",
      exitCode: 1,
      hint: expect.stringContaining(
        "run: apt-get install --yes --no-install-recommends tool-package",
      ),
    };
    await expect(ensureHostPackages({ ...options, assumeYes: false })).rejects.toMatchObject(
      refused,
    );
    const declined = ensureHostPackages({ ...options, assumeYes: false, ask: async () => false });
    await expect(declined).rejects.toMatchObject(refused);
    expect(await calls()).toBe("");
  });

  it("asks for consent and installs after a yes", async () => {
    const questions: string[] = [];
    const ask = async (question: string): Promise<boolean> => questions.push(question) > 0;
    await ensureHostPackages({ ...options, assumeYes: false, ask });
    expect(questions).toEqual(["Install tool-package with apt?"]);
    expect(await calls()).toBe(INSTALL);
  });

  it("goes through sudo, which may not ask for a password when nobody is there", async () => {
    await script("sudo", 'echo "sudo $1" >>"$DIR/calls"; shift; exec "$@"');
    await ensureHostPackages({ ...options, root: false });
    expect(await calls()).toBe(`sudo --non-interactive\n${INSTALL}`);
  });
});

describe("missingPackages", () => {
  it("sorts and names each once", async () => {
    expect(await missingPackages(options.env, true, options.requirements)).toEqual([
      "tool-package",
    ]);
  });

  it("asks root for nothing that only ordinary users need", async () => {
    const requirements = [
      { needs: "nowhere", package: "p", purpose: "", unprivilegedOnly: true },
    ] as const;
    expect(await missingPackages({}, true, requirements)).toEqual([]);
    expect(await missingPackages({}, false, requirements)).toEqual(["p"]);
  });
});

describe("hostRequirements", () => {
  it("finds files by their path", async () => {
    const requirement = { needs: "/etc/passwd", package: "base-passwd", purpose: "" };
    expect(await missingRequirements({}, true, [requirement])).toEqual([]);
    const gone = { ...requirement, needs: join(dir, "gone") };
    expect(await missingRequirements({}, true, [gone])).toEqual([gone]);
  });

  it("says of each what it is for", () => {
    expect(hostRequirements.filter(({ purpose }) => purpose === "")).toEqual([]);
  });
});

describe("installCommand", () => {
  it("is what a user would type", () => {
    expect(installCommand(["a", "b"], false).join(" ")).toBe(
      "sudo apt-get install --yes --no-install-recommends a b",
    );
  });
});
