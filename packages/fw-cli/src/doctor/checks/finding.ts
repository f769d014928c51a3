import type { Model } from "fw-config";

/** What one check of the host came to. */
export interface Finding {
  /** Stable name, for programs. */
  readonly id: FindingId;
  readonly title: string;
  /** `fail`: the lab cannot run; `warn`: it can, but worse, or something is not known yet. */
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  /** What to do about it. */
  readonly hint: string | undefined;
}

/** All checks. */
export type FindingId =
  | "accelerator"
  | "architecture"
  | "directories"
  | "jitter"
  | "limits"
  | "memory"
  | "namespaces"
  | "node"
  | "os"
  | "packages"
  | "space"
  | "subordinate-ids"
  | "tun"
  | "usb"
  | "viewer";

/** What the checks look at. */
export interface DoctorOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Where labs keep their state. */
  readonly stateDir: string;
  /** What the config describes; undefined when there is none. */
  readonly model: Model | undefined;
}

/** Whether this process is root's. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Makes findings of one check. */
export function findings(
  id: FindingId,
  title: string,
): {
  readonly ok: (detail: string) => Finding;
  readonly warn: (detail: string, hint: string) => Finding;
  readonly fail: (detail: string, hint: string) => Finding;
} {
  return {
    ok: (detail) => ({ id, title, status: "ok", detail, hint: undefined }),
    warn: (detail, hint) => ({ id, title, status: "warn", detail, hint }),
    fail: (detail, hint) => ({ id, title, status: "fail", detail, hint }),
  };
}
