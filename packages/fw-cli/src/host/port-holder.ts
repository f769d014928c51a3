import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";

import { errnoCode } from "./errno.ts";

/** A TCP port of an address of this machine. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** Why nobody can listen there now, as the kernel says it; undefined when it can be done. */
export async function listenObstacle({ address, port }: Endpoint): Promise<string | undefined> {
  const server = createServer();
  try {
    await once(server.listen({ host: address, port, exclusive: true }), "listening");
    server.close();
    await once(server, "close");
    return undefined;
  } catch (error) {
    return errnoCode(error) ?? String(error);
  }
}

/** Who listens on a port of this machine, by what was started; undefined when this user may not see it. */
export async function portHolder(
  port: number,
): Promise<{ readonly pid: number; readonly argv: readonly string[] } | undefined> {
  const { execa } = await import("execa");
  const result = await execa("ss", ["-Hltnp", `sport = :${port}`], { reject: false });
  const pid = Number(/\bpid=(\d+)/.exec(result.stdout ?? "")?.[1]);
  if (!(pid > 0)) return undefined;
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return { pid, argv: line.split("\0").slice(0, -1) };
}
