import { matchSchema, type Config } from "../config/config.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { isRecord } from "../values/record.ts";
import { findingsOf, type SchemaFinding } from "./issues.ts";

/** A configuration without what the schema refuses, so that the rest can be checked. */
export interface Repair {
  readonly config: Config;
  /** What is not there, or not as it was written. */
  readonly holes: readonly ConfigPath[];
  /** The path that something has in what was given. */
  readonly original: (path: ConfigPath) => ConfigPath;
}

type Container = Record<string | number, unknown>;

/** Stands for a name that is wrong: nothing but the names of cards and MACs follows from it. */
const anyName: string = "lab";

/** What is wrong with a field that is required is wrong with what it is required in. */
const mostRounds: number = 12;

/** Takes things out of a value, and knows where what is left was. */
class Pruning {
  readonly holes: ConfigPath[] = [];
  readonly #value: unknown;
  readonly #doomed = new Map<unknown[], Set<number>>();
  readonly #indices = new WeakMap<object, readonly number[]>();
  readonly #names = new WeakMap<object, Map<string, string>>();

  constructor(value: unknown) {
    this.#value = value;
  }

  #containerOf(path: ConfigPath): Container | undefined {
    let node: unknown = this.#value;
    for (const part of path.slice(0, -1)) {
      node = isRecord(node) ? (node as Container)[part] : undefined;
    }
    return isRecord(node) ? node : undefined;
  }

  original(path: ConfigPath): ConfigPath {
    let node: unknown = this.#value;
    return path.map((part) => {
      const owner = isRecord(node) ? node : undefined;
      node = owner === undefined ? undefined : (owner as Container)[part];
      if (owner === undefined) return part;
      if (typeof part === "number") return this.#indices.get(owner)?.[part] ?? part;
      return this.#names.get(owner)?.get(part) ?? part;
    });
  }

  /** Takes out a value; an item of a list keeps its place until the list closes up. */
  remove(path: ConfigPath): void {
    const [owner, part = ""] = [this.#containerOf(path), path.at(-1)];
    if (owner === undefined || !Object.hasOwn(owner, part)) return;
    this.holes.push(this.original(path));
    if (!Array.isArray(owner)) {
      delete owner[part];
      return;
    }
    const items = this.#doomed.get(owner) ?? new Set<number>();
    this.#doomed.set(owner, items.add(Number(part)));
  }

  /** Lets the items behind those that were taken out move up. */
  closeUp(): void {
    for (const [list, items] of this.#doomed) {
      const kept = [...list.keys()].filter((i) => !items.has(i));
      const known = this.#indices.get(list);
      this.#indices.set(
        list,
        kept.map((i) => known?.[i] ?? i),
      );
      for (const [to, from] of kept.entries()) list[to] = list[from];
      list.length = kept.length;
    }
    this.#doomed.clear();
  }

  /** Gives a field the name that it was meant to have. */
  rename(path: ConfigPath, meant: string): void {
    const [owner, written] = [this.#containerOf(path), String(path.at(-1))];
    if (owner === undefined || Object.hasOwn(owner, meant)) {
      this.remove(path);
      return;
    }
    owner[meant] = owner[written];
    delete owner[written];
    const names = this.#names.get(owner) ?? new Map<string, string>();
    this.#names.set(owner, names.set(meant, written));
  }

  nameAgain(): void {
    if (isRecord(this.#value)) (this.#value as Container)["name"] = anyName;
    this.holes.push(["name"]);
  }
}

/** Deals with one finding; false when nothing would be left. */
function mend(pruning: Pruning, { diagnostic, meant }: SchemaFinding): boolean {
  const { code, path } = diagnostic;
  const target = code === "FW004" ? path.slice(0, -1) : path;
  if (path.length === 1 && path[0] === "name") pruning.nameAgain();
  else if (target.length === 0) return false;
  else if (meant !== undefined) pruning.rename(path, meant);
  else pruning.remove(target);
  return true;
}

/**
 * Takes out of a value what the schema refuses. A misspelt field gets the name that was meant.
 *
 * @param value - a copy of what was given; it is changed
 * @param missing - what the copy lacks
 * @returns undefined when too little is left to be a configuration
 */
export function repair(
  value: unknown,
  findings: readonly SchemaFinding[],
  missing: readonly ConfigPath[],
): Repair | undefined {
  const pruning = new Pruning(value);
  let left = findings;
  for (let round = 0; round < mostRounds; round += 1) {
    for (const finding of left) if (!mend(pruning, finding)) return undefined;
    pruning.closeUp();
    const result = matchSchema(value);
    if (result.success) {
      const holes = [...missing, ...pruning.holes];
      return { config: result.data, holes, original: (path) => pruning.original(path) };
    }
    left = result.error.issues.flatMap((issue) => findingsOf(issue, value));
  }
  return undefined;
}
