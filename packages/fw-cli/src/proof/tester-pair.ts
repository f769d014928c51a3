import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../errors.ts";
import type { Namespace } from "../host/namespace.ts";
import { bare, DENIED_PORT, PROOF_PORT, type ProofPlan } from "./proof-config.ts";
import { startTester, type Tester } from "./tester-process.ts";
import type { TesterCommand, TesterReport } from "./tester/protocol.ts";

/** Both outside testers, ready to hold flows. */
export interface TesterPair {
  readonly client: Tester;
  readonly server: Tester;
  both(command: Exclude<TesterCommand, { do: "report" }>): Promise<void>;
  reports(): Promise<readonly TesterReport[]>;
  end(): Promise<void>;
}

/** Starts them. The server knows the way back to the client's network only when nothing hides it. */
export async function startTesterPair(
  lab: Namespace,
  proof: ProofPlan,
  log: string,
): Promise<TesterPair> {
  const back = proof.mode === "routed" ? [networkOf(proof.client.address)] : [];
  const client = await startTester(lab, proof.client, ["default"], log);
  const server = await startTester(lab, proof.server, back, log).catch(async (error: unknown) => {
    await client.end();
    throw error;
  });
  const all = [client, server];
  const end = async (): Promise<void> =>
    void (await Promise.all(all.map((tester) => tester.end())));
  try {
    for (const tester of all) {
      const host = bare(tester.place.address);
      for (const port of [PROOF_PORT, DENIED_PORT]) await tester.tell({ do: "listen", host, port });
    }
    await startFtp(server);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    client,
    server,
    both: async (command) => void (await Promise.all(all.map((tester) => tester.tell(command)))),
    reports: () => Promise.all(all.map((tester) => tester.report())),
    end,
  };
}

/** The network of an IPv4 address with its prefix. */
export function networkOf(address: string): string {
  const [ip = "", prefix = ""] = address.split("/");
  const number = ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(prefix));
  const first = Math.floor(number / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${prefix}`;
}

const FTP_ROOT = "/usr/share/common-licenses";
const FTP_START_MS = 5_000;

/** The FTP server ends with the tester's namespace. */
async function startFtp(server: Tester): Promise<void> {
  const host = bare(server.place.address);
  const options = [
    `--interface=${host}`,
    "--port=21",
    `--directory=${FTP_ROOT}`,
    "--range=50000-50099",
  ];
  const [file, ...args] = server.inside(["/usr/bin/python3", "-m", "pyftpdlib", ...options]);
  spawn(file, args, { stdio: "ignore", cwd: "/" }).unref();
  const [ss, ...listening] = server.inside(["ss", "-Hltn", "sport", "=", ":21"]);
  const { execa } = await import("execa");
  for (let waited = 0; (await execa(ss, listening)).stdout === ""; waited += 50) {
    if (waited > FTP_START_MS)
      throw new FwError("E_NOT_READY", "the tester's FTP server does not listen");
    await sleep(50);
  }
}
