import { type Checker, pathsThat } from "./checker.ts";
import { inNamespace } from "./namespace-script.ts";
import { real } from "./requirements.ts";

/**
 * `keepalived -t` (keepalived(8)): silence and code 0 mean that it is content; any complaint is
 * code 5, a missing interface too, so that it runs where interfaces of those names are.
 */
export const keepalivedChecker: Checker = {
  name: "keepalived -t",
  requirements: [real.unshare, real.ip, real.keepalived],
  paths: (subject) => pathsThat(subject, (path) => path === "/etc/keepalived/keepalived.conf"),
  async check(subject, path) {
    const { exitCode, output } = await inNamespace(subject, [
      "keepalived",
      "-t",
      "-f",
      subject.root + path,
    ]);
    if (exitCode === 0 && output.trim() === "") return "";
    return output.trim() || `ended with code ${exitCode}`;
  },
};
