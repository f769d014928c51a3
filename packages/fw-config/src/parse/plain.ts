import { showValue } from "../arguments/argument-error.ts";
import type { DiagnosticCode } from "../diagnostics/codes.ts";
import { finding } from "../diagnostics/report.ts";
import type { SchemaFinding } from "./issues.ts";

/** No configuration is deeper; the stack ends somewhere. */
const deepest: number = 64;
/** Far more than 100,000 rules have; what is shared is counted as often as it is met. */
const mostValues: number = 2_000_000;

/** A copy that is nothing but data, and what of the original was not. */
export interface Plain {
  readonly copy: unknown;
  readonly findings: readonly SchemaFinding[];
}

/** What the copying has come to. */
interface Walk {
  readonly path: (string | number)[];
  readonly above: Set<object>;
  readonly findings: SchemaFinding[];
  /** The code of a circle: in YAML it is a fault of the text. */
  readonly circle: "FW001" | "FW003";
  left: number;
}

/** Stands for a value that was refused and is left out. */
const refused: unique symbol = Symbol("refused");

function note(walk: Walk, code: DiagnosticCode, message: string): typeof refused {
  const diagnostic = finding(code, [...walk.path], message);
  walk.findings.push({ diagnostic, atKey: code === "FW002" });
  return refused;
}

function notAllowed(walk: Walk, value: unknown, reason: string): typeof refused {
  return note(walk, "FW003", `${showValue(value)} is not allowed: ${reason}`);
}

function isPlainPrototype(prototype: unknown): boolean {
  if (prototype === null || prototype === Object.prototype) return true;
  // The Object.prototype of another realm, such as a frame or a worker of a test runner.
  return (
    typeof prototype === "object" &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, "isPrototypeOf")
  );
}

/** Libraries mark objects with hidden symbols, which are no fields. */
function isMark(owner: object, key: string | symbol): boolean {
  return typeof key === "symbol" && !Object.prototype.propertyIsEnumerable.call(owner, key);
}

/** A field of its own, read without running anything. */
function readField(walk: Walk, owner: object, key: string): unknown {
  const field = Object.getOwnPropertyDescriptor(owner, key);
  if (field === undefined) return notAllowed(walk, undefined, "a list has no holes");
  if (!("value" in field)) {
    return note(walk, "FW003", "a getter is not allowed: give the value itself");
  }
  return copyOf(walk, field.value);
}

function copyList(walk: Walk, list: readonly unknown[]): readonly unknown[] {
  const copy: unknown[] = [];
  const { length } = list;
  const keys = Object.keys(list).length;
  if (keys !== length) {
    notAllowed(walk, list, keys < length ? "a list has no holes" : "a list has only items");
    return copy;
  }
  for (let i = 0; i < length && walk.left > 0; i += 1) {
    walk.path.push(i);
    const item = readField(walk, list, String(i));
    walk.path.pop();
    // The place is kept, so that those behind it keep theirs.
    copy.push(item === refused ? null : item);
  }
  return copy;
}

function copyObject(walk: Walk, value: object): object {
  const copy: Record<string, unknown> = {};
  for (const key of Reflect.ownKeys(value)) {
    if (walk.left <= 0) break;
    if (isMark(value, key)) continue;
    walk.path.push(String(key));
    // `__proto__` is passed over by the schema library; a symbol cannot be written down.
    if (typeof key === "symbol" || key === "__proto__") {
      note(walk, "FW002", `unknown field "${String(key)}"`);
    } else {
      const item = readField(walk, value, key);
      if (item !== refused) copy[key] = item;
    }
    walk.path.pop();
  }
  return copy;
}

function copyInner(walk: Walk, value: object): unknown {
  if (walk.above.has(value)) return note(walk, walk.circle, "the value contains itself");
  if (walk.path.length > deepest) return notAllowed(walk, value, "it is nested too deeply");
  const isList = Array.isArray(value);
  if (!isList && !isPlainPrototype(Object.getPrototypeOf(value))) {
    return notAllowed(walk, value, "expected a plain object, a list, a text or a number");
  }
  walk.above.add(value);
  const copy = isList ? copyList(walk, value) : copyObject(walk, value);
  walk.above.delete(value);
  return copy;
}

function copyOf(walk: Walk, value: unknown): unknown {
  walk.left -= 1;
  if (walk.left === 0) {
    return note(walk, "FW005", `the configuration has more than ${mostValues} values`);
  }
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : notAllowed(walk, value, "expected a number");
  }
  if (typeof value === "object") return copyInner(walk, value);
  if (value === undefined) {
    return notAllowed(walk, value, "leave the field out, or give it a value");
  }
  return notAllowed(walk, value, "expected an object, a list, a text or a number");
}

/**
 * Copies a value that may be anything: getters are not run, what inherits or is no data is a
 * finding and left out, and a circle or a bomb of shared parts ends.
 */
export function plainCopy(value: unknown, circle: Walk["circle"]): Plain {
  const walk: Walk = { path: [], above: new Set(), findings: [], circle, left: mostValues };
  try {
    const copy = copyOf(walk, value);
    return { copy: copy === refused ? undefined : copy, findings: walk.findings };
  } catch {
    // A Proxy may throw at every look.
    walk.path.length = 0;
    notAllowed(walk, value, "it cannot be read");
    return { copy: undefined, findings: walk.findings };
  }
}
