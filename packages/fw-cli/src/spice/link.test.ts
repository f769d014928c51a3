import { describe, expect, it } from "vitest";

import { link, linkMessage, linkReply } from "../../test/fakes/spice-frames.ts";
import { capability, hasCapability } from "./capabilities.ts";
import {
  LINK_HEADER_BYTES,
  linkBodyBytes,
  linkResult,
  parseLinkMessage,
  parseLinkReply,
  refusal,
  withKey,
} from "./link.ts";

describe("a link message", () => {
  it("tells its length, its channel and what the viewer can do", () => {
    const body = linkMessage({ channel: 3, capabilities: 0b1001 });
    expect(linkBodyBytes(link(body))).toBe(22);
    const { channel, capabilities } = parseLinkMessage(body);
    expect(channel).toBe(3);
    expect(hasCapability(capabilities, capability.miniHeader)).toBe(true);
    expect(hasCapability(capabilities, capability.authSpice)).toBe(false);
    expect(hasCapability(capabilities, 40)).toBe(false);
  });

  it("of something that is not spice is refused", () => {
    expect(() => linkBodyBytes(Buffer.from("GET / HTTP/1.1\r\n"))).toThrow("not spice");
  });

  it("of more than 4 KiB is refused before any of it is read", () => {
    const header = link(Buffer.alloc(0));
    header.writeUInt32LE(4096, 12);
    expect(linkBodyBytes(header)).toBe(4096);
    header.writeUInt32LE(4097, 12);
    expect(() => linkBodyBytes(header)).toThrow("4097 bytes");
  });

  it("that is too short is refused", () => {
    expect(() => parseLinkMessage(Buffer.alloc(17))).toThrow("too short");
  });

  it.each([
    ["more words than there are", 6, 2],
    ["more words than fit into a number", 6, 0xffffffff],
    ["channel words that are not there", 10, 1],
    ["a place inside of the fixed part", 14, 17],
    ["a place behind the end", 14, 19],
  ])("with %s is refused", (_what, at, value) => {
    const body = linkMessage();
    body.writeUInt32LE(value, at);
    expect(() => parseLinkMessage(body)).toThrow("capabilities");
  });
});

describe("a link reply", () => {
  it("gets another key and stays the same otherwise", () => {
    const reply = linkReply({ key: Buffer.alloc(162, "q") });
    const changed = withKey(reply, Buffer.alloc(162, "p"));
    expect(parseLinkReply(changed)).toEqual({
      ...parseLinkReply(reply),
      key: Buffer.alloc(162, "p"),
    });
    expect(changed.length).toBe(reply.length);
    expect(parseLinkReply(reply).key).toEqual(Buffer.alloc(162, "q"));
  });

  it("that is too short is refused", () => {
    expect(() => parseLinkReply(Buffer.alloc(177))).toThrow("too short");
  });

  it("of ours that refuses is one that a viewer can read", () => {
    const bytes = refusal(linkResult.versionMismatch);
    expect(linkBodyBytes(bytes)).toBe(bytes.length - LINK_HEADER_BYTES);
    const { error, capabilities } = parseLinkReply(bytes.subarray(LINK_HEADER_BYTES));
    expect({ error, capabilities }).toEqual({ error: 4, capabilities: [] });
  });
});
