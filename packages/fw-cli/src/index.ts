export { main } from "./main.ts";
export { run } from "./run.ts";
export { FwError, type ErrorCode, type FwErrorDetails } from "./errors.ts";
export type { Io } from "./io.ts";
export type { LabStatus, NodeStatus } from "./lab/lab-status.ts";
