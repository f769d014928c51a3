import { setTimeout as sleep } from "node:timers/promises";

import { capture } from "../lab/readiness.ts";
import { type ClassOutcome, judgeFlows } from "./analysis/flow-classes.ts";
import { longestGap } from "./analysis/gaps.ts";
import { ownership, type Ownership, type Tenure } from "./analysis/ownership.ts";
import { applyStep } from "./faults/apply.ts";
import type { FaultStep } from "./faults/step.ts";
import { bare, DENIED_PORT, FORWARDED_PORT, PROOF_PORT, type ProofPlan } from "./proof-config.ts";
import { firewalls, type ProofLab } from "./proof-lab.ts";
import type { Spot } from "./reset-watch.ts";
import { startTesterPair, type TesterPair } from "./tester-pair.ts";
import { now, type TesterReport } from "./tester/protocol.ts";
import { watchVips } from "./vip-watch.ts";

/** How many flows are held and how long each part of a trial lasts. */
export interface TrialPlan {
  /** TCP flows of each class. */
  readonly flows: number;
  /** Milliseconds between two messages of a TCP flow. */
  readonly tcpIntervalMs: number;
  /** Milliseconds of flowing before the fault. */
  readonly beforeMs: number;
  /** Milliseconds of flowing after the last step. */
  readonly afterMs: number;
  /** Milliseconds that are given to what was sent and has not arrived, after the senders stop. */
  readonly drainMs: number;
  /** What is done to the pair, in this order. */
  readonly steps: readonly FaultStep[];
}

/** What one trial came to. Times are milliseconds; instants count from the fault. */
export interface TrialResult {
  readonly classes: readonly ClassOutcome[];
  /** Resets that reached a tester while nobody closed anything. */
  readonly resets: readonly Spot[];
  readonly ownership: readonly Ownership[];
  /** Longest time without a new connection; absent when none was admitted any more. */
  readonly admissionMs?: number;
  /** New connections that got through although the policy denies them. */
  readonly deniedButOpen: number;
  /** Entries of each firewall's connection table before the fault and at the end; absent when it was off. */
  readonly entries: readonly {
    readonly node: string;
    readonly before?: number;
    readonly after?: number;
  }[];
  readonly timeline: Timeline;
}

/** What a plot of the trial shows. */
export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly tenures: readonly Tenure[];
  readonly resets: readonly number[];
  readonly steps: readonly { readonly at: number; readonly step: FaultStep }[];
  /** Arrivals of one flow of each class. */
  readonly arrivals: readonly { readonly name: string; readonly at: readonly number[] }[];
}

const UDP_INTERVAL_MS = 1;
const PING_INTERVAL_MS = 10;

/** Holds the flows, gives the fault, waits, and judges. */
export async function runTrial(
  lab: ProofLab,
  proof: ProofPlan,
  plan: TrialPlan,
): Promise<TrialResult> {
  const testers = await startTesterPair(lab.namespace, proof, lab.log);
  const vips = await watchVips(lab);
  try {
    await openFlows(testers, proof, plan);
    const before = await tableSizes(lab);
    await sleep(plan.beforeMs);

    const fault = now();
    const steps: { readonly at: number; readonly step: FaultStep }[] = [];
    for (const step of plan.steps) {
      steps.push({ at: now() - fault, step });
      await (step.do === "open"
        ? openLate(testers, proof, plan, steps.length)
        : applyStep(lab, step));
    }
    await sleep(plan.afterMs / 2);
    await testers.client.tell({ do: "poke" });
    await testers.client.tell({ do: "ftp-list" });
    await sleep(plan.afterMs / 2);

    const hush = now();
    await testers.both({ do: "hush" });
    await sleep(plan.drainMs);
    const resets = [...testers.client.resets(), ...testers.server.resets()];
    const reports = await testers.reports();
    const after = await tableSizes(lab);
    const tenures = vips.tenures();
    return {
      classes: [
        ...judgeFlows(reports, fault, hush, {
          "udp-up": UDP_INTERVAL_MS,
          "udp-down": UDP_INTERVAL_MS,
          ping: PING_INTERVAL_MS,
        }),
        ...ftpOutcome(reports),
      ],
      resets: resets.map(({ at, from }) => ({ at: at - fault, from })),
      ownership: lab.model.ha.vips.map(({ address }) => ownership(tenures, address, fault, hush)),
      ...admission(reports, fault, hush),
      entries: firewalls(lab).map((node, index) => ({
        node,
        ...(before[index] !== undefined && { before: before[index] }),
        ...(after[index] !== undefined && { after: after[index] }),
      })),
      timeline: {
        from: -plan.beforeMs,
        to: now() - fault,
        tenures: tenures.map((tenure) => shifted(tenure, fault)),
        resets: resets.map(({ at }) => at - fault),
        steps,
        arrivals: sampleArrivals(reports, fault),
      },
    };
  } finally {
    await vips.end();
    await testers.end();
  }
}

