import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";

import { execa } from "execa";
import type { Node, Spice } from "fw-config";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import type { ScreenProxy } from "../../src/drivers/driver.ts";
import type { NodePaths } from "../../src/drivers/paths.ts";
import { prepareScreen, screenProxy } from "../../src/drivers/qemu/screen-proxy.ts";
import { makeFolder } from "../../src/host/make-folder.ts";
import {
  createNamespace,
  destroyNamespace,
  type Namespace,
  runInside,
  spawnInside,
} from "../../src/host/namespace.ts";
import { listenObstacle, portHolder } from "../../src/host/port-holder.ts";
import { labPaths } from "../../src/lab/paths.ts";
import { requireScreenPorts } from "../../src/lab/screen-ports.ts";
import { certificatesIn } from "../../src/spice/certificates.ts";
import { addTicket } from "../../src/spice/tickets.ts";
import { waitUntil } from "../../src/wait-until.ts";
import { link, linkMessage } from "../fakes/spice-frames.ts";
import { proxyPids } from "../view/proxy-pids.ts";
import { connectOnce, openViewer, type Session } from "./spice-viewer.ts";

const obstacle = inject("obstacle");
const isRoot = process.getuid?.() === 0;
const OTHER_USER = "60999";
const PROXIES = "1900000007:1900000007";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe.skipIf(obstacle !== "")(`the proxy of a screen${obstacle && ` (${obstacle})`}`, () => {
  let dir: string;
  let paths: NodePaths;
  let namespace: Namespace;
  let port: number;
  let node: Node;
  let proxy: ScreenProxy;

  /** A machine without a guest: its firmware shows its picture. */
  const startMachine = async (): Promise<void> => {
    await prepareScreen(paths, isRoot ? PROXIES : undefined);
    const spice = `unix=on,addr=${paths.spiceServer},disable-ticketing=on`;
    const machine = ["-nodefaults", "-M", "q35", "-accel", "tcg", "-m", "64", "-display", "none"];
    const screen = ["-spice", spice, "-device", "qxl-vga", "-pidfile", paths.pidFile];
    await rm(paths.pidFile, { force: true });
    await spawnInside(namespace, ["qemu-system-x86_64", ...machine, ...screen], paths.qemuLog);
    await waitUntil(
      () =>
        stat(paths.pidFile).then(
          () => true,
          () => false,
        ),
      {
        what: "the machine runs",
        timeoutMs: 20_000,
      },
    );
  };
  const killMachine = async (): Promise<void> => {
    const pid = (await readFile(paths.pidFile, "utf8")).trim();
    await runInside(namespace, ["kill", "-9", pid]);
  };
  const proxies = (): Promise<readonly number[]> => proxyPids(paths.spice);
  const local = (): Session => ({ "unix-path": paths.spice });
  const remote = (password: string): Session => ({
    host: "127.0.0.1",
    "tls-port": String(port),
    "ca-file": certificatesIn(paths.certificates).authority,
    password,
  });
  const ticket = (limits: Partial<Parameters<typeof addTicket>[1]> = {}): Promise<string> =>
    addTicket(paths.tickets, { expiresAt: null, once: false, ...limits });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "fw-screen-"));
    paths = labPaths({ env: { FW_STATE_DIR: dir }, cwd: "/" }, "lab").node("office");
    await makeFolder(paths.dir, 0o700);
    port = await freePort();
    const spice: Spice = {
      video: "qxl",
      clipboard: "host-to-guest",
      fileTransfer: false,
      heads: 1,
      videoMemoryMiB: 16,
      remote: { address: "127.0.0.1", port },
    };
    node = { name: "office", vm: { spice } } as unknown as Node;
    namespace = await createNamespace(!isRoot, "with-program");
    const lab = { model: { name: "lab" }, namespace, proxiesRunAs: isRoot ? PROXIES : undefined };
    proxy = screenProxy(lab, node, paths);
    await startMachine();
    await proxy.ensure();
  });
  afterAll(async () => {
    await destroyNamespace(namespace);
    await rm(dir, { recursive: true, force: true });
  });

  test("the socket shows its own user the picture, and is the user's alone", async () => {
    expect(await connectOnce(local())).toBe("picture");
    const { mode, uid } = await stat(paths.spice);
    expect(mode & 0o777).toBe(0o600);
    expect(uid).toBe(process.getuid?.());
  });

  test("shows who has a ticket the picture by TLS, also beside a viewer of its own user", async () => {
    expect(await connectOnce(remote(await ticket()))).toBe("picture");
    await using mine = await openViewer(local());
    expect(mine.first).toBe("picture");
    expect(await connectOnce(remote(await ticket()))).toBe("picture");
  });

  test("wrong, empty, expired and over-long tickets are denied", async () => {
    await ticket();
    const expired = await ticket({ expiresAt: new Date(Date.now() - 1) });
    for (const wrong of ["wrong", "", expired, "x".repeat(60), "x".repeat(61)])
      expect(await connectOnce(remote(wrong))).toBe("error-auth");
  });

  test("lets one viewer in with a ticket for one, even when the proxy was started again", async () => {
    const single = await ticket({ once: true });
    expect(await connectOnce(remote(single))).toBe("picture");
    expect(await connectOnce(remote(single))).toBe("error-auth");
    for (const pid of await proxies()) process.kill(pid, "SIGKILL");
    await expect.poll(() => proxy.answers()).toBe(false);
    await proxy.ensure();
    expect(await connectOnce(remote(single))).toBe("error-auth");
    expect(await connectOnce(remote(await ticket()))).toBe("picture");
  });

  test("a proxy that hangs is started anew, which the kernel hides from who connects", async () => {
    const [old = ""] = await proxies();
    process.kill(Number(old), "SIGSTOP");
    expect(await proxy.answers()).toBe(false);
    await proxy.ensure();
    expect(await proxies()).not.toContain(old);
    expect(await connectOnce(local())).toBe("picture");
    expect(await connectOnce(remote(await ticket()))).toBe("picture");
  });

  test("refuses plain TCP, and a viewer that does not know its certificate", async () => {
    const plain = { host: "127.0.0.1", port: String(port), password: await ticket() };
    expect(await connectOnce(plain)).not.toBe("picture");
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    let said = 0;
    socket.on("data", (data) => (said += data.includes("REDQ") ? 1 : 0));
    socket.write(link(linkMessage()));
    await once(socket, "close");
    expect(said).toBe(0);
    const { "ca-file": _, ...unknowing } = remote(await ticket());
    expect(await connectOnce(unknowing as Session)).toBe("error-tls");
  });

  test.each(["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const)(
    "speaks %s or not",
    async (version) => {
      const ca = await readFile(certificatesIn(paths.certificates).authority);
      const options = { port, host: "127.0.0.1", ca, minVersion: version, maxVersion: version };
      const socket = connectTls({ ...options, ciphers: "DEFAULT@SECLEVEL=0" });
      const secure = await Promise.race([
        once(socket, "secureConnect").then(() => true),
        once(socket, "close").then(() => false),
      ]).catch(() => false);
      socket.destroy();
      expect(secure).toBe(["TLSv1.2", "TLSv1.3"].includes(version));
    },
  );

  test("the number of strangers stays small, and those who come in are served after them", async () => {
    const ca = await readFile(certificatesIn(paths.certificates).authority);
    const strangers = Array.from({ length: 40 }, () =>
      connectTls({ port, host: "127.0.0.1", ca }).on("error", () => undefined),
    );
    const closed = await Promise.all(
      strangers.map((socket) =>
        Promise.race([
          once(socket, "close").then(() => true),
          once(socket, "secureConnect").then(
            () => new Promise((resolve) => setTimeout(() => resolve(socket.closed), 2000)),
          ),
        ]),
      ),
    );
    expect(closed.filter(Boolean).length).toBeGreaterThanOrEqual(24);
    for (const socket of strangers) socket.destroy();
    await expect
      .poll(async () => connectOnce(remote(await ticket())), { timeout: 20_000 })
      .toBe("picture");
  });

  test.skipIf(!isRoot)(
    "lets no other user of the host open its sockets or read its files",
    async () => {
      const asOther = (script: string, ...args: readonly string[]) =>
        execa(
          "setpriv",
          [
            `--reuid=${OTHER_USER}`,
            `--regid=${OTHER_USER}`,
            "--clear-groups",
            "--",
            "/usr/bin/python3",
            "-c",
            script,
            ...args,
          ],
          { reject: false, cwd: "/" },
        );
      const open = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])";
      // Even where the folder were open, the sockets are not.
      for (const folder of [dir, join(dir, "lab"), join(dir, "lab", "nodes"), paths.dir])
        await chmod(folder, 0o755);
      for (const socket of [paths.spice, paths.spiceServer]) {
        expect((await asOther(open, socket)).stderr).toContain("PermissionError");
      }
      for (const file of [
        paths.tickets,
        paths.usedTickets,
        certificatesIn(paths.certificates).key,
      ]) {
        expect((await asOther("import sys; open(sys.argv[1])", file)).stderr).toContain(
          "PermissionError",
        );
      }
      await chmod(dir, 0o700);
      expect((await asOther(open, paths.spice)).stderr).toContain("PermissionError");
    },
  );

  test.skipIf(!isRoot)(
    "is not root, may become nobody else, and is not the machine's user",
    async () => {
      const [pid] = await proxies();
      const status = await readFile(`/proc/${pid}/status`, "utf8");
      const [uid] = PROXIES.split(":");
      expect(status).toMatch(new RegExp(`^Uid:\t${uid}\t${uid}\t${uid}\t${uid}$`, "m"));
      expect(status).toMatch(/^CapEff:\t0+$/m);
      expect(status).toMatch(/^NoNewPrivs:\t1$/m);
      expect(status).toMatch(/^Groups:\t ?$/m);
    },
  );

  test("up tells who has a port that another screen wants", async () => {
    const model = { nodes: [node] } as never;
    await expect(requireScreenPorts(model)).rejects.toMatchObject({
      message: expect.stringContaining(`127.0.0.1 port ${port}: office of lab lab has it`),
      hint: expect.stringContaining("fw down --lab lab"),
    });
    expect(await portHolder(port)).toMatchObject({
      argv: expect.arrayContaining([process.execPath]),
    });
  });

  test("ends with its machine, whose viewers see that, and starts again with the next one", async () => {
    const viewer = await openViewer(local());
    await killMachine();
    await viewer.ended;
    await expect.poll(proxies, { timeout: 3000 }).toEqual([]);
    // A process that is ending loses its name before its sockets.
    await expect.poll(() => listenObstacle({ address: "127.0.0.1", port })).toBeUndefined();
    await startMachine();
    await proxy.ensure();
    expect(await connectOnce(local())).toBe("picture");
  });

  test("a proxy is the next machine's own, however soon that one starts", async () => {
    const old = await proxies();
    await killMachine();
    await startMachine();
    await proxy.ensure();
    await expect.poll(proxies).not.toEqual(expect.arrayContaining([...old]));
    expect(await connectOnce(local())).toBe("picture");
    expect(await connectOnce(remote(await ticket()))).toBe("picture");
  });

  test("the proxy's log says who came and went, and no ticket", async () => {
    const secret = await ticket();
    await connectOnce(remote(secret));
    const log = await readFile(paths.screenLog, "utf8");
    expect(log).toMatch(/^\d{4}-\d\d-\d\dT\S+Z 127\.0\.0\.1 port \d+: let in$/m);
    expect(log).toContain("no ticket, or not a valid one");
    expect(log).not.toContain(secret);
    expect(log).not.toContain("Warning");
  });

  test("a proxy is gone with its lab, in whatever state", async () => {
    expect(await proxies()).toHaveLength(1);
    await destroyNamespace(namespace);
    await expect.poll(proxies, { timeout: 2000 }).toEqual([]);
    // A process that is ending loses its name before its sockets.
    await expect.poll(() => listenObstacle({ address: "127.0.0.1", port })).toBeUndefined();
  });
});
