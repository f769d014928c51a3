import { expect, test, vi } from "vitest";

import type { Artifact } from "../../src/index.ts";
import { onPair, pairArtifacts, pairPrograms } from "./conntrackd-pair.ts";
import { missing } from "./namespace.ts";

const reason = missing(...pairPrograms);
if (reason !== undefined) console.warn(`skipped: two primaries: ${reason}`);

/** What the handler asks conntrackd for in one of its functions, like `-R` and `-B`. */
function controlsIn(artifacts: readonly Artifact[], name: string): readonly string[] {
  const handler = artifacts.find(({ path }) => path.endsWith("/notify-handler"))?.content ?? "";
  const body = handler.split(`\n${name}() {\n`)[1]?.split("\n}\n")[0] ?? "";
  return [...body.matchAll(/control (-\w)/g)].map(([, action = ""]) => action);
}

/**
 * fw-1 is primary all the time. fw-2 becomes one beside it, of something else, and does what a
 * primary does: at its promotion, and once a minute. What happens to fw-1's own entries?
 */
function script(promotion: readonly string[], refresh: readonly string[]): string {
  const act = (name: string, actions: readonly string[]): string =>
    [`echo ${name} >>events`, ...actions.map((action) => `peer_control ${action}`)].join("; ");
  return [
    "poll() { for _ in $(seq 100); do eval $1 && return; sleep 0.05; done; echo gave up: $1; }",
    `copied() { poll "on_peer conntrack -L 2>/dev/null | grep -q sport=$1"; }`,
    `lines() { poll '[ $(wc -l <events) -ge '$1' ]'; }`,
    "cd /run",
    "conntrack -E -p tcp >>events 2>/dev/null & logger=$!",
    "sleep 0.2",
    "learn 1001; copied 1001; lines 1",
    act("promotion", promotion),
    "learn 1002; copied 1002; lines 3",
    act("refresh", refresh),
    "lines 7",
    act("refresh", refresh),
    "lines 10; kill $logger; cat events",
  ].join("\n");
}

/** What happened to a connection, in order. */
function story(log: string, port: number): string {
  const lines = log
    .split("\n")
    .filter((line) => !/sport=/.test(line) || line.includes(`=${port} `));
  return lines
    .map((line) => /[A-Z]{2,}|[a-z].*/.exec(line)?.[0] ?? "")
    .join(" ")
    .trim();
}

vi.setConfig({ testTimeout: 60_000 });

test.skipIf(reason !== undefined)(
  "a second primary writes over the first one's connections, and destroys those that began since",
  () => {
    const artifacts = pairArtifacts({ network: "first" });
    const [promotion, refresh] = ["primary", "refresh"].map((name) => controlsIn(artifacts, name));
    expect([promotion, refresh]).toStrictEqual([
      ["-f", "-R"],
      ["-R", "-B"],
    ]);
    const log = onPair(artifacts, script(promotion ?? [], refresh ?? []));
    expect([story(log, 1001), story(log, 1002)]).toStrictEqual([
      "NEW promotion refresh UPDATE refresh UPDATE",
      "promotion NEW refresh DESTROY NEW refresh UPDATE",
    ]);
  },
);
