import type { Config } from "../config/config.ts";
import type { TimingProfile } from "../config/profile.ts";
import type { Report } from "../diagnostics/report.ts";

/** One cross-field check. It skips what another check reports, so that all can run together. */
export type Check = (config: Config, report: Report, profile: TimingProfile) => void;
