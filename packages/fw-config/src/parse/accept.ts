import { matchSchema, type Config } from "../config/config.ts";
import { deepFreeze } from "../values/freeze.ts";
import { findingsOf, withoutEchoes, type SchemaFinding } from "./issues.ts";
import { plainCopy } from "./plain.ts";
import { repair, type Repair } from "./repair.ts";

/** What the schema says of a value. */
export interface Acceptance {
  /** Present when there is no finding: frozen, so that it stays what was accepted. */
  readonly config?: Config;
  readonly findings: readonly SchemaFinding[];
  /** What can be checked despite the findings; it is never rendered. */
  readonly rest?: () => Repair | undefined;
}

/** Configurations that passed; nobody can change them any more. */
const accepted = new WeakSet<object>();

function isAccepted(value: unknown): value is Config {
  return typeof value === "object" && value !== null && accepted.has(value);
}

function refusedAt(findings: readonly SchemaFinding[]): ReadonlySet<string> {
  return new Set(findings.map(({ diagnostic }) => JSON.stringify(diagnostic.path)));
}

/** A value beside the schema. */
interface Comparison {
  readonly copy: unknown;
  /** What of the value is no data. */
  readonly unplain: readonly SchemaFinding[];
  readonly result: ReturnType<typeof matchSchema>;
  /** Present when there is nothing to say. */
  readonly config: Config | undefined;
}

function compare(value: unknown, circle: "FW001" | "FW003"): Comparison {
  const { copy, findings: unplain } = plainCopy(value, circle);
  const result = matchSchema(copy);
  if (!result.success || unplain.length > 0) return { copy, unplain, result, config: undefined };
  accepted.add(deepFreeze(result.data));
  return { copy, unplain, result, config: result.data };
}

/**
 * The one gate that every configuration passes, whether it was a text or an object. What has
 * passed already passes at once.
 *
 * @param circle - the code of a value that contains itself: a text that does is no YAML for us
 */
export function accept(value: unknown, circle: "FW001" | "FW003" = "FW003"): Acceptance {
  if (isAccepted(value)) return { config: value, findings: [] };
  const { copy, unplain, result, config } = compare(value, circle);
  if (config !== undefined) return { config, findings: [] };
  const issues = result.error?.issues.flatMap((issue) => findingsOf(issue, copy)) ?? [];
  const known = refusedAt(unplain);
  const others = withoutEchoes(issues).filter(
    ({ diagnostic }) => !known.has(JSON.stringify(diagnostic.path)),
  );
  const holes = unplain.map(({ diagnostic }) => diagnostic.path);
  return { findings: [...unplain, ...others], rest: () => repair(copy, others, holes) };
}

/** The same gate for a value of which nothing will be said: findings are not even made. */
export function acceptFlawless(value: unknown): Acceptance | undefined {
  const { config } = compare(value, "FW003");
  return config === undefined ? undefined : { config, findings: [] };
}
