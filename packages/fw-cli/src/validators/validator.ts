import type { Artifact, Model, Node } from "fw-config";

import type { Requirement } from "../packages/requirements.ts";

/** How a check ended; `skipped` always has its reason. */
export type CheckerStatus = "pass" | "fail" | "skipped";

/** What the program that reads an artifact says about it. */
export interface CheckerResult {
  readonly checker: string;
  /** The machine that the artifact is for. */
  readonly host: string;
  /** The artifact's path on it, or what stands for it. */
  readonly path: string;
  readonly status: CheckerStatus;
  /** The program's complaint, or why it was not asked; empty for a pass. */
  readonly detail: string;
}

/** The files of one machine, written below a folder. */
export interface Subject {
  readonly model: Model;
  readonly host: string;
  /** Absent for the machine that runs the lab. */
  readonly node: Node | undefined;
  readonly artifacts: readonly Artifact[];
  /** Stands for the machine's `/`. */
  readonly root: string;
  /** An empty folder for the checker's own files. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** Why a program could not be asked. */
export interface Skipped {
  readonly skipped: string;
}

/** A complaint, empty when the program is content; or why it could not be asked. */
export type Answer = string | Skipped;

/** What a program said in its namespace. */
export interface Outcome {
  readonly exitCode: number | undefined;
  /** Both its streams. */
  readonly output: string;
}

/** A command, and what its end means. */
export interface Probe {
  /** Runs as root of a namespace that has the node's interfaces with their addresses. */
  readonly argv: readonly string[];
  /** What the program says by it. */
  readonly judge: (outcome: Outcome) => Answer | Promise<Answer>;
}

interface CheckerBase {
  readonly name: string;
  /** What it runs on this host. */
  readonly requirements: readonly Requirement[];
  /** What this file alone asks of this host besides. */
  requirementsFor?(path: string): readonly Requirement[];
  /** The paths that it judges on this machine; none when it has nothing to say. */
  paths(subject: Subject): readonly string[];
}

/** A program that is asked by one command; those of a machine share a namespace. */
export interface ProbeChecker extends CheckerBase {
  probe(subject: Subject, path: string): Probe | Skipped | Promise<Probe | Skipped>;
}

/** A program that is asked while it runs, in a namespace of its own. */
export interface SoloChecker extends CheckerBase {
  check(subject: Subject, path: string): Promise<Answer>;
}

/** One program that reads artifacts. */
export type Checker = ProbeChecker | SoloChecker;

/** The paths of the subject's artifacts that match. */
export function pathsThat(
  subject: Pick<Subject, "artifacts">,
  matches: (path: string) => boolean,
): readonly string[] {
  return subject.artifacts.map(({ path }) => path).filter(matches);
}
