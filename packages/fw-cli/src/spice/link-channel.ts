import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { capability, hasCapability } from "./capabilities.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import {
  LINK_HEADER_BYTES,
  linkBodyBytes,
  linkResult,
  type LinkResult,
  MAIN_CHANNEL,
  MECHANISM_BYTES,
  parseLinkMessage,
  parseLinkReply,
  refusal,
  SEALED_TICKET_BYTES,
  ticketAnswer,
  withKey,
} from "./link.ts";
import { ProtocolError } from "./protocol-error.ts";
import { readExactly } from "./read-exactly.ts";
import { sharesAll, type Sharing } from "./sharing.ts";
import { sealTicket } from "./ticket-key.ts";

/** What is between a viewer and its server, and how they meet. */
export interface Passage {
  readonly sharing: Sharing;
  /** Connects to the server. */
  connect(): Promise<Duplex>;
  /** Who asks viewers for a ticket; absent where nobody but their user can connect. */
  readonly doorkeeper?: Doorkeeper;
}

/** A channel past its link stage, of which messages come next. */
export interface Channel {
  readonly server: Duplex;
  /** Whether what the agent and the viewer say goes through it, and not all of it may pass. */
  readonly filtered: boolean;
}

/** What a wrong ticket costs, so that nobody tries many. */
const WRONG_TICKET_MS = 1_000;
const RESULT_BYTES = 4;

/**
 * Brings a viewer and its server through the link stage.
 *
 * @param over aborted when the viewer has gone or taken too long
 * @throws ProtocolError with why the viewer was refused, which it has been told
 */
export async function linkChannel(
  viewer: Duplex,
  passage: Passage,
  over: AbortSignal,
): Promise<Channel> {
  const message = await readLink(viewer, over);
  const { channel, capabilities } = parseLinkMessage(message.body);
  const filtered = channel === MAIN_CHANNEL && !sharesAll(passage.sharing);
  if (filtered && !hasCapability(capabilities, capability.miniHeader))
    refuse(viewer, "the viewer is too old: it has no mini headers");

  const server = await passage.connect();
  over.addEventListener("abort", () => server.destroy(), { once: true });
  server.write(message.bytes);
  const reply = await readLink(server, over);
  const { error, key, capabilities: offered } = parseLinkReply(reply.body);
  if (error !== linkResult.ok) {
    viewer.end(reply.bytes);
    throw new ProtocolError(`the machine's spice server answers with error ${error}`);
  }
  if (filtered && !hasCapability(offered, capability.miniHeader))
    refuse(viewer, "the machine's spice server has no mini headers");

  const { doorkeeper } = passage;
  viewer.write(
    doorkeeper === undefined
      ? reply.bytes
      : Buffer.concat([reply.header, withKey(reply.body, doorkeeper.key)]),
  );
  const selects = [capabilities, offered].every((one) =>
    hasCapability(one, capability.authSelection),
  );
  const mechanism = selects ? await readMechanism(viewer, over) : Buffer.alloc(0);
  const sealed = await readExactly(viewer, SEALED_TICKET_BYTES, over);
  if (doorkeeper !== undefined && !(await doorkeeper.admits(sealed, channel, over))) {
    await sleep(WRONG_TICKET_MS, undefined, { signal: over });
    viewer.end(ticketAnswer(linkResult.permissionDenied));
    throw new ProtocolError("no ticket, or not a valid one");
  }
  // A server that asks for no password takes an empty one.
  server.write(Buffer.concat([mechanism, doorkeeper === undefined ? sealed : sealTicket(key, "")]));
  viewer.write(await readExactly(server, RESULT_BYTES, over));
  return { server, filtered };
}

interface Link {
  readonly header: Buffer;
  readonly body: Buffer;
  /** Both. */
  readonly bytes: Buffer;
}

async function readLink(peer: Duplex, over: AbortSignal): Promise<Link> {
  const header = await readExactly(peer, LINK_HEADER_BYTES, over);
  const body = await readExactly(peer, linkBodyBytes(header), over);
  return { header, body, bytes: Buffer.concat([header, body]) };
}

async function readMechanism(viewer: Duplex, over: AbortSignal): Promise<Buffer> {
  const mechanism = await readExactly(viewer, MECHANISM_BYTES, over);
  if (mechanism.readUInt32LE() === capability.authSpice) return mechanism;
  viewer.end(ticketAnswer(linkResult.permissionDenied));
  throw new ProtocolError("the viewer wants another authentication than a ticket");
}

function refuse(
  viewer: Duplex,
  why: string,
  error: LinkResult = linkResult.versionMismatch,
): never {
  viewer.end(refusal(error));
  throw new ProtocolError(why);
}
