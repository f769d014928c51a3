import { describe, expect, test, vi } from "vitest";

import { announce, programs, type Announcement } from "./announcement-lab.ts";
import { missing } from "./namespace.ts";

const reason = missing(...programs);
if (reason !== undefined) console.warn(`skipped: announcements over a failover: ${reason}`);

vi.setConfig({ testTimeout: 90_000 });

type Row = readonly [Announcement["protocol"], Announcement["moment"], Announcement["way"], string];

const rows: readonly Row[] = [
  ["ftp", "repeated", "routed", "copied, file"],
  ["ftp", "repeated", "source NAT", "copied, file"],
  ["ftp", "repeated", "forwarded", "copied, file"],
  ["ftp", "established", "routed", "copied, file"],
  ["ftp", "established", "source NAT", "copied, file"],
  ["tftp", "first", "routed", "missing, nothing"],
  ["tftp", "first", "source NAT", "missing, nothing"],
  ["tftp", "repeated", "routed", "copied, file"],
  ["tftp", "repeated", "source NAT", "copied, file"],
  ["tftp", "again", "source NAT", "missing, file"],
  ["tftp", "established", "source NAT", "copied, file"],
  ["sip", "first", "source NAT", "missing, nothing"],
  // The copies lose their class, of which a call's signalling may have one: the last evicts the media's.
  ["sip", "repeated", "routed", "copied, nothing"],
  ["sip", "repeated", "source NAT", "copied, nothing"],
  ["sip", "established", "source NAT", "copied, file"],
  ["h323", "repeated", "routed", "copied, file"],
  ["h323", "repeated", "source NAT", "copied, file"],
  ["h323", "repeated", "forwarded", "copied, file"],
  // The kernel knows the helper of H.245 for UDP only, and refuses the copy of its TCP connection.
  ["h323", "established", "routed", "missing, nothing"],
  ["h323", "established", "source NAT", "missing, nothing"],
];

describe.skipIf(reason !== undefined)("what a session announced before a crash", () => {
  test.each(rows)("%s, %s, %s: %s", (protocol, moment, way, outcome) => {
    expect(announce({ protocol, moment, way })).toBe(outcome);
  });

  const ftp = { protocol: "ftp", moment: "repeated", way: "source NAT" } as const;

  test("is found behind source NAT by a firewall that loaded its ruleset again", () => {
    expect(announce({ ...ftp, loadsAgain: true })).toBe("copied, file");
  });

  test("is lost behind source NAT without the program that remembers whose it is", () => {
    expect(announce({ ...ftp, remembers: false })).toBe("copied, nothing");
  });
});
