import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import {
  agentThat,
  drip,
  type FakeServer,
  flood,
  GREETING,
  type Script,
  serve as serveAt,
} from "../../../test/fakes/json-server.ts";
import { FwError } from "../../errors.ts";
import { connectGuestAgent, guestExec, guestExitCode } from "./guest-agent.ts";
import { connectJsonLines } from "./json-lines.ts";
import { connectQmp } from "./qmp.ts";
import { sharedAgent } from "./shared-agent.ts";

let dir: string;
let path: string;
let server: FakeServer | undefined;

/** Longer than a test may take: what ends sooner was ended by what the test is about. */
const patient = { withinMs: 60_000 };
/** A talk that is over soon. */
const brief = { withinMs: 100 };

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fw-json-lines-"));
  path = join(dir, "socket");
});

afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

async function serve(script: Script): Promise<FakeServer> {
  server = await serveAt(path, script);
  return server;
}

describe("connectJsonLines", () => {
  it("puts split lines together and keeps their order", async () => {
    await serve({ greeting: '{"a": 1}\n{"b": ', answer: () => '"Ã¼"}\n' });
    await using lines = await connectJsonLines(path, patient);
    expect(await lines.receive()).toEqual({ a: 1 });
    lines.send({ go: true });
    expect(await lines.receive()).toEqual({ b: "ü" });
  });

  it("waits on while a long line arrives in pieces", async () => {
    const long = "x".repeat(1_000_000);
    await serve({ answer: () => `{"long": "${long}"}\n` });
    await using lines = await connectJsonLines(path, patient);
    lines.send({});
    expect(await lines.receive()).toEqual({ long });
  });

  it("says so when the other side is silent, closes or talks nonsense", async () => {
    await serve({ answer: (line) => (line.includes("nonsense") ? "<html>\n" : undefined) });
    await using silent = await connectJsonLines(path, brief);
    await expect(silent.receive()).rejects.toMatchObject({ code: "E_QEMU" });

    await using nonsense = await connectJsonLines(path, patient);
    nonsense.send({ nonsense: 1 });
    await expect(nonsense.receive()).rejects.toThrow("not a JSON object: <html>");

    await using other = await connectJsonLines(path, patient);
    await server?.[Symbol.asyncDispose]();
    server = undefined;
    await expect(other.receive()).rejects.toThrow("closed by the other side");
  });

  it.each([
    ["a flood", flood('{"return":0}\n')],
    ["a byte now and then", drip],
  ])("is over when its time is, whatever comes: %s", async (_what, greet) => {
    await serve({ greet });
    await using lines = await connectJsonLines(path, brief);
    const listen = async (): Promise<never> => {
      for (;;) await lines.receive();
    };
    await expect(listen()).rejects.toThrow("no answer within 100 ms");
  });

  it("takes a line without an end no longer than any that makes sense", async () => {
    await serve({ greet: flood("x") });
    await using lines = await connectJsonLines(path, patient);
    await expect(lines.receive()).rejects.toThrow("a line of more than 4194304 bytes");
  });

  /** Sends messages of so many bytes for as long as they are taken, and says how much was. */
  async function sendWhileTaken(length: number, most: number): Promise<() => number> {
    let sent = 0;
    const line = `{"a": "${"x".repeat(length)}"}\n`;
    await serve({
      greet(socket) {
        const more = (): void => {
          if (sent >= most) return;
          sent += line.length;
          if (socket.write(line)) more();
          else socket.once("drain", more);
        };
        more();
      },
    });
    return () => sent;
  }

  it("takes no more of a flood than somebody asks for", async () => {
    const sent = await sendWhileTaken(1000, 1e9);
    await using lines = await connectJsonLines(path, patient);
    await lines.receive();
    const before = sent();
    // As many turns of the event loop as would let megabytes through.
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(sent() - before).toBeLessThan(2_000_000);
  });

  it("takes few of the longest messages when nobody asks for them", async () => {
    const sent = await sendWhileTaken(3_000_000, 64_000_000);
    await using lines = await connectJsonLines(path, patient);
    await lines.receive();
    let before = -1;
    while (sent() > before) {
      before = sent();
      await sleep(200);
    }
    expect(before).toBeLessThan(32_000_000);
  });

  it("is over when the user interrupts it", async () => {
    await serve({});
    const interrupt = new AbortController();
    await using lines = await connectJsonLines(path, { ...patient, signal: interrupt.signal });
    const answer = lines.receive();
    interrupt.abort(new FwError("E_ABORTED", "interrupted by the user"));
    await expect(answer).rejects.toThrow("interrupted by the user");
    const again = connectJsonLines(path, { ...patient, signal: interrupt.signal });
    await expect(again).rejects.toMatchObject({ code: "E_ABORTED" });
  });

  it("waits for a place where many want to talk at once", async () => {
    await serve({ greet: (socket) => socket.end("{}\n") });
    const answers = Array.from({ length: 10 }, async () => {
      await using lines = await connectJsonLines(path, patient);
      return await lines.receive();
    });
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 10 }, () => ({})));
  });

  it("names the socket that nobody serves", async () => {
    const absent = join(dir, "absent");
    await expect(connectJsonLines(absent, patient)).rejects.toThrow(
      `cannot connect to ${absent}: ENOENT`,
    );
  });
});

