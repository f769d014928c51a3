import { access } from "node:fs/promises";
import { basename, dirname } from "node:path";

import { shell } from "../guest/shell.ts";
import { extendedUnits, real } from "./requirements.ts";
import { pathsThat, type Probe, type ProbeChecker, type Subject } from "./validator.ts";

const FOLDER = "/etc/systemd/system/";

/**
 * `systemd-analyze verify`: an unknown key is code 0 with a line on standard error, so that
 * silence is required. A drop-in is verified with the unit that it extends, if this host has it.
 */
export const unitChecker: ProbeChecker = {
  name: "systemd-analyze verify",
  requirements: [real.unshare, real.ip, real.analyze],
  paths: (subject) =>
    pathsThat(
      subject,
      (path) => path.startsWith(FOLDER) && /\.service(\.d\/.*\.conf)?$/.test(path),
    ),
  requirementsFor(path) {
    const extended = extendedUnits[basename(dirname(path), ".d")];
    return extended === undefined ? [] : [extended];
  },
  async probe(subject, path) {
    if (path.endsWith(".service")) return verify(subject, path, subject.root + path);
    const unit = basename(dirname(path), ".d");
    const present = await access(`/lib/systemd/system/${unit}`).then(
      () => true,
      () => false,
    );
    if (present) return verify(subject, path, unit);
    const provider = extendedUnits[unit];
    const install = provider && `; install ${provider.package}, or add --install`;
    return { skipped: `this host has no ${unit} to extend${install ?? ""}` };
  },
};

function verify({ root }: Subject, path: string, unit: string): Probe {
  return {
    argv: ["unshare", "--mount", "--", ...shell("check-unit", root, FOLDER, unit)],
    judge({ exitCode, output }) {
      // The units that this one wants are read too; their own check tells of them.
      const complaints = output
        .split("\n")
        .filter((line) => !line.startsWith(root) || line.startsWith(root + path));
      const said = complaints.join("\n").trim();
      if (said !== "") return said;
      if (output.trim() !== "") return "";
      return exitCode === 0 ? "" : `ended with code ${exitCode}`;
    },
  };
}
