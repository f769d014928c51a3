import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { generatedBy } from "fw-config";

import type { Context } from "../context.ts";
import { nodeOff } from "../drivers/node-errors.ts";
import { FwError } from "../errors.ts";
import { writePrivateFile } from "../host/private-file.ts";
import { isRunning, type Lab, openLab } from "../lab/lab.ts";
import { nodeCalled } from "../lab/node-called.ts";
import { installCommand } from "../packages/packages.ts";
import { findOnHost, viewerRequirement } from "../packages/requirements.ts";
import { sharesSomething } from "../spice/sharing.ts";
import { printResult } from "../ui/print.ts";
import { isAgentRunning } from "../view/agent-port.ts";
import { hasDisplay } from "../view/display.ts";
import { isViewerOpen } from "../view/open-viewers.ts";
import { type Screen, screenOf } from "../view/screen.ts";
import { otherWays, runViewer } from "../view/viewer.ts";
import { vvFile } from "../view/vv-file.ts";

/** How `fw view` was called. */
export interface ViewOptions {
  /** The connection file to write, as the user wrote it; absent: none. */
  readonly vv: string | undefined;
  /** Milliseconds that its ticket lets viewers in; absent: the usual time. */
  readonly expire: number | "never" | undefined;
  /** Whether its ticket lets in one viewer only. */
  readonly once: boolean;
  /** Show it in a browser. */
  readonly web: boolean;
}

/** `fw view NODE`: its screen in a window, as a file for a viewer, or as a page. */
export async function viewCommand(
  context: Context,
  word: string,
  options: ViewOptions,
): Promise<void> {
  const { vv, expire, once: single, web } = options;
  if (vv === undefined && (expire !== undefined || single)) {
    throw new FwError("E_USAGE", "--expire and --once are about the file of --vv", {
      hint: `name one: fw view ${word} --vv FILE`,
      exitCode: 2,
    });
  }
  const lab = await openLab(context.io, context.lab);
  const screen = screenOf(lab, await nodeCalled(lab, word));
  if ((await lab.driver.state(screen.node)) === "off") throw nodeOff(screen.node);
  if (vv !== undefined) return writeVv(context, lab, screen, vv, options);
  if (web) return showPage(context, lab, screen);
  return openWindow(context, lab, screen);
}

const USUAL_EXPIRY_MS = 600_000;

async function writeVv(
  context: Context,
  lab: Lab,
  screen: Screen,
  path: string,
  { expire, once: single }: ViewOptions,
): Promise<void> {
  const { node, title, spice, paths } = screen;
  const file = resolve(context.io.cwd, path);
  const write = (text: string): Promise<void> =>
    writePrivateFile(file, text, (old) => old.includes(generatedBy));
  const { remote } = spice;
  if (remote === undefined && (expire !== undefined || single)) throw noTicket(screen);
  await requireServed(lab, screen, context.io.signal);
  if (remote === undefined) {
    await write(vvFile(title, { kind: "local", socket: paths.spice }));
    printResult(context, { node, file, socket: paths.spice }, () =>
      [`${file} is for a viewer on this host`, `  → remote-viewer ${file}`].join("\n"),
    );
    return;
  }
  const { remoteConnection } = await import("../view/remote-connection.ts");
  const expiresAt = expire === "never" ? null : new Date(Date.now() + (expire ?? USUAL_EXPIRY_MS));
  const connection = await remoteConnection(screen, remote, { expiresAt, once: single });
  await write(vvFile(title, connection));
  const { host, tlsPort } = connection;
  const expires = expiresAt?.toISOString() ?? null;
  printResult(context, { node, file, host, tlsPort, expires, once: single }, () =>
    [
      `${file} lets ${single ? "one viewer" : "viewers"} in to ${title} at ${host}:${tlsPort} ${expires === null ? "for good" : `until ${expires}`}`,
      isLoopback(host)
        ? `  → on the other machine: ssh -L ${tlsPort}:${host}:${tlsPort} THIS-HOST, and beside it: remote-viewer FILE.vv`
        : "  → on the other machine: remote-viewer FILE.vv",
    ].join("\n"),
  );
}

