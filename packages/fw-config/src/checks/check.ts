import type { Config } from "../config/config.ts";
import type { Report } from "../diagnostics/report.ts";
import type { TimingProfile } from "../timing/profile.ts";

/** One cross-field check. It skips what another check reports, so that all can run together. */
export type ConfigRule = (config: Config, report: Report, profile: TimingProfile) => void;
