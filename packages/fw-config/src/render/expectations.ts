import { generatedBy, type Artifact } from "../artifact.ts";
import { translatesExpectations } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { EXPECTATIONS_PROGRAM } from "./paths.ts";
import { programService } from "./program.ts";

function pattern(model: Model): string {
  const vips = new Set(
    model.sourceNat.flatMap(({ vip }) => vip?.replaceAll(".", String.raw`\.`) ?? []),
  );
  return String.raw`\(${[...vips].join(String.raw`\|`)}\)`;
}

/**
 * The program that keeps in the ruleset which host an expected connection belongs to.
 *
 * A helper's expectation towards the address of source NAT says whom it is for. conntrackd sends
 * that to the peer, and libnetfilter_conntrack 1.0.9 leaves it out when it writes the copy into the
 * kernel: the new primary would recognise the connection and drop it as addressed to itself. The
 * first packet uses the copy up, so that the answer must be there before it.
 */
export function renderExpectations(model: Model, node: Node): readonly Artifact[] {
  if (!translatesExpectations(model)) return [];
  const vips = pattern(model);
  const content = `#!/bin/sh
# ${generatedBy}
set -u

# An expectation as conntrack prints it becomes: HOST PROTOCOL . ADDRESS . PORT
translations() {
    sed -nu -e '/ master-dst=${vips} /d' \\
        -e 's/^.*proto=\\([0-9]*\\) src=[^ ]* dst=${vips} sport=[0-9]* dport=\\([0-9]*\\) .* master-src=\\([^ ]*\\) .*$/\\4 \\1 . \\2 . \\3/p'
}

remember() {
    while read -r host key; do
        case $host in
            *:*) map=expected_v6 ;;
            *) map=expected_v4 ;;
        esac
        # A port that was announced before may belong to another host now.
        nft delete element inet expected "$map" "{ $key }" 2>/dev/null
        nft add element inet expected "$map" "{ $key : $host }"
    done
}

{
    conntrack -L expect 2>/dev/null
    exec conntrack -E expect
} | translations | remember
`;
  return [
    { host: node.name, path: EXPECTATIONS_PROGRAM, mode: 0o755, content },
    programService(node, "fw-expectations.service", {
      description: "Keep which hosts expected connections belong to",
      after: "nftables.service",
      program: EXPECTATIONS_PROGRAM,
      // To read expectations and to write into the ruleset.
      capabilities: "CAP_NET_ADMIN",
    }),
  ];
}