function noTicket({ node, place }: Screen): FwError {
  return new FwError("E_USAGE", `a viewer on this host needs no ticket for ${node}`, {
    hint: `leave out --expire and --once; or let viewers in from elsewhere: add "remote: { port: 5930 }" to ${place}`,
    exitCode: 2,
  });
}

function isLoopback(host: string): boolean {
  return host === "::1" || host.startsWith("127.");
}

async function showPage(context: Context, lab: Lab, { node, title, paths }: Screen): Promise<void> {
  const { io } = context;
  // Loaded here, because a window needs no web server.
  const { serveWebView } = await import("../view/web/server.ts");
  await using view = await serveWebView(title, paths.vnc);
  printResult(context, { node, url: view.url }, () => view.url);
  io.stderr.write(`whoever has this address sees and uses ${title}; Ctrl-C ends it\n`);
  while (await isRunning(lab.state)) await sleep(LOOK_MS, undefined, { signal: io.signal });
  io.stderr.write(`lab ${lab.state.name} has ended\n`);
}

const LOOK_MS = 1_000;

async function openWindow(context: Context, lab: Lab, screen: Screen): Promise<void> {
  const { io } = context;
  const { node, title, spice, paths } = screen;
  const { needs, package: name } = viewerRequirement;
  const viewer = await findOnHost(needs, io.env);
  if (context.json) {
    printResult(context, { node, socket: paths.spice, viewer: viewer ?? null }, () => "");
    return;
  }
  if (!hasDisplay(io.env)) {
    throw new FwError(
      "E_VIEW",
      "no window can be opened here: neither DISPLAY nor WAYLAND_DISPLAY is set",
      { hint: otherWays(node) },
    );
  }
  if (viewer === undefined) {
    throw new FwError("E_MISSING_PACKAGES", `this host lacks the Debian package ${name}`, {
      hint: `run: ${installCommand([name], process.getuid?.() === 0).join(" ")}; or ${otherWays(node)}`,
    });
  }
  await requireServed(lab, screen, io.signal);
  const limits = { withinMs: QMP_MS, signal: io.signal };
  const isOpen = (): Promise<boolean> => isViewerOpen(paths.qmp, limits);
  if (await isOpen()) {
    io.stderr.write(`another viewer of ${title} is open, and ends now: there can be one\n`);
  }
  if (sharesSomething(spice) && !(await isAgentRunning(paths.qmp, limits))) {
    io.stderr.write(
      `spice's agent does not run in ${node} yet: until it does, nothing can be copied or dropped (fw exec ${node} -- systemctl status spice-vdagentd)\n`,
    );
  }
  await runViewer(node, viewer, vvFile(title, { kind: "local", socket: paths.spice }), io);
  const why = await whyClosed(lab, node, isOpen);
  if (why !== undefined) io.stderr.write(`${why}\n`);
}

const QMP_MS = 5_000;

/** A viewer whose server is gone would show an error that nobody understands, and wait. */
async function requireServed(
  { driver }: Lab,
  { node }: Screen,
  signal: AbortSignal,
): Promise<void> {
  try {
    await driver.screenProxy?.(node).ensure();
  } catch (cause) {
    signal.throwIfAborted();
    const { message } = cause as Error;
    throw new FwError("E_VIEW", `the screen of ${node} is not served: ${message}`, {
      hint: `start the machine again: fw power ${node} off, fw power ${node} on; or fw view ${node} --web`,
      cause,
    });
  }
}

/** Why a window closed that the user may not have closed; undefined when nothing tells. */
async function whyClosed(
  lab: Lab,
  node: string,
  isOpen: () => Promise<boolean>,
): Promise<string | undefined> {
  const state = await lab.driver.state(node).catch(() => undefined);
  if (state === "off") return `${node} is off`;
  const proxy = lab.driver.screenProxy?.(node);
  if (state === "running" && (await proxy?.answers()) === false) {
    return `what served the screen of ${node} has ended; this serves it again: fw view ${node}`;
  }
  return (await isOpen().catch(() => false)) ? "another viewer has taken over" : undefined;
}
