import { createServer, type Server, type Socket } from "node:net";

/** What a server that stands in for qemu or for a guest agent says. */
export interface Script {
  /** Said to whoever connects. */
  readonly greeting?: string;
  /** What it says to a line: bytes as latin1, or an action on the connection. */
  readonly answer?: (line: string, socket: Socket) => string | undefined;
  /** What it does with each new connection, beside that. */
  readonly greet?: (socket: Socket) => void;
}

/** A server on a Unix socket. */
export interface FakeServer extends AsyncDisposable {
  /** How many have connected so far. */
  connections(): number;
}

/** Serves `script` at `path`. */
export async function serve(path: string, script: Script): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    if (script.greeting !== undefined) socket.write(script.greeting);
    script.greet?.(socket);
    let rest = "";
    socket.on("data", (data) => {
      const lines = (rest + data.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const said = script.answer?.(line.replace("\u00ff", ""), socket);
        if (said !== undefined) socket.write(said, "latin1");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** QMP's greeting. */
export const GREETING = '{"QMP": {"version": {}, "capabilities": []}}\r\n';

/** A qemu whose machine runs. */
export const runningQemu: Script = {
  greeting: GREETING,
  answer(line) {
    const { id } = JSON.parse(line) as { id: number };
    return `{"id": ${id}, "return": {"status": "running"}}\n`;
  },
};

/** An agent that synchronises, and says of each command what `answers` has for it. */
export function agentThat(answers: Readonly<Record<string, unknown>>): Script {
  return {
    answer(line) {
      const { execute, arguments: args } = JSON.parse(line) as {
        execute: string;
        arguments: { id: number };
      };
      if (execute === "guest-sync-delimited") return `\u00ff{"return": ${args.id}}\n`;
      return `${JSON.stringify({ return: answers[execute] ?? {} })}\n`;
    },
  };
}

/** Says a space now and then, which is the beginning of no line and the end of none. */
export const drip: NonNullable<Script["greet"]> = (socket) => {
  const timer = setInterval(() => socket.write(" "), 5);
  socket.on("close", () => clearInterval(timer));
};

/** Says `text` for ever, as fast as it is taken. */
export function flood(text: string): NonNullable<Script["greet"]> {
  return (socket) => {
    const piece = text.repeat(1000);
    const write = (): void => {
      while (!socket.destroyed && socket.write(piece));
      if (!socket.destroyed) socket.once("drain", write);
    };
    write();
  };
}

/** Each of the ways in which a guest that is not well, or not well-meaning, can talk. */
export const badAgents: readonly (readonly [string, Script])[] = [
  ["is silent", {}],
  ["floods answers to no question", { greet: flood('{"return":0}\n') }],
  ["writes a line without an end", { greet: flood("x") }],
  ["writes one byte now and then", { greet: drip }],
  ["writes no JSON", { answer: () => "<html>\n" }],
  ["answers with a wrong type", agentThat({})],
  ["ends the connection", { greet: (socket) => socket.end() }],
];
