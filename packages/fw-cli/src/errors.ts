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
  | "E_TIMING"
  | "E_TUN"
  | "E_USAGE"
  | "E_VERIFY";

/** A failure that the user can understand and cure; printed without a stack. */
export class FwError extends Error {
  readonly code: ErrorCode;
  /** What to do about it: a command or a setting. */
  readonly hint: string | undefined;
  /** 1: a failure or a finding; 2: the command was called wrongly. */
  readonly exitCode: 1 | 2;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly hint?: string; readonly exitCode?: 1 | 2; readonly cause?: unknown } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = "FwError";
    this.code = code;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 1;
  }
}
