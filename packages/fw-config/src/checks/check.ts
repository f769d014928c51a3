import type { Config } from "../config/config.ts";
import type { Report } from "../diagnostics/report.ts";
import type { TimingProfile } from "../timing/profile.ts";

/** One cross-field check. It skips what another check reports, so that all can run together. */
export type Check = (config: Config, report: Report, profile: TimingProfile) => void;
