/** What went wrong, for programs: branch on this, never on the message. */
export type ErrorCode =
  | "E_ABORTED"
  | "E_CONFIG"
  | "E_CONSOLE"
  | "E_DISK_FULL"
  | "E_GUEST"
  | "E_IMAGE"
  | "E_IO"
  | "E_LAB_BUSY"
  | "E_LAB_EXISTS"
  | "E_LAB_NOT_RUNNING"
  | "E_LAB_STALE"
  | "E_MISSING_PACKAGES"
  | "E_NAMESPACE"
  | "E_NODE_OFF"
  | "E_NOT_READY"
  | "E_QEMU"
  | "E_SCREEN"
  | "E_TIMING"
  | "E_TUN"
  | "E_USAGE"
  | "E_USB"
  | "E_VERIFY"
  | "E_VIEW";

/** What helps with an error whose place knows nothing better. */
const usualCures: Readonly<Record<ErrorCode, string | undefined>> = {
  E_ABORTED: undefined,
  E_CONFIG: "see all findings with: fw check",
  E_CONSOLE: "see what the machine does: fw status",
  E_DISK_FULL: "free some space, for instance with: fw image prune",
  E_GUEST: "see what the nodes say: fw logs",
  E_IMAGE: "build it again: fw image build",
  E_IO: "see that the file or folder is there, is yours, and has room",
  E_LAB_BUSY: "wait until the other command has ended",
  E_LAB_EXISTS: "end it first: fw down",
  E_LAB_NOT_RUNNING: "start one with: fw up",
  E_LAB_STALE: "start it again with: fw up, or clear it with: fw down",
  E_MISSING_PACKAGES: "install what is missing: fw doctor --install",
  E_NAMESPACE: "see what this machine lacks: fw doctor",
  E_NODE_OFF: "switch it on: fw power NODE on",
  E_NOT_READY: "see what the nodes do and say: fw status, fw logs",
  E_QEMU: "see what the machine says: fw logs --console; or let it crash: fw power NODE off",
  E_SCREEN: "give the machine a screen in the config: vm: { spice: {} }",
  E_TIMING: "see what this host bears: fw explain timing --measure 60",
  E_TUN: "see what this machine lacks: fw doctor",
  E_USAGE: "see: fw --help",
  E_USB: "see what this machine has, and who may have it: fw usb list",
  E_VERIFY:
    "run it again; if it fails again, keep the lab and look at it: fw up --keep-failed, fw logs",
  E_VIEW: "see what the machine does: fw status",
};

/** What an error knows besides its code and message. */
export interface FwErrorDetails {
  /** What to do about it; absent: what usually helps. */
  readonly hint?: string;
  /** Where the refused value was given: an argument, an option, a variable or a file. */
  readonly place?: string;
  /** The refused value, as it was given. */
  readonly value?: string;
  /** 1: a failure or a finding (the default); 2: the command was called wrongly. */
  readonly exitCode?: 1 | 2;
  readonly cause?: unknown;
}

/** A failure that the user can understand and fix; printed without a stack. */
export class FwError extends Error {
  readonly code: ErrorCode;
  /** Where the refused value was given: an argument, an option, a variable or a file. */
  readonly place: string | undefined;
  /** The refused value, as it was given. */
  readonly value: string | undefined;
  /** What to do about it: a command or a setting; an interruption alone has none. */
  readonly hint: string | undefined;
  /** 1: a failure or a finding; 2: the command was called wrongly. */
  readonly exitCode: 1 | 2;

  constructor(code: ErrorCode, message: string, details: FwErrorDetails = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.name = "FwError";
    this.code = code;
    this.place = details.place;
    this.value = details.value;
    this.hint = details.hint ?? usualCures[code];
    this.exitCode = details.exitCode ?? 1;
  }
}
