// A tester: a process in a namespace beside the firewalls. Commands come as JSON lines on
// standard input; each is answered with one line on standard output.
import { createInterface } from "node:readline";

import { tryNewConnections } from "./admission.ts";
import { flowRecords } from "./flow-records.ts";
import { ftpLogin, type FtpSession } from "./ftp-session.ts";
import { ping } from "./ping-flow.ts";
import type { AdmissionRecord, TesterCommand, TesterReport } from "./protocol.ts";
import { watchStalls } from "./stall-watch.ts";
import { listen, openGroup, type TcpFlow } from "./tcp-flow.ts";
import { answerStreams, openStream } from "./udp-flow.ts";

const records = flowRecords();
const flows: { stopSending(): void }[] = [];
const idle: TcpFlow[] = [];
const { stalls } = watchStalls();
const ftp: FtpSession[] = [];
let admission: { readonly record: AdmissionRecord; stopSending(): void } | undefined;

const listeners = { tcp: listen, udp: answerStreams };

async function handle(command: TesterCommand): Promise<TesterReport | undefined> {
  switch (command.do) {
    case "listen":
      await listeners[command.protocol](command.host, command.port, records, (flow) =>
        flows.push(flow),
      );
      return undefined;
    case "tcp": {
      const group = await openGroup(command.group, records);
      if (command.group.use === "echo") idle.push(...group);
      flows.push(...group);
      return undefined;
    }
    case "udp":
      flows.push(await openStream(command.group, records));
      return undefined;
    case "ping":
      flows.push(ping(command.host, command.intervalMs, records));
      return undefined;
    case "ftp-login":
      ftp.push(await ftpLogin(command));
      return undefined;
    case "ftp-list":
      // Not waited for: their outcomes are part of the report.
      for (const session of ftp) void session.list();
      return undefined;
    case "sendOnce":
      for (const [index, flow] of idle.entries()) {
        setTimeout(() => flow.sendOnce(), (index / idle.length) * command.overMs);
      }
      return undefined;
    case "admit":
      admission = tryNewConnections(command);
      return undefined;
    case "stopSending":
      for (const flow of flows) flow.stopSending();
      admission?.stopSending();
      return undefined;
    case "report":
      break;
  }
  return {
    stalls,
    flows: records.all(),
    ftp: ftp.map(({ record }) => record),
    ...(admission && { admission: admission.record }),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const command: TesterCommand = JSON.parse(line);
    const result = await handle(command);
    process.stdout.write(`${JSON.stringify({ ok: true, ...(result && { result }) })}\n`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stdout.write(`${JSON.stringify({ ok: false, message })}\n`);
  }
}
// The parent is gone: nothing of the tester may stay.
process.exit(0);
