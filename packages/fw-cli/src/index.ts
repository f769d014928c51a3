export { main, run } from "./main.ts";
export { FwError, type ErrorCode } from "./errors.ts";
export type { Io } from "./io.ts";
export type { LabStatus, NodeStatus } from "./lab/lab-status.ts";
