import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { aptSetup, debianSources } from "./apt-setup.ts";

const list = (text: string) => [{ format: "list", text }] as const;
const deb822 = (text: string) => [{ format: "sources", text }] as const;

describe("the sources taken from a host", () => {
  test("a host's mirror is taken for each part of the release", () => {
    const text = `# a comment
deb http://mirror.example/debian bookworm main non-free-firmware # here
deb-src http://mirror.example/debian bookworm main
deb [arch=amd64 signed-by=/etc/keys/d.gpg] https://sec.example/debian-security bookworm-security main
`;
    expect(debianSources(list(text), "bookworm")).toEqual([
      "deb http://mirror.example/debian bookworm main",
      "deb [signed-by=/etc/keys/d.gpg] https://sec.example/debian-security bookworm-security main",
    ]);
  });

  test("sources in deb822 are read, with several suites and a commented line inside", () => {
    const text = `Types: deb
# snapshot
URIs: http://mirror.example/debian
Suites: bookworm
 bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://off.example/debian
Suites: bookworm-security
Components: main
Enabled: no
`;
    const signed = "[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]";
    expect(debianSources(deb822(text), "bookworm")).toEqual([
      `deb ${signed} http://mirror.example/debian bookworm main`,
      `deb ${signed} http://mirror.example/debian bookworm-updates main`,
    ]);
  });

  test("sources that are not Debian's are left out", () => {
    const text = `deb https://other.example/linux/debian bookworm stable
deb http://mirror.example/debian bookworm main`;
    expect(debianSources(list(text), "bookworm")).toEqual([
      "deb http://mirror.example/debian bookworm main",
    ]);
  });

  test.each([
    ["another release", "deb http://mirror.example/debian trixie main"],
    ["a disc", "deb cdrom:[Debian]/ bookworm main"],
    ["nothing", ""],
    ["only updates", "deb http://mirror.example/debian bookworm-updates main"],
  ])("finds nothing in %s", (_case, text) => {
    expect(debianSources(list(text), "bookworm")).toEqual([]);
  });
});

describe("the apt of an image build", () => {
  let etc: string;
  beforeEach(async () => {
    etc = await mkdtemp(join(tmpdir(), "fw-etc-"));
    await mkdir(join(etc, "apt"));
    await writeFile(join(etc, "apt/sources.list"), "deb http://m.example/debian bookworm main\n");
  });
  afterEach(() => rm(etc, { recursive: true }));
  const { signal } = new AbortController();

  test("a build on a host of the same release uses its mirrors, and trusts what it trusts", async () => {
    await writeFile(join(etc, "os-release"), "ID=debian\nVERSION_CODENAME=bookworm\n");
    const setup = await aptSetup("bookworm", signal, etc);
    expect(setup.sources).toEqual(["deb http://m.example/debian bookworm main"]);
    expect(setup.keyring).toBeUndefined();
  });

  test("a build on any other host uses Debian's mirrors and keys", async () => {
    await writeFile(join(etc, "os-release"), "ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n");
    const setup = await aptSetup("bookworm", signal, etc);
    expect(setup.sources).toEqual([]);
    expect(setup.keyring).toBe("/usr/share/keyrings/debian-archive-keyring.gpg");
  });
});
