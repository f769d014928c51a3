import { once } from "node:events";
import { createConnection } from "node:net";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { openLab } from "../lab/lab.ts";
import { nodeCalled } from "../lab/node-called.ts";
import { printResult } from "../ui/print.ts";

/** Ctrl-], as telnet has it. */
const DETACH = 0x1d;

/** `fw console NODE`: the terminal becomes the node's serial console until Ctrl-]. */
export async function consoleCommand(context: Context, word: string): Promise<void> {
  const { io } = context;
  const lab = await openLab(io, context.lab);
  const { name: node } = await nodeCalled(lab, word);
  if (lab.state.machines.driver === "netns") {
    throw new FwError("E_CONSOLE", `${node} is a namespace, which has no serial console`, {
      hint: `run programs on it: fw exec ${node} -- CMD…; read what it wrote: fw logs ${node}`,
    });
  }
  const { console: path } = lab.paths.node(node);
  if (context.json) {
    printResult(context, { node, socket: path }, () => "");
    return;
  }
  if ((await lab.driver.state(node)) === "off") {
    throw new FwError("E_NODE_OFF", `${node} is off`, {
      hint: `switch it on: fw power ${node} on`,
    });
  }
  const socket = createConnection({ path });
  await once(socket, "connect", { signal: io.signal }).catch((cause: Error) => {
    io.signal.throwIfAborted();
    throw new FwError("E_CONSOLE", `the console of ${node} is not to be had: ${cause.message}`, {
      hint: "it serves one at a time: close the other fw console",
      cause,
    });
  });
  io.stderr.write(`console of ${node}; Ctrl-] leaves it\n`);
  const terminal = io.stdin as NodeJS.ReadStream;
  if (terminal.isTTY) terminal.setRawMode(true);
  try {
    socket.pipe(io.stdout, { end: false });
    terminal.on("data", (data: Buffer) => {
      const end = data.indexOf(DETACH);
      socket.write(end < 0 ? data : data.subarray(0, end));
      if (end >= 0) socket.end(() => socket.destroy());
    });
    terminal.on("end", () => socket.end());
    // Wakes the login prompt, which was printed before anybody looked.
    if (terminal.isTTY) socket.write("\r");
    // A console whose machine dies closes, and so does one that nobody wants any more.
    await once(socket, "close", { signal: io.signal });
  } finally {
    socket.destroy();
    if (terminal.isTTY) terminal.setRawMode(false);
    terminal.pause();
    io.stderr.write(`\nleft the console of ${node}\n`);
  }
}
