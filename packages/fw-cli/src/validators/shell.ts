import { real } from "./requirements.ts";
import type { ProbeChecker } from "./validator.ts";

/** The shell reads our program without running it. */
export const shellChecker: ProbeChecker = {
  name: "sh -n",
  requirements: [real.unshare, real.ip],
  paths: (subject) =>
    subject.artifacts
      .filter(({ content }) => /^#!\/bin\/sh\b/.test(content))
      .map(({ path }) => path),
  probe: ({ root }, path) => ({
    argv: ["sh", "-n", root + path],
    judge: ({ exitCode, output }) =>
      exitCode === 0 ? "" : output.trim() || `ended with code ${exitCode}`,
  }),
};
