import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { render } from "../src/index.ts";
import { exampleModel } from "./artifacts.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** Lists one file of expectations, follows another, and ends. */
const CONNTRACK = `#!/bin/sh
[ "$2" = expect ] && cat "$DIRECTORY/conntrack$1"
`;

const NFT = `#!/bin/sh
printf '%s\\n' "$*" >>"$DIRECTORY/nft.log"
`;

const path = "/usr/local/lib/fw/expectations";
const model = exampleModel("seed-snat");
const vip = model.sourceNat[0]?.vip ?? "";

/** An expectation as conntrack 1.4.7 prints it. */
function expectation(target: string, port: number, host: string): string {
  return `300 proto=6 src=192.168.0.3 dst=${target} sport=0 dport=${port} mask-src=255.255.255.255 mask-dst=255.255.255.255 sport=0 dport=65535 master-src=${host} master-dst=192.168.0.3 sport=40000 dport=21 class=0 helper=ftp\n`;
}

/** What the program tells nft, when conntrack lists and then reports these. */
function told(listed: string, reported: string): readonly string[] {
  const directory = temporaryDirectory("fw-expectations-");
  const program = render(model).find((artifact) => artifact.path === path)?.content ?? "";
  const files = { program, conntrack: CONNTRACK, nft: NFT };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, name), content);
    chmodSync(join(directory, name), 0o755);
  }
  writeFileSync(join(directory, "conntrack-L"), listed);
  writeFileSync(join(directory, "conntrack-E"), reported);
  writeFileSync(join(directory, "nft.log"), "");
  const PATH = `${directory}:${process.env["PATH"]}`;
  const env = { PATH, DIRECTORY: directory };
  expect(spawnSync(join(directory, "program"), { env, encoding: "utf8" })).toMatchObject({
    status: 0,
    stderr: "",
  });
  return readFileSync(join(directory, "nft.log"), "utf8").split("\n").filter(Boolean);
}

function remembered(port: number, host: string): readonly string[] {
  const key = `6 . ${vip} . ${port}`;
  const map = "element inet expected expected_v4";
  return [`delete ${map} { ${key} }`, `add ${map} { ${key} : ${host} }`];
}

test("it remembers what the kernel knows when it begins, and what it learns afterwards", () => {
  const log = told(
    expectation(vip, 50_001, "192.168.2.4"),
    `    [NEW] ${expectation(vip, 50_002, "192.168.2.5")}`,
  );
  expect(log).toStrictEqual([
    ...remembered(50_001, "192.168.2.4"),
    ...remembered(50_002, "192.168.2.5"),
  ]);
});

test("the last host that announced a port has it", () => {
  const log = told(
    expectation(vip, 50_001, "192.168.2.4"),
    expectation(vip, 50_001, "192.168.2.5"),
  );
  expect(log.slice(2)).toStrictEqual(remembered(50_001, "192.168.2.5"));
});

test("what is expected at another address is no concern of it", () => {
  const almost = vip.replace(".", "1");
  expect(told(expectation("192.168.0.9", 50_001, "192.168.2.4"), "")).toStrictEqual([]);
  expect(told(expectation(almost, 50_001, "192.168.2.4"), "")).toStrictEqual([]);
});

test("what a session towards the virtual address announced is left to its own line", () => {
  const line = expectation(vip, 50_001, "192.168.0.9").replace(
    "master-dst=192.168.0.3",
    `master-dst=${vip}`,
  );
  expect(told(line, "")).toStrictEqual([]);
});
