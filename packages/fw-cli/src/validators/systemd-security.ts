import { real } from "./requirements.ts";
import { pathsThat, type ProbeChecker } from "./validator.ts";

/** In tenths of systemd's exposure level (0 safe to 10 unsafe): our own units must be below 4.0. */
const THRESHOLD = 40;

/** `systemd-analyze security --offline`: how much of the machine our own services may touch. */
export const securityChecker: ProbeChecker = {
  name: "systemd-analyze security",
  requirements: [real.unshare, real.ip, real.analyze],
  paths: (subject) =>
    pathsThat(subject, (path) => /^\/etc\/systemd\/system\/fw-[^/]*\.service$/.test(path)),
  probe: ({ root }, path) => ({
    argv: [
      "systemd-analyze",
      "security",
      "--offline=true",
      `--threshold=${THRESHOLD}`,
      "--no-pager",
      root + path,
    ],
    judge({ exitCode, output }) {
      if (exitCode === 0) return "";
      const verdict = output.split("\n").filter((line) => line.includes("Overall exposure"));
      return verdict.join("\n").trim() || output.trim();
    },
  }),
};
