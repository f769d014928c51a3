import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { shell } from "../guest/shell.ts";
import { real } from "./requirements.ts";
import { type Answer, pathsThat, type ProbeChecker } from "./validator.ts";

/** The flowtable and the line that fills it. */
const FLOWTABLE = /^ *flowtable \S+ \{\n(?:.*\n)*? *\}\n|^.* flow add @.*\n/gm;

/** The kernel itself. Nothing else that runs in the namespace has rules or sends packets. */
export const nftablesChecker: ProbeChecker = {
  name: "nft -f",
  requirements: [real.unshare, real.ip, real.nft, real.protocols],
  paths: (subject) => pathsThat(subject, (path) => path === "/etc/nftables.conf"),
  async probe({ root, artifacts, scratch }, path) {
    const { content = "" } = artifacts.find((artifact) => artifact.path === path) ?? {};
    const rest = join(scratch, "nftables.conf");
    await writeFile(rest, content.replaceAll(FLOWTABLE, ""));
    return {
      argv: shell("check-nftables", root + path, rest),
      judge: ({ output }) => judge(output),
    };
  },
};

function judge(output: string): Answer {
  const [said = "", code] = output.split(/^fw: (\d+)\n/m);
  const [whole = "", rest] = said.split("fw: without flowtables\n");
  const complaint = (rest ?? whole).trim();
  if (code !== "0") return complaint || whole.trim() || "the loaded ruleset has no chain";
  if (rest === undefined) return complaint;
  if (!refusesOnlyFlowtables(whole)) return whole.trim();
  return { skipped: "this kernel has no flowtables; the rest of the ruleset is loaded" };
}

/** The kernel's word for what it does not know, and about nothing but the flowtable's lines. */
function refusesOnlyFlowtables(output: string): boolean {
  const complaints = output.split(/^(?=\S+:\d+:\d+(?:-\d+)?: Error: )/m);
  return complaints.every(
    (text) =>
      text.includes("Error: Could not process rule: No such file or directory") &&
      /^ *(flowtable|.* flow add @)/m.test(text.split("\n").slice(1).join("\n")),
  );
}
