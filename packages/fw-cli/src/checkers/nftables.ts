import { type Checker, pathsThat } from "./checker.ts";
import { inNamespace } from "./namespace-script.ts";
import { real } from "./requirements.ts";

/** Checked, loaded, loaded over itself (a reload must work), and listed: the kernel has it. */
const LOAD = 'nft -c -f "$1" && nft -f "$1" && nft -f "$1" && nft list ruleset | grep -q chain';

/** The kernel itself, in an empty network namespace. */
export const nftablesChecker: Checker = {
  name: "nft -f",
  requirements: [real.unshare, real.ip, real.nft],
  paths: (subject) => pathsThat(subject, (path) => path === "/etc/nftables.conf"),
  async check(subject, path) {
    const { exitCode, output } = await inNamespace(
      subject,
      ["sh", "-c", LOAD, "sh", subject.root + path],
      [],
    );
    if (exitCode === 0) return "";
    return output.trim() || "the loaded ruleset has no chain";
  },
};
