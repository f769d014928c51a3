import { connect } from "node:net";

import { type AdmissionRecord, now, type TesterCommand } from "./protocol.ts";

type Admission = Omit<Extract<TesterCommand, { do: "admit" }>, "do">;

const GIVE_UP_MS = 1_500;

/**
 * Tries new connections again and again from now on, to a port that the policy
 * allows and to one that it denies.
 */
export function tryNewConnections({ host, port, denied, intervalMs }: Admission): {
  readonly record: AdmissionRecord;
  stopSending(): void;
} {
  const record: AdmissionRecord = { opened: [], deniedButOpen: 0 };
  const attempt = (): void => {
    tryOne(host, port, () => record.opened.push(now()));
    tryOne(host, denied, () => (record.deniedButOpen += 1));
  };
  attempt();
  const timer = setInterval(attempt, intervalMs);
  return { record, stopSending: () => clearInterval(timer) };
}

function tryOne(host: string, port: number, open: () => void): void {
  const socket = connect({ host, port, noDelay: true });
  const timer = setTimeout(() => socket.destroy(), GIVE_UP_MS);
  socket.on("error", () => undefined);
  socket.on("close", () => clearTimeout(timer));
  socket.on("connect", () => {
    open();
    socket.end();
  });
  socket.resume();
}
