import * as fc from "fast-check";
import { type Config, qemuArgv, render, resolve } from "fw-config";
import { expect, it } from "vitest";

import { anyConfig } from "../../../fw-config/test/any-config.ts";
import { allCheckers } from "../../src/validators/run-validators.ts";
import type { Checker, Subject } from "../../src/validators/validator.ts";
import { complaints, obstacle } from "./examples.ts";

if (obstacle !== undefined) console.warn(`skipped: random configurations: ${obstacle}`);

/** `FW_RANDOM_CONFIGS=5000` for a long run; another seed gives other configurations. */
const numRuns = Number(process.env["FW_RANDOM_CONFIGS"] ?? 500);
const seed = Number(process.env["FW_RANDOM_SEED"] ?? 1);

/** How many are asked about at the same time: most of the time programs start, sleep and end. */
const LANES = 2;

/** What of a machine a checker reads beside the file that it judges. */
const around: Readonly<Record<string, (subject: Subject) => unknown>> = {
  "keepalived -t": ({ node }) => node?.interfaces,
  "conntrackd -s": ({ node }) => node?.interfaces,
  // It reads the other units too, and complains of them when it is asked about those.
  "systemd-analyze verify": ({ artifacts }) => artifacts.map(({ path }) => path).filter(isUnit),
  "systemd-networkd": (subject) => [
    filesBelow(subject, "/etc/systemd/network/"),
    subject.node?.nics,
  ],
  "qemu -S": ({ model, node }) => (node === undefined ? [] : argvOf(model, node)),
};

function isUnit(path: string): boolean {
  return path.startsWith("/etc/systemd/system/");
}

function filesBelow({ artifacts }: Subject, folder: string): readonly string[] {
  return artifacts
    .filter(({ path }) => path.startsWith(folder))
    .map(({ path, content }) => `${path}\n${content}`);
}

/** All that a checker can see when it judges a path. */
function visible(checker: Checker, subject: Subject, path: string): string {
  const own = subject.artifacts.find((artifact) => artifact.path === path)?.content;
  return JSON.stringify([path, own, around[checker.name]?.(subject)]);
}

function argvOf(model: Subject["model"], node: NonNullable<Subject["node"]>): readonly string[] {
  const at = (name: string): string => `/${name}`;
  return qemuArgv(model, node, {
    accel: "tcg",
    kernel: at("k"),
    initrd: at("i"),
    disk: at("d"),
    seed: at("s"),
    qmp: at("q"),
    qga: at("a"),
    console: at("c"),
    consoleLog: at("l"),
    pidFile: at("p"),
    spice: at("spice"),
    vnc: at("vnc"),
  });
}

/** The same checker, asked once about what looks the same to it. */
function askedOnce(checker: Checker): Checker {
  const known = new Set<string>();
  const isNew = (text: string): boolean => !known.has(text) && known.add(text) === known;
  return {
    ...checker,
    paths: (subject) =>
      checker.paths(subject).filter((path) => isNew(visible(checker, subject, path))),
  };
}

it.skipIf(obstacle !== undefined)(
  `the programs accept all files of ${numRuns} configurations with any features`,
  async () => {
    const checkers = allCheckers.map(askedOnce);
    const accepted = async (config: Config): Promise<void> => {
      const { model, diagnostics } = resolve(config);
      if (model === undefined) throw new Error(JSON.stringify(diagnostics));
      expect(await complaints(model, { artifacts: render(model), checkers })).toEqual([]);
    };
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      fc.assert(fc.asyncProperty(anyConfig, accepted), {
        numRuns: Math.ceil(numRuns / LANES),
        seed: seed + lane,
        // Shrinking would ask about what is known already, and be told nothing.
        endOnFailure: true,
      }),
    );
    await Promise.all(lanes);
  },
  3_600_000,
);