async function openFlows(
  { client, server }: TesterPair,
  proof: ProofPlan,
  plan: TrialPlan,
): Promise<void> {
  const host = bare(proof.server.address);
  const { flows: count, tcpIntervalMs: intervalMs } = plan;
  const to = { host, port: PROOF_PORT };
  await client.tell({
    do: "tcp",
    group: { ...to, name: "client-push", use: "push", count, intervalMs },
  });
  await client.tell({
    do: "tcp",
    group: { ...to, name: "server-push", use: "pull", count, intervalMs },
  });
  await client.tell({ do: "tcp", group: { ...to, name: "idle", use: "echo", count, intervalMs } });
  const forwarded = { host: proof.server.gateway, port: FORWARDED_PORT, count, intervalMs };
  await server.tell({ do: "tcp", group: { ...forwarded, name: "forwarded", use: "push" } });
  await client.tell({ do: "ftp-login", host });
  for (const [name, use] of [
    ["udp-up", "push"],
    ["udp-down", "pull"],
  ] as const) {
    await client.tell({ do: "udp", group: { ...to, name, use, intervalMs: UDP_INTERVAL_MS } });
  }
  await client.tell({ do: "ping", host, intervalMs: PING_INTERVAL_MS });
  await client.tell({ do: "admit", ...to, denied: DENIED_PORT });
}

/** Connections that begin during the faults; who opened them in the same step share a number. */
async function openLate(
  { client }: TesterPair,
  proof: ProofPlan,
  { flows: count, tcpIntervalMs: intervalMs }: TrialPlan,
  number: number,
): Promise<void> {
  const to = { host: bare(proof.server.address), port: PROOF_PORT };
  const group = { ...to, name: `late/${number}`, use: "push", count, intervalMs } as const;
  await client.tell({ do: "tcp", group });
}

async function tableSizes(lab: ProofLab): Promise<readonly (number | undefined)[]> {
  return Promise.all(
    firewalls(lab).map(async (name) => {
      const count = capture(lab.driver, name, ["conntrack", "-C"], new AbortController().signal);
      return count.then(
        ({ stdout }) => Number(stdout),
        () => undefined,
      );
    }),
  );
}

function ftpOutcome(reports: readonly TesterReport[]): readonly ClassOutcome[] {
  const ftp = reports.find((report) => report.ftp !== undefined)?.ftp;
  if (ftp === undefined) return [];
  const dead = ftp.listed
    ? []
    : [{ id: "ftp-data/0", why: ftp.why ?? "the listing did not arrive" }];
  return [{ name: "ftp-data", flows: 1, survivors: 1 - dead.length, dead }];
}

function admission(
  reports: readonly TesterReport[],
  since: number,
  until: number,
): Pick<TrialResult, "admissionMs" | "deniedButOpen"> {
  const found = reports.find((report) => report.admission !== undefined)?.admission;
  const { opened = [], deniedButOpen = 0 } = found ?? {};
  const goesOn = opened.some((at) => at > Math.max(since, until - STILL_MS));
  return { ...(goesOn && { admissionMs: longestGap(opened, since) }), deniedButOpen };
}

/** How long before the senders' stop a connection must still have been admitted. */
const STILL_MS = 500;

function shifted({ from, to, ...rest }: Tenure, zero: number): Tenure {
  return { ...rest, from: from - zero, ...(to !== undefined && { to: to - zero }) };
}

function sampleArrivals(reports: readonly TesterReport[], zero: number): Timeline["arrivals"] {
  const byClass = new Map<string, readonly number[]>();
  for (const { id, arrivals } of reports.flatMap(({ flows }) => flows)) {
    const [name = ""] = id.split("/");
    if (arrivals.length > (byClass.get(name)?.length ?? 0)) byClass.set(name, arrivals);
  }
  return Array.from(byClass, ([name, at]) => ({ name, at: at.map((time) => time - zero) }));
}
