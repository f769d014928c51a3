import { FwError } from "../../errors.ts";
import { connectJsonLines, type JsonLines, type Message } from "./json-lines.ts";

/** A connection to a machine's QEMU Machine Protocol, past its greeting. */
export interface Qmp extends AsyncDisposable {
  /**
   * Runs one command and returns its `return` value; events on the way are passed over.
   *
   * @throws FwError `E_QEMU` with qemu's own description when it refuses.
   */
  execute(command: string, args?: Message): Promise<unknown>;
}

const REPLY_MS = 10_000;

/** Opens QMP on the Unix socket at `path` (QEMU Machine Protocol Specification: greeting, then `qmp_capabilities`). */
export async function connectQmp(path: string): Promise<Qmp> {
  const lines = await connectJsonLines(path);
  try {
    const greeting = await lines.receive(REPLY_MS);
    if (!("QMP" in greeting)) throw new FwError("E_QEMU", `${path}: no QMP greeting`);
    let id = 0;
    const execute = (command: string, args?: Message): Promise<unknown> =>
      call(lines, { execute: command, ...(args && { arguments: args }), id: ++id });
    await execute("qmp_capabilities");
    return { execute, [Symbol.asyncDispose]: () => lines[Symbol.asyncDispose]() };
  } catch (error) {
    await lines[Symbol.asyncDispose]();
    throw error;
  }
}

async function call(lines: JsonLines, message: Message): Promise<unknown> {
  lines.send(message);
  for (;;) {
    const reply = await lines.receive(REPLY_MS);
    if (reply["id"] !== message["id"]) continue;
    return replyValue(reply, String(message["execute"]));
  }
}

/** The value of a QMP or guest-agent reply, or its error as ours. */
export function replyValue(reply: Message, command: string): unknown {
  const error = reply["error"] as { class?: string; desc?: string } | undefined;
  if (error === undefined) return reply["return"];
  throw new FwError("E_QEMU", `${command}: ${error.desc ?? error.class ?? "refused"}`);
}
