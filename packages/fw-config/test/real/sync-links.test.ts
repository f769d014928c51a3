import { describe, expect, test, vi } from "vitest";

import { onPair, pairArtifacts, pairPrograms } from "./conntrackd-pair.ts";
import { missing } from "./namespace.ts";

const reason = missing(...pairPrograms);
if (reason !== undefined) console.warn(`skipped: conntrackd on two links: ${reason}`);

/**
 * A connection becomes known on fw-1, the first link goes down, another connection becomes known:
 * which of the two does fw-2 hear of?
 */
const script = [
  "knows() { for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do peer_control -e 2>/dev/null | grep -q sport=$1 && echo knows $1 && return; sleep 0.2; done; echo does not know $1; }",
  "learn 1001; knows 1001",
  "ip link set eth2 down",
  "sleep 0.5; learn 1002; knows 1002",
].join("\n");

const both = "knows 1001\nknows 1002\n";
const onlyFirst = "knows 1001\ndoes not know 1002\n";

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(reason !== undefined).each(["multicast", "unicast"] as const)("%s", (transport) => {
  const two = { network: ["first", "second"], transport, externalCache: true };

  test("the second link carries on when the first is down", () => {
    expect(onPair(pairArtifacts(two), script)).toBe(both);
  });

  test("without a second link nothing does", () => {
    expect(onPair(pairArtifacts({ ...two, network: "first" }), script)).toBe(onlyFirst);
  });

  test("and not through a ruleset that does not know it", () => {
    const artifacts = pairArtifacts(two).map((artifact) =>
      artifact.path === "/etc/nftables.conf"
        ? { ...artifact, content: artifact.content.replaceAll(/^.*iifname "eth3".*udp.*$/gm, "") }
        : artifact,
    );
    expect(onPair(artifacts, script)).toBe(onlyFirst);
  });
});
