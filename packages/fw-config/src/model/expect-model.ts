import { ArgumentError } from "../arguments/argument-error.ts";
import { isRecord } from "../values/record.ts";
import type { Model } from "./types.ts";

const lists = [
  "networks",
  "nodes",
  "management",
  "rules",
  "sourceNat",
  "destinationNat",
] as const satisfies readonly (keyof Model)[];

const recordLists = [
  "instances",
  "members",
  "vips",
  "syncLinks",
] as const satisfies readonly (keyof Model["ha"])[];

function isModel(value: unknown): boolean {
  if (!isRecord(value) || typeof value["name"] !== "string") return false;
  const ha = value["ha"];
  return (
    lists.every((name) => Array.isArray(value[name])) &&
    isRecord(ha) &&
    recordLists.every((name) => Array.isArray(ha[name]))
  );
}

/**
 * Refuses what is plainly no model: a configuration, a text, the result of `resolve` as a whole.
 * What is inside a model is `resolve`'s promise; one made by hand is its maker's.
 */
export function expectModel(call: string, value: unknown): void {
  if (isModel(value)) return;
  throw new ArgumentError(`${call}: model`, value, "the model that resolve or check returned");
}
