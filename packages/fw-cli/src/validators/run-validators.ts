import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { execa } from "execa";
import { type Artifact, type Model, render } from "fw-config";

import { makeFolder } from "../host/make-folder.ts";
import type { Io } from "../io.ts";
import { writeArtifacts } from "../lab/seed.ts";
import { missingRequirements, type Requirement } from "../packages/requirements.ts";
import { never } from "../wait-until.ts";
import { conntrackdChecker } from "./conntrackd.ts";
import { keepalivedChecker } from "./keepalived.ts";
import { allInNamespace, unshareArgs } from "./namespace-script.ts";
import { networkdChecker } from "./networkd.ts";
import { nftablesChecker } from "./nftables.ts";
import { qemuChecker } from "./qemu.ts";
import { shellChecker } from "./shell.ts";
import { securityChecker } from "./systemd-security.ts";
import { unitChecker } from "./systemd-units.ts";
import type { Answer, Checker, CheckerResult, Probe, Subject } from "./validator.ts";
import { xorgChecker } from "./xorg.ts";

/** Every checker, in the order of the report. */
export const allCheckers: readonly Checker[] = [
  keepalivedChecker,
  conntrackdChecker,
  nftablesChecker,
  unitChecker,
  securityChecker,
  networkdChecker,
  shellChecker,
  xorgChecker,
  qemuChecker,
];

/** What a run needs. */
export interface RunOptions {
  readonly io: Pick<Io, "env" | "signal">;
  /** Default: what `render` makes of the model. */
  readonly artifacts?: readonly Artifact[];
  /** Default: every one. */
  readonly checkers?: readonly Checker[];
  /** Called before the checks of a machine. */
  readonly onCheck?: (what: string) => void;
}

/** One question to one program. */
interface Task {
  readonly checker: Checker;
  readonly subject: Subject;
  readonly path: string;
}

/** What the programs need on this host that have a file of the model to read, each once. */
export function requirementsOf(model: Model): readonly Requirement[] {
  const machines = subjects(model, render(model), "", never);
  const needed = allCheckers.flatMap((checker) => {
    const paths = machines.flatMap((subject) => checker.paths(subject));
    const forEach = paths.flatMap((path) => checker.requirementsFor?.(path) ?? []);
    return paths.length === 0 ? [] : [...checker.requirements, ...forEach];
  });
  return [...new Set(needed)];
}

/** Lets every program that reads a rendered file read it, and collects what they say. */
export async function runCheckers(
  model: Model,
  { io, artifacts = render(model), checkers = allCheckers, onCheck }: RunOptions,
): Promise<readonly CheckerResult[]> {
  const dir = await mkdtemp(join(tmpdir(), "fw-check-"));
  try {
    await writeArtifacts(artifacts, dir);
    const obstacle = await whyNoNamespace(io.signal);
    const reasons = new Map<Checker, string | undefined>();
    for (const checker of checkers) {
      reasons.set(checker, obstacle ?? (await whyNotHere(checker, io.env)));
    }
    const results: CheckerResult[] = [];
    for (const subject of subjects(model, artifacts, dir, io.signal)) {
      onCheck?.(subject.host);
      const tasks = checkers.flatMap((checker) =>
        checker
          .paths(subject)
          .map((path, i) => ({ checker, subject: within(subject, checker, i), path })),
      );
      results.push(...(await askAll(tasks, reasons)));
    }
    // By program: that is how a person reads the report.
    return checkers.flatMap(({ name }) => results.filter(({ checker }) => checker === name));
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
    model,
    host,
    signal,
    scratch: join(dir, ".scratch", host),
    root: join(dir, host),
    node: model.nodes.find(({ name }) => name === host),
    artifacts: artifacts.filter((artifact) => artifact.host === host),
  }));
}

/** The subject with a scratch folder for one task alone. */
function within(subject: Subject, { name }: Checker, i: number): Subject {
  return { ...subject, scratch: join(subject.scratch, `${name.replaceAll(/\W+/g, "-")}-${i}`) };
}

/** Asks all programs about one machine: one after the other, most of them in one namespace. */
async function askAll(
  tasks: readonly Task[],
  reasons: ReadonlyMap<Checker, string | undefined>,
): Promise<readonly CheckerResult[]> {
  const pending: { readonly index: number; readonly probe: Probe }[] = [];
  const answers: Answer[] = [];
  for (const [index, { checker, subject, path }] of tasks.entries()) {
    const reason = reasons.get(checker);
    await makeFolder(subject.scratch);
    if (reason !== undefined) answers[index] = { skipped: reason };
    else if ("check" in checker) answers[index] = await checker.check(subject, path);
    else {
      const probe = await checker.probe(subject, path);
      if ("skipped" in probe) answers[index] = probe;
      else pending.push({ index, probe });
    }
  }
  const [first] = tasks;
  const outcomes =
    first === undefined
      ? []
      : await allInNamespace(
          first.subject,
          pending.map(({ probe }) => probe.argv),
        );
  first?.subject.signal.throwIfAborted();
  for (const [i, { index, probe }] of pending.entries()) {
    answers[index] = await probe.judge(outcomes[i] ?? { exitCode: undefined, output: "" });
  }
  return tasks.map((task, index) => resultOf(task, answers[index] ?? ""));
}

function resultOf({ checker, subject, path }: Task, answer: Answer): CheckerResult {
  const about = { checker: checker.name, host: subject.host, path };
  if (typeof answer !== "string") return { ...about, status: "skipped", detail: answer.skipped };
  return { ...about, status: answer === "" ? "pass" : "fail", detail: answer };
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
