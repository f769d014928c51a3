import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

import { type WebSocket, WebSocketServer } from "ws";

import { bridge } from "./bridge.ts";
import { type PageFile, pageFiles, safeHeaders } from "./files.ts";
import { admit, newToken } from "./gate.ts";

/** A page that shows a machine's screen while it is served. */
export interface WebView extends AsyncDisposable {
  /** Where it is; whoever knows it may see the screen and type. */
  readonly url: string;
}

/** A browser opens few connections for one page; more than some pages are nobody's wish. */
const MAX_CONNECTIONS = 64;
const MAX_SCREENS = 8;
/** What a browser sends is keys and clicks. */
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 8 * 1024;
const SLOWEST_REQUEST_MS = 5_000;

/**
 * Serves the page of a machine's screen on a free port of the loopback.
 *
 * @param title what the page is called, like `office/client`
 * @param vnc the Unix socket of the machine's VNC server
 */
export async function serveWebView(title: string, vnc: string): Promise<WebView> {
  const token = newToken();
  const files = await pageFiles(title);
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: SLOWEST_REQUEST_MS,
      requestTimeout: SLOWEST_REQUEST_MS,
    },
    (request, response) => answer(request, response, token, files),
  );
  server.maxConnections = MAX_CONNECTIONS;
  const sockets = serveScreens(server, token, (browser) => bridge(browser, vnc, title));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${token}/`,
    async [Symbol.asyncDispose]() {
      for (const browser of sockets.clients) browser.terminate();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  files: ReadonlyMap<string, PageFile>,
): void {
  const admission = admit(request, token);
  if ("refused" in admission) return refuse(response, admission.refused);
  const file = files.get(admission.path);
  if (file === undefined) return refuse(response, 404);
  response.writeHead(200, {
    ...safeHeaders(admission.host),
    "content-type": file.type,
    "content-length": file.body.length,
  });
  response.end(request.method === "HEAD" ? undefined : file.body);
}

function refuse(response: ServerResponse, status: number): void {
  // Whatever else was to come with a request that is refused is not read.
  response.writeHead(status, { "cache-control": "no-store", connection: "close" });
  response.end(`${STATUS_CODES[status]}\n`);
}

/** Takes the connections to the screen itself, which browsers open from the page alone. */
function serveScreens(
  server: Server,
  token: string,
  show: (browser: WebSocket) => Promise<void>,
): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const refused = refusalOfScreen(request, token, sockets.clients.size);
    if (refused !== undefined) {
      const answered = `HTTP/1.1 ${refused} ${STATUS_CODES[refused]}`;
      socket.end(`${answered}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (browser) => {
      browser.on("error", () => browser.terminate());
      void show(browser);
    });
  });
  return sockets;
}

function refusalOfScreen(
  request: IncomingMessage,
  token: string,
  open: number,
): 403 | 404 | 405 | 503 | undefined {
  const admission = admit(request, token);
  if ("refused" in admission) return admission.refused;
  // A browser always names the page that wants a connection like this.
  if (request.headers.origin === undefined) return 403;
  if (admission.path !== "screen") return 404;
  return open < MAX_SCREENS ? undefined : 503;
}
