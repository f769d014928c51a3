import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { shell } from "../guest/shell.ts";
import { real } from "./requirements.ts";
import {
  type Answer,
  type Outcome,
  pathsThat,
  type Probe,
  type ProbeChecker,
} from "./validator.ts";

/**
 * `keepalived -t` (keepalived(8)): silence and code 0 mean that it is content; any complaint is
 * code 5, a missing interface too, so that it runs where interfaces of those names are.
 */
export const keepalivedChecker: ProbeChecker = {
  name: "keepalived -t",
  requirements: [real.unshare, real.ip, real.keepalived],
  paths: (subject) => pathsThat(subject, (path) => path === "/etc/keepalived/keepalived.conf"),
  probe({ root, artifacts, scratch }, path) {
    const { content = "" } = artifacts.find((artifact) => artifact.path === path) ?? {};
    const unsigned = content.replaceAll(SIGNED_ADVERTS, "");
    if (unsigned !== content) return signedProbe(root + path, unsigned, scratch);
    return { argv: ["keepalived", "-t", "-f", root + path], judge: complaint };
  },
};

function complaint({ exitCode, output }: Outcome): string {
  if (exitCode === 0 && output.trim() === "") return "";
  return output.trim() || `ended with code ${exitCode}`;
}

/** The block that keepalived knows from 2.4 on. */
const SIGNED_ADVERTS = /^ *auth_hmac \{\n(?:.*\n)*? *\}\n/gm;

const UNKNOWN = "Unknown keyword 'auth_hmac'";

/** A keepalived that is too old must say just that, and be content with the rest of the file. */
async function signedProbe(file: string, unsigned: string, scratch: string): Promise<Probe> {
  const rest = join(scratch, "unsigned.conf");
  await writeFile(rest, unsigned);
  return { argv: shell("check-keepalived", file, rest), judge: ({ output }) => judgeBoth(output) };
}

function judgeBoth(output: string): Answer {
  const [whole, rest] = Array.from(output.matchAll(/(.*?)^fw: (\d+)\n/gms), ([, said = "", code]) =>
    complaint({ exitCode: Number(code), output: said }),
  );
  if (whole === undefined || rest === undefined) return output.trim() || "it said nothing";
  if (!whole.split("\n")[0]?.endsWith(UNKNOWN)) return whole;
  if (rest !== "") return rest;
  return { skipped: "signed adverts need keepalived 2.4; the rest of the file is accepted" };
}
