import { expect, test } from "vitest";

import { droppedWithoutState } from "./dropped.ts";

const counter = (packets: number): unknown => ({ counter: { packets, bytes: 9 } });
const rule = (...expr: readonly unknown[]): unknown => ({ rule: { family: "inet", expr } });
const state = { match: { op: "in", left: { ct: { key: "state" } }, right: "invalid" } };
const flags = { payload: { protocol: "tcp", field: "flags" } };
const notSyn = { match: { op: "!=", left: { "&": [flags, ["syn", "ack"]] }, right: "syn" } };
const daddr = { payload: { protocol: "ip", field: "daddr" } };
const toVip = { match: { op: "==", left: daddr, right: "@vips_v4" } };
const drop = { drop: null };

test("packets dropped without a conntrack entry are summed by their rule, and others are not counted", () => {
  const nftables = [
    { metainfo: {} },
    rule(state, counter(3), drop),
    rule(state, counter(2), drop),
    rule(notSyn, counter(4), drop),
    rule(toVip, counter(5), drop),
    rule(toVip, counter(100), { accept: null }),
    rule({ log: { prefix: "invalid" } }, counter(50), drop),
  ];
  expect(droppedWithoutState({ nftables })).toEqual({ invalid: 5, notSyn: 4, toVip: 5 });
});

test("a listing that cannot be read is an error, not a zero", () => {
  expect(() => droppedWithoutState({})).toThrow(/nftables/);
});
