import { helperNames } from "../../src/config/service.ts";
import { compilePolicy } from "../../src/policy/evaluate.ts";
import type { Nat } from "../../src/policy/evaluation.ts";
import { laterPackets, type Trial } from "./disagreements.ts";

const translations = ["none", "source", "destination", "both"] as const;

/** How often each kind of question was asked, by the family and the translation of its connection. */
export type Tally = ReadonlyMap<string, ReadonlyMap<string, number>>;

function translationOf(nat: Nat | undefined): (typeof translations)[number] {
  if (nat?.source !== undefined) return nat.destination === undefined ? "source" : "both";
  return nat?.destination === undefined ? "none" : "destination";
}

function columnOf(nat: Nat | undefined, address: string): string {
  return `IPv${address.includes(":") ? 6 : 4} ${translationOf(nat)}`;
}

/** Counts what trials ask. */
export function tallyOf(trials: readonly Trial[]): Tally {
  const tally = new Map<string, Map<string, number>>();
  const count = (kind: string, column: string): void => {
    const row = tally.get(kind) ?? new Map<string, number>();
    tally.set(kind, row.set(column, (row.get(column) ?? 0) + 1));
  };
  for (const trial of trials) {
    const evaluate = compilePolicy(trial.model, { role: trial.role });
    for (const packet of trial.packets) {
      const { connection, nat } = evaluate(packet);
      count(`first: ${connection}`, columnOf(nat, packet.source));
    }
    for (const { kind, nat, packet } of laterPackets(trial)) {
      count(kind, columnOf(nat, packet.source));
    }
  }
  return tally;
}

const columns: readonly string[] = [4, 6].flatMap((family) =>
  translations.map((translation) => `IPv${family} ${translation}`),
);
const untranslated: readonly string[] = ["IPv4 none", "IPv6 none"];
const ipv4 = columns.filter((own) => own.startsWith("IPv4"));

type Wanted = readonly (readonly [kind: string, columns: readonly string[]])[];

const bothWays = ["message", "to the client", "to the server"];
const everywhere: Wanted = bothWays.map((kind) => [kind, columns]);
/** `nf_nat_h323` translates IPv4 only: what comes to another address than the client's is dropped. */
const callsClient: Wanted = [
  ["to the client", [...ipv4, "IPv6 none", "IPv6 destination"]],
  ["to the client, dropped", ["IPv6 source", "IPv6 both"]],
];
/** The kernel has these helpers for IPv4 only. */
const inIpv4 = (kinds: readonly string[]): Wanted => kinds.map((kind) => [kind, ipv4]);

/** What a helper of the schema announces, and where the kernel lets it. */
const announcements: Readonly<Record<(typeof helperNames)[number], Wanted>> = {
  ftp: everywhere,
  tftp: [["to the client", columns]],
  sip: everywhere,
  irc: inIpv4(["message", "to the client"]),
  pptp: inIpv4(bothWays),
  amanda: [
    ["message", columns],
    ["to the server", columns],
  ],
  // It reads only what the firewall itself sends to everybody on a link: nothing that passes it.
  "netbios-ns": [["not announced, dropped", columns]],
  "Q.931": [["message", columns], ["to the server", columns], ...callsClient],
  RAS: callsClient,
};

const wanted: Wanted = [
  ["first: new", columns],
  ["first: invalid", untranslated],
  ["first: untracked", untranslated],
  ...["reply", "established", "error to the client", "error to the server"].map(
    (kind) => [kind, columns] as const,
  ),
  ...["invalid", "error about nothing", "outside the window"].map(
    (kind) => [kind, columns] as const,
  ),
  ...["own", "error about its own", "error to the firewall"].map(
    (kind) => [kind, untranslated] as const,
  ),
  ...helperNames.flatMap((helper) =>
    announcements[helper].map(([kind, own]) => [`${helper}: ${kind}`, own] as const),
  ),
];

/** Kinds of questions that a run must ask and did not. */
export function notAsked(tally: Tally): readonly string[] {
  return wanted.flatMap(([kind, own]) =>
    own.filter((column) => !tally.get(kind)?.has(column)).map((column) => `${kind}, ${column}`),
  );
}

/** The counts as a table for people. */
export function tallyText(tally: Tally): string {
  const rows = [...tally].map(([kind, row]) => [
    kind,
    ...columns.map((column) => `${row.get(column) ?? 0}`),
  ]);
  const all = [
    ["asked about", ...columns],
    ...rows.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  ];
  const widths = all[0]?.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  "),
    )
    .join("\n");
}
