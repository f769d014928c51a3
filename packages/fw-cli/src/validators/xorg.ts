import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { shell } from "../guest/shell.ts";
import { real } from "./requirements.ts";
import { pathsThat, type ProbeChecker } from "./validator.ts";

/** What the log must have: the driver was loaded, and then found no card, as it must not. */
const REACHED = [/Module (qxl|modesetting): vendor/, /No devices detected/];

const COMPLAINT =
  /parse error|problem parsing|not a valid keyword|failed to load module|no device specified|ignoring|unexpected/i;

/**
 * The X server itself, started with the file where there is no graphics card: it reads the file,
 * loads the driver, and ends because it finds nothing to draw on. Whether the driver takes every
 * option shows only in a machine that has the card.
 */
export const xorgChecker: ProbeChecker = {
  name: "Xorg -config",
  requirements: [real.unshare, real.ip, real.xorg, real.qxl],
  paths: (subject) => pathsThat(subject, (path) => path === "/etc/X11/xorg.conf"),
  probe({ root, scratch }, path) {
    const log = join(scratch, "log");
    return {
      argv: ["unshare", "--mount", "--", ...shell("check-xorg", real.xorg.needs, root + path, log)],
      async judge({ output }) {
        const written = await readFile(log, "utf8").catch(() => "");
        const lines = `${output}\n${written}`.split("\n");
        const complaints = [...new Set(lines.filter((line) => COMPLAINT.test(line)))];
        if (complaints.length > 0) return complaints.join("\n");
        return REACHED.every((part) => part.test(written))
          ? ""
          : lines.slice(-12).join("\n").trim();
      },
    };
  },
};
