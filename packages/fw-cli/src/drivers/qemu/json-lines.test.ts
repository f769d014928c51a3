import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { connectGuestAgent, guestExec, guestExitCode } from "./guest-agent.ts";
import { connectJsonLines } from "./json-lines.ts";
import { connectQmp } from "./qmp.ts";
import { sharedAgent } from "./shared-agent.ts";

let dir: string;
let path: string;
let server: Server;
let client: Socket | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fw-json-lines-"));
  path = join(dir, "socket");
});

afterEach(() => {
  client?.destroy();
  server.close();
  rmSync(dir, { recursive: true });
});

/** A server that greets, then answers each line that it gets with what `answer` says. */
async function serve(greeting: string, answer: (line: string) => string): Promise<void> {
  server = createServer((socket) => {
    client = socket;
    if (greeting !== "") socket.write(greeting);
    let rest = "";
    socket.on("data", (data) => {
      const lines = (rest + data.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) socket.write(answer(line), "latin1");
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
}

const GREETING = '{"QMP": {"version": {}, "capabilities": []}}\r\n';

describe("connectJsonLines", () => {
  it("puts split lines together and keeps their order", async () => {
    await serve('{"a": 1}\n{"b": ', () => '"ü"}\n'.replace("ü", "Ã¼"));
    await using lines = await connectJsonLines(path);
    expect(await lines.receive(1000)).toEqual({ a: 1 });
    lines.send({ go: true });
    expect(await lines.receive(1000)).toEqual({ b: "ü" });
  });

  it("waits on while a long line arrives in pieces", async () => {
    const long = "x".repeat(1_000_000);
    await serve("", () => `{"long": "${long}"}\n`);
    await using lines = await connectJsonLines(path);
    lines.send({});
    expect(await lines.receive(5000)).toEqual({ long });
  });

  it("says so when the other side is silent, closes or talks nonsense", async () => {
    await serve("", (line) => (line.includes("nonsense") ? "<html>\n" : ""));
    await using lines = await connectJsonLines(path);
    await expect(lines.receive(20)).rejects.toMatchObject({ code: "E_QEMU" });
    lines.send({ nonsense: 1 });
    await expect(lines.receive(1000)).rejects.toThrow("not a JSON object: <html>");

    await using other = await connectJsonLines(path);
    client?.destroy();
    await expect(other.receive(1000)).rejects.toThrow("closed by the other side");
  });

  it("waits for a place where many want to talk at once", async () => {
    server = createServer((socket) => socket.end("{}\n"));
    await new Promise<void>((resolve) => server.listen({ path, backlog: 1 }, resolve));
    const answers = Array.from({ length: 10 }, async () => {
      await using lines = await connectJsonLines(path);
      return await lines.receive(1000);
    });
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 10 }, () => ({})));
  });

  it("names the socket that nobody serves", async () => {
    await serve("", () => "");
    await expect(connectJsonLines(join(dir, "absent"))).rejects.toThrow("ENOENT");
  });
});

describe("connectQmp", () => {
  const reply = (line: string): string => {
    const { execute, id } = JSON.parse(line) as { execute: string; id: number };
    if (execute === "bad")
      return `{"id": ${id}, "error": {"class": "X", "desc": "no such command"}}\n`;
    return `{"event": "STOP"}\n{"id": ${id}, "return": {"ran": "${execute}"}}\n`;
  };

  it("passes over events and matches replies by id", async () => {
    await serve(GREETING, reply);
    await using qmp = await connectQmp(path);
    expect(await qmp.execute("query-status")).toEqual({ ran: "query-status" });
    await expect(qmp.execute("bad")).rejects.toThrow("bad: no such command");
  });

  it("refuses a socket that is not QMP", async () => {
    await serve('{"hello": 1}\n', reply);
    await expect(connectQmp(path)).rejects.toThrow("no QMP greeting");
  });
});

describe("connectGuestAgent", () => {
  it("drops stale replies before its own synchronisation", async () => {
    await serve('{"return": {"pid": 1}}\n', (line) => {
      const { execute, arguments: args } = JSON.parse(line.replace("\xff", "")) as {
        execute: string;
        arguments: { id: number };
      };
      if (execute === "guest-sync-delimited") return `\xff{"return": ${args.id}}\n`;
      if (execute === "guest-exec") return '{"return": {"pid": 42}}\n';
      return '{"return": {"exited": true, "signal": 9}}\n';
    });
    await using agent = await connectGuestAgent(path);
    const pid = await guestExec(agent, "/bin/true", []);
    expect(pid).toBe(42);
    expect(await guestExitCode(agent, pid)).toBe(137);
  });

  it("gives up on an agent that is not there yet", async () => {
    await serve("", () => "");
    await expect(connectGuestAgent(path, 30)).rejects.toThrow("no answer within 30 ms");
  });
});

describe("sharedAgent", () => {
  it("answers overlapping calls over one connection, and a later one over another", async () => {
    let connections = 0;
    await serve("", (line) => {
      const { execute, arguments: args } = JSON.parse(line.replace("\xff", "")) as {
        execute: string;
        arguments: { id: number };
      };
      if (execute === "guest-sync-delimited") return `\xff{"return": ${args.id}}\n`;
      return `{"return": "${execute}"}\n`;
    });
    server.on("connection", () => (connections += 1));
    const ask = sharedAgent(path, 1000);
    const answers = [
      ask((agent) => agent.call("a")),
      ask(() => Promise.reject(new Error("no"))).catch(() => "failed"),
      ask((agent) => agent.call("c")),
    ];
    expect(await Promise.all(answers)).toEqual(["a", "failed", "c"]);
    expect(connections).toBe(1);
    expect(await ask((agent) => agent.call("d"))).toBe("d");
    expect(connections).toBe(2);
  });
});
