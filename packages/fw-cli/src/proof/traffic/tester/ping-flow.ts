import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

import type { FlowRecords } from "./flow-records.ts";
import { type FlowRecord, now } from "./protocol.ts";

/** Echo requests of the real ping; a reply's number tells what was lost before it. */
export function ping(
  host: string,
  intervalMs: number,
  records: FlowRecords,
): { record: FlowRecord; stopSending(): void } {
  const record = records.open("ping");
  const seconds = String(intervalMs / 1000);
  const child: ChildProcess = spawn("ping", ["-n", "-i", seconds, "-W", "1", host], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.on("error", (error) => (record.ended = { at: now(), why: error.message }));
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const reply = /icmp_seq=(\d+).*time=/.exec(line)?.[1];
      if (reply !== undefined) records.arrived(record);
      const sent = /^(\d+) packets transmitted/.exec(line)?.[1];
      if (sent !== undefined) record.sent = Number(sent);
    });
  }
  // ping prints what it sent when it is interrupted.
  return { record, stopSending: () => void child.kill("SIGINT") };
}
