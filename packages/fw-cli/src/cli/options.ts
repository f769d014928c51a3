import { Argument, Option } from "@commander-js/extra-typings";

import type { Context } from "../context.ts";
import type { Io } from "../io.ts";

/** Options that commands share. */
export interface CommonOptions {
  readonly json?: true;
  readonly dryRun?: true;
  readonly config?: string;
  readonly lab?: string;
}

/** What an action needs to call its command. */
export interface Runner {
  readonly io: Io;
  context(options: CommonOptions): Context;
  /** Takes what the process ends with; nothing means 0. */
  finish(result: number | void): void;
}

const profiles = ["hardware", "kvm", "tcg", "netns", "published"] as const;

/** `--json` */
export const json = () => new Option("--json", "print JSON");

/** `--dry-run` */
export const dryRun = () => new Option("--dry-run", "say what would be done, and do nothing");

/** `--yes` */
export const assumeYes = () =>
  new Option("-y, --yes", "install missing host packages without asking");

/** `--config` */
export const config = () =>
  new Option("-c, --config <file>", "the config (default: the nearest fw.config.yaml)");

/** `--lab` */
export const lab = () => new Option("--lab <name>", "which lab (default: the one that is up)");

/** `--profile` of files that are written for a place. */
export const profile = () =>
  new Option("--profile <name>", "where the pair will run")
    .choices(profiles)
    .default("hardware" as const);

/** `--profile` of a lab, whose driver says where it runs. */
export const timers = () =>
  new Option(
    "--profile <name>",
    "whose timers, where the config leaves them open (default: those that fit the driver)",
  ).choices(profiles);

/** The machine that is meant. */
export const node = () => new Argument("<node>", "its name, or its role now: primary, backup");

/** `--accel` */
export const accel = () =>
  new Option("--accel <kind>", "how to run the processors of virtual machines")
    .choices(["auto", "kvm", "tcg"] as const)
    .default("auto" as const);

/** What can run the nodes. */
export const drivers = ["qemu", "netns"] as const;

/** `--driver` */
export const driver = () =>
  new Option(
    "--driver <name>",
    "virtual machines, or namespaces of this host's kernel (default: qemu)",
  ).choices(drivers);
