import { once } from "node:events";
import { chmod, readFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer as createTlsServer } from "node:tls";

import { errnoCode } from "../../host/errno.ts";
import { certificatesIn } from "../certificates.ts";

/** Channels of a viewer or two, and what else comes before it is known who it is. */
const MOST_CONNECTIONS = 64;
const HANDSHAKE_MS = 5_000;
/** How long the proxy of the machine's last run may take to free the port. */
const RETRY_MS = 5_000;
const PAUSE_MS = 100;
/** After so long without a word the kernel asks whether the viewer is still there. */
const KEEP_ALIVE_MS = 60_000;

type Serve = (viewer: Socket) => void;

/** Listens on a Unix socket that only its owner can open. */
export async function listenOnSocket(path: string, serve: Serve): Promise<void> {
  const server = createServer(serve);
  server.maxConnections = MOST_CONNECTIONS;
  const umask = process.umask(0o177);
  try {
    await listening(server.listen(path));
  } finally {
    process.umask(umask);
  }
  await chmod(path, 0o600);
}

/** Listens for TLS connections. */
export async function listenForTls(
  { address, port, certificates }: { address: string; port: number; certificates: string },
  serve: Serve,
): Promise<void> {
  const { certificate, key } = certificatesIn(certificates);
  const server = createTlsServer({
    cert: await readFile(certificate),
    key: await readFile(key),
    minVersion: "TLSv1.2",
    handshakeTimeout: HANDSHAKE_MS,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    noDelay: true,
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on("secureConnection", serve);
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return await listening(server.listen({ host: address, port }));
    } catch (error) {
      if (errnoCode(error) !== "EADDRINUSE" || waited >= RETRY_MS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function listening(server: Server): Promise<void> {
  await once(server, "listening");
  // A connection that cannot be accepted must not end those that are there.
  server.on("error", (error) => console.error(String(error)));
}
