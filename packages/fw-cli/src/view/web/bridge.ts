import { once } from "node:events";
import { createConnection } from "node:net";
import { pipeline } from "node:stream/promises";

import { createWebSocketStream, type WebSocket } from "ws";

/** A status of RFC 6455, 7.4.1: the server cannot do what was asked. */
const CANNOT = 1011;

/** Passes bytes between a browser and the Unix socket of qemu's VNC server until either ends. */
export async function bridge(browser: WebSocket, vnc: string, title: string): Promise<void> {
  const screen = createConnection({ path: vnc });
  try {
    await once(screen, "connect");
  } catch {
    browser.close(CANNOT, `${title} is off`);
    return;
  }
  const stream = createWebSocketStream(browser);
  // However it ended, nobody is left to tell.
  await pipeline(stream, screen, stream).catch(() => undefined);
  screen.destroy();
  browser.close();
}
