import { FwError } from "../../errors.ts";
import { connectJsonLines, type JsonLines, type Message } from "./json-lines.ts";
import { replyValue } from "./reply.ts";
import type { TalkLimits } from "./talk-limits.ts";

/** A connection to a machine's QEMU Machine Protocol, past its greeting. */
export interface Qmp extends AsyncDisposable {
  /**
   * Runs one command and returns its `return` value; events on the way are passed over.
   *
   * @throws FwError `E_QEMU` with qemu's own description when it refuses.
   */
  execute(command: string, args?: Message): Promise<unknown>;
}

/** Opens QMP on the Unix socket at `path` (QEMU Machine Protocol Specification: greeting, then `qmp_capabilities`). */
export async function connectQmp(path: string, limits: TalkLimits): Promise<Qmp> {
  const lines = await connectJsonLines(path, limits);
  try {
    const greeting = await lines.receive();
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
    const reply = await lines.receive();
    if (reply["id"] !== message["id"]) continue;
    return replyValue(reply, String(message["execute"]));
  }
}
