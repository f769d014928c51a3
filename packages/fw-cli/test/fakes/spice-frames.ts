/** One message of the agent, in the frames of a main channel: its header is in the first of them. */
export function agentFrames(
  direction: "to-guest" | "to-host",
  type: number,
  payload: Buffer,
  frameBytes = 2048,
): Buffer {
  const message = Buffer.alloc(20 + payload.length);
  message.writeUInt32LE(1, 0);
  message.writeUInt32LE(type, 4);
  message.writeBigUInt64LE(0n, 8);
  message.writeUInt32LE(payload.length, 16);
  payload.copy(message, 20);
  const frames: Buffer[] = [];
  for (let at = 0; at < message.length; at += frameBytes) {
    const part = message.subarray(at, at + frameBytes);
    frames.push(frame(direction === "to-guest" ? 107 : 109, part));
  }
  return Buffer.concat(frames);
}

/** A message of a channel behind its mini header. */
export function frame(type: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(type, 0);
  header.writeUInt32LE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

/** What a peer with an agent understands of a main channel: the agent's messages, and the other frames. */
export function readMainChannel(
  direction: "to-guest" | "to-host",
  stream: Buffer,
): {
  readonly messages: readonly { readonly type: number; readonly payload: Buffer }[];
  readonly others: readonly number[];
} {
  const agent: Buffer[] = [];
  const others: number[] = [];
  for (let at = 0; at < stream.length;) {
    const type = stream.readUInt16LE(at);
    const end = at + 6 + stream.readUInt32LE(at + 2);
    if (type === (direction === "to-guest" ? 107 : 109)) agent.push(stream.subarray(at + 6, end));
    else others.push(type);
    at = end;
  }
  return { messages: readMessages(Buffer.concat(agent)), others };
}

function readMessages(
  bytes: Buffer,
): readonly { readonly type: number; readonly payload: Buffer }[] {
  const messages: { readonly type: number; readonly payload: Buffer }[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 20 + bytes.readUInt32LE(at + 16);
    messages.push({ type: bytes.readUInt32LE(at + 4), payload: bytes.subarray(at + 20, end) });
    at = end;
  }
  return messages;
}

/** A link message or reply: its header, and the body with its capabilities. */
export function link(body: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.write("REDQ");
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(2, 8);
  header.writeUInt32LE(body.length, 12);
  return Buffer.concat([header, body]);
}

/** What a viewer links with; usually it can do all that is asked of it. */
export function linkMessage({
  channel = 1,
  capabilities = 0b1011,
}: { readonly channel?: number; readonly capabilities?: number } = {}): Buffer {
  const body = Buffer.alloc(18 + 4);
  body.writeUInt8(channel, 4);
  body.writeUInt32LE(1, 6);
  body.writeUInt32LE(18, 14);
  body.writeUInt32LE(capabilities, 18);
  return body;
}

/** How a server replies to it. */
export function linkReply({
  error = 0,
  key = Buffer.alloc(162),
  capabilities = 0b1011,
}: {
  readonly error?: number;
  readonly key?: Buffer;
  readonly capabilities?: number;
} = {}): Buffer {
  const body = Buffer.alloc(178 + 4);
  body.writeUInt32LE(error, 0);
  key.copy(body, 4);
  body.writeUInt32LE(1, 166);
  body.writeUInt32LE(178, 174);
  body.writeUInt32LE(capabilities, 178);
  return body;
}
