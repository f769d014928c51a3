import { real } from "./requirements.ts";
import { pathsThat, type ProbeChecker } from "./validator.ts";

const REACHED = "is conntrackd running?";

/**
 * conntrackd has no check mode. `-s` reads the file, then fails because no daemon answers: what
 * it says besides that complaint is about the file, and without that complaint it never got there.
 */
export const conntrackdChecker: ProbeChecker = {
  name: "conntrackd -s",
  requirements: [real.unshare, real.ip, real.conntrackd, real.protocols],
  paths: (subject) => pathsThat(subject, (path) => path === "/etc/conntrackd/conntrackd.conf"),
  probe: ({ root }, path) => ({
    argv: ["conntrackd", "-C", root + path, "-s"],
    judge({ output }) {
      const lines = output.split("\n").filter((line) => line.trim() !== "");
      const rest = lines.filter((line) => !line.includes(REACHED));
      if (rest.length === 0 && lines.length > 0) return "";
      return rest.join("\n") || "it said nothing";
    },
  }),
};
