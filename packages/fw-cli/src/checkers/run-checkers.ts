import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { execa } from "execa";
import { type Artifact, type Model, render } from "fw-config";

import { missingRequirements } from "../host/requirements.ts";
import type { Io } from "../io.ts";
import { writeArtifacts } from "../lab/seed.ts";
import type { Checker, CheckerResult, Subject } from "./checker.ts";
import { conntrackdChecker } from "./conntrackd.ts";
import { keepalivedChecker } from "./keepalived.ts";
import { unshareArgs } from "./namespace-script.ts";
import { networkdChecker } from "./networkd.ts";
import { nftablesChecker } from "./nftables.ts";
import { qemuChecker } from "./qemu.ts";
import { shellChecker } from "./shell.ts";
import { securityChecker } from "./systemd-security.ts";
import { unitChecker } from "./systemd-units.ts";

/** Every checker, in the order of the report. */
const allCheckers: readonly Checker[] = [
  keepalivedChecker,
  conntrackdChecker,
  nftablesChecker,
  unitChecker,
  securityChecker,
  networkdChecker,
  shellChecker,
  qemuChecker,
];

/** What a run needs. */
export interface RunOptions {
  readonly io: Pick<Io, "env" | "signal">;
  /** Default: what `render` makes of the model. */
  readonly artifacts?: readonly Artifact[];
  /** Default: every one. */
  readonly checkers?: readonly Checker[];
  /** Called before each check. */
  readonly onCheck?: (what: string) => void;
}

/** Lets every program that reads a rendered file read it, and collects what they say. */
export async function runCheckers(
  model: Model,
  { io, artifacts = render(model), checkers = allCheckers, onCheck }: RunOptions,
): Promise<readonly CheckerResult[]> {
  const dir = await mkdtemp(join(tmpdir(), "fw-check-"));
  try {
    await writeArtifacts(artifacts, dir);
    const results: CheckerResult[] = [];
    const obstacle = await whyNoNamespace(io.signal);
    for (const checker of checkers) {
      const reason = obstacle ?? (await whyNotHere(checker, io.env));
      for (const subject of subjects(model, artifacts, dir, io.signal)) {
        for (const path of checker.paths(subject)) {
          onCheck?.(`${checker.name} ${subject.host}:${path}`);
          results.push(await runOne(checker, subject, path, reason, results.length));
        }
      }
    }
    return results;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function subjects(
  model: Model,
  artifacts: readonly Artifact[],
  dir: string,
  signal: AbortSignal,
): readonly Subject[] {
  const hosts = [...new Set([...model.nodes, { name: "host" }].map(({ name }) => name))];
  return hosts.map((host) => ({
    ...{ model, host, signal, scratch: join(dir, ".scratch"), root: join(dir, host) },
    node: model.nodes.find(({ name }) => name === host),
    artifacts: artifacts.filter((artifact) => artifact.host === host),
  }));
}

async function runOne(
  checker: Checker,
  subject: Subject,
  path: string,
  reason: string | undefined,
  index: number,
): Promise<CheckerResult> {
  const about = { checker: checker.name, host: subject.host, path };
  if (reason !== undefined) return { ...about, status: "skipped", detail: reason };
  const scratch = join(subject.scratch, String(index));
  await mkdir(scratch, { recursive: true });
  const answer = await checker.check({ ...subject, scratch }, path);
  subject.signal.throwIfAborted();
  if (typeof answer !== "string") return { ...about, status: "skipped", detail: answer.skipped };
  const detail = answer;
  return { ...about, status: detail === "" ? "pass" : "fail", detail };
}

async function whyNotHere(checker: Checker, env: Io["env"]): Promise<string | undefined> {
  const missing = await missingRequirements(env, undefined, checker.requirements);
  if (missing.length === 0) return undefined;
  const packages = [...new Set(missing.map((item) => item.package))].join(" ");
  const programs = missing.map(({ needs }) => needs).join(", ");
  return `${programs} is not installed; install ${packages}, or add --install`;
}

/** Why this user cannot make the namespaces that every check runs in. */
async function whyNoNamespace(signal: AbortSignal): Promise<string | undefined> {
  const result = await execa("unshare", [...unshareArgs(), "true"], {
    reject: false,
    stdin: "ignore",
    cancelSignal: signal,
  });
  if (result.exitCode === 0) return undefined;
  return `no namespace can be made here: ${result.stderr || result.shortMessage}`;
}
