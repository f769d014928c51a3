import type { Checker } from "./checker.ts";
import { inNamespace } from "./namespace-script.ts";
import { real } from "./requirements.ts";

/** The shell reads our program without running it. */
export const shellChecker: Checker = {
  name: "sh -n",
  requirements: [real.unshare, real.ip],
  paths: (subject) =>
    subject.artifacts
      .filter(({ content }) => /^#!\/bin\/sh\b/.test(content))
      .map(({ path }) => path),
  async check(subject, path) {
    const { exitCode, output } = await inNamespace(subject, ["sh", "-n", subject.root + path]);
    return exitCode === 0 ? "" : output.trim() || `ended with code ${exitCode}`;
  },
};