describe("connectQmp", () => {
  const answer = (line: string): string => {
    const { execute, id } = JSON.parse(line) as { execute: string; id: number };
    if (execute === "bad")
      return `{"id": ${id}, "error": {"class": "X", "desc": "no such command"}}\n`;
    return `{"event": "STOP"}\n{"id": ${id}, "return": {"ran": "${execute}"}}\n`;
  };

  it("passes over events and matches replies by id", async () => {
    await serve({ greeting: GREETING, answer });
    await using qmp = await connectQmp(path, patient);
    expect(await qmp.execute("query-status")).toEqual({ ran: "query-status" });
    await expect(qmp.execute("bad")).rejects.toThrow("bad: no such command");
  });

  it("refuses a socket that is not QMP", async () => {
    await serve({ greeting: '{"hello": 1}\n', answer });
    await expect(connectQmp(path, patient)).rejects.toThrow("no QMP greeting");
  });

  it("gives up on a qemu that tells events and no answer", async () => {
    await serve({ greeting: GREETING, greet: flood('{"event": "RTC_CHANGE"}\n') });
    await expect(connectQmp(path, brief)).rejects.toThrow("no answer within 100 ms");
  });
});

describe("connectGuestAgent", () => {
  it("drops stale replies before its own synchronisation", async () => {
    const agentReplies = {
      "guest-exec": { pid: 42 },
      "guest-exec-status": { exited: true, signal: 9 },
    };
    await serve({ greeting: '{"return": {"pid": 1}}\n', ...agentThat(agentReplies) });
    await using agent = await connectGuestAgent(path, patient);
    const pid = await guestExec(agent, "/bin/true", []);
    expect(pid).toBe(42);
    expect(await guestExitCode(agent, pid)).toBe(137);
  });

  it("gives up on an agent that is not there yet", async () => {
    await serve({});
    await expect(connectGuestAgent(path, { withinMs: 30 })).rejects.toThrow(
      "no answer within 30 ms",
    );
  });

  it("gives up at once on one that floods answers to no question", async () => {
    await serve({ greet: flood('{"return":0}\n') });
    await expect(connectGuestAgent(path, patient)).rejects.toThrow(
      "1000 answers, and none to the question",
    );
  });

  it.each([
    [0, 0],
    [1, 1],
    [255, 255],
    [256, 255],
    [-1, 1],
    [-2147483648, 1],
    [4294967296, 255],
  ])("takes the exit code %i for %i: only 0 is success", async (said, code) => {
    await serve(agentThat({ "guest-exec-status": { exited: true, exitcode: said } }));
    await using agent = await connectGuestAgent(path, patient);
    expect(await guestExitCode(agent, 1)).toBe(code);
  });

  it.each([
    [{ pid: "1; rm -rf /" }, 'guest-exec: the answer makes no sense: {"pid":"1; rm -rf /"}'],
    [0, "guest-exec: the answer makes no sense: 0"],
    [{ a: "x".repeat(1000) }, /^guest-exec: the answer makes no sense: .{80}$/],
  ])("says of an answer %j what it is, in one line", async (said, message) => {
    await serve(agentThat({ "guest-exec": said }));
    await using agent = await connectGuestAgent(path, patient);
    await expect(guestExec(agent, "/bin/true", [])).rejects.toThrow(message);
  });

  it.each([[null], [7], [{}], [{ desc: { toString: 1 } }], [[]]])(
    "says of an error %j that it has no reason",
    async (error) => {
      await serve({
        answer(line) {
          const { arguments: args } = JSON.parse(line) as { arguments?: { id?: number } };
          if (args?.id !== undefined) return `{"return": ${args.id}}\n`;
          return `${JSON.stringify({ error })}\n`;
        },
      });
      await using agent = await connectGuestAgent(path, patient);
      await expect(agent.call("guest-ping")).rejects.toThrow(
        "guest-ping: refused without a reason",
      );
    },
  );
});

describe("sharedAgent", () => {
  const echo: Script = {
    answer(line) {
      const { execute, arguments: args } = JSON.parse(line) as {
        execute: string;
        arguments: { id: number };
      };
      if (execute === "guest-sync-delimited") return `\u00ff{"return": ${args.id}}\n`;
      return execute === "silence" ? undefined : `{"return": "${execute}"}\n`;
    },
  };

  it("answers overlapping calls over one connection, and a later one over another", async () => {
    const fake = await serve(echo);
    const ask = sharedAgent(path, patient);
    const answers = [
      ask((agent) => agent.call("a")),
      ask(() => Promise.reject(new Error("no"))).catch(() => "failed"),
      ask((agent) => agent.call("c")),
    ];
    expect(await Promise.all(answers)).toEqual(["a", "failed", "c"]);
    expect(fake.connections()).toBe(1);
    expect(await ask((agent) => agent.call("d"))).toBe("d");
    expect(fake.connections()).toBe(2);
  });

  it("lets a call without an answer cost the next ones only its own time", async () => {
    const fake = await serve(echo);
    const ask = sharedAgent(path, brief);
    const answers = [
      ask((agent) => agent.call("silence")).catch((error: Error) => error.message),
      ask((agent) => agent.call("b")),
    ];
    expect(await Promise.all(answers)).toEqual([expect.stringContaining("no answer within"), "b"]);
    expect(fake.connections()).toBe(2);
  });

  it("lets those who ask a silent guest at the same time wait once", async () => {
    const fake = await serve({});
    const ask = sharedAgent(path, brief);
    const questions = ["a", "b", "c"].map((word) => ask((agent) => agent.call(word)));
    expect((await Promise.allSettled(questions)).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
      "rejected",
    ]);
    expect(fake.connections()).toBe(1);
    await server?.[Symbol.asyncDispose]();
    await serve(echo);
    expect(await ask((agent) => agent.call("d"))).toBe("d");
  });
});
