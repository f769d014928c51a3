import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";

import { execa } from "execa";

import { capture } from "../../src/drivers/capture.ts";
import { guestRun, withAgent } from "../../src/drivers/qemu/guest-run.ts";
import { connectQmp } from "../../src/drivers/qemu/qmp.ts";
import { type Namespace, runInside, spawnInside } from "../../src/host/namespace.ts";
import type { LabImage } from "../../src/lab/disks.ts";
import { writeSeed } from "../../src/lab/seed.ts";
import type { UsbHost } from "../../src/usb/host.ts";
import { never, waitUntil } from "../../src/wait-until.ts";

/** A device on a port of the exporter, in the words of qemu's `-device`. */
export type EmulatedDevice = readonly [kind: string, options: Readonly<Record<string, string>>];

/**
 * A machine under emulation that stands for a host with USB ports: its devices are emulated too, but
 * its kernel and the usbredirect that runs in it are real. What usbredirect offers is reached on the
 * lab's loopback.
 */
export interface UsbExporter extends AsyncDisposable {
  /** What its kernel shows of the devices, as of the last {@link UsbExporter.look}. */
  readonly host: UsbHost;
  look(): Promise<void>;
  /** Runs a shell program in it, which must succeed. */
  run(script: string): Promise<string>;
  /** Lets usbredirect offer this device, whichever it is told to: as if somebody swapped them. */
  swap(device: string | undefined): void;
  plug(device: EmulatedDevice): Promise<void>;
  unplug(id: string): Promise<void>;
  /** Ends it at once, like a host that loses its power. */
  kill(): Promise<void>;
}

/** What of the exporter is on the real host. */
interface Files {
  readonly dir: string;
  readonly qga: string;
  readonly qmp: string;
  readonly seed: string;
  readonly log: string;
  readonly pid: string;
}

/**
 * Starts one in the lab's namespace, from the image of a machine with a desktop: its kernel knows USB.
 *
 * @param disks files that the devices may name as their drive
 */
export async function startUsbExporter(
  namespace: Namespace,
  image: LabImage,
  disks: Readonly<Record<string, string>>,
  devices: readonly EmulatedDevice[],
): Promise<UsbExporter> {
  const dir = await mkdtemp(join(tmpdir(), "fw-usb-exporter-"));
  const [qga, qmp, seed, log, pid] = ["qga", "qmp", "seed.tar", "log", "pid"].map((name) =>
    join(dir, name),
  ) as [string, string, string, string, string];
  const files = { dir, qga, qmp, seed, log, pid };
  await writeExporterSeed(files);
  const child = await spawnInside(namespace, exporterArgv(image, files, disks, devices), log);
  let swapped: string | undefined;
  const sharing = createServer((socket) => {
    void share(files, socket, swapped).catch(() => socket.destroy());
  });
  const host = { root: join(dir, "host"), program: await writeProgram(files, sharing) };
  const run = (script: string): Promise<string> => runIn(files, script);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    await runInside(namespace, ["pkill", "-KILL", "-F", pid]).catch(() => undefined);
    await exit;
  };
  const exporter: UsbExporter = {
    host,
    run,
    kill,
    look: async () => unpack(await run(VIEW), host.root),
    swap: (device) => (swapped = device),
    plug: (device) => monitor(files, `device_add ${deviceWords(device)}`),
    unplug: (id) => monitor(files, `device_del ${id}`),
    async [Symbol.asyncDispose]() {
      await kill();
      sharing.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  try {
    await waitUntil(() => answers(files, child), {
      what: "the exporter answers",
      timeoutMs: 120_000,
    });
    return exporter;
  } catch (error) {
    await exporter[Symbol.asyncDispose]();
    throw error;
  }
}

async function answers({ qga, log }: Files, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(await readFile(log, "utf8"));
  return withAgent(qga, { withinMs: 2000 }, async () => true).catch(() => false);
}

/** Where usbredirect is in the exporter, with its libraries. */
const PROGRAM = "/opt/usbredirect";

/** Puts our first process and the host's usbredirect over the image. */
async function writeExporterSeed({ dir, seed }: Files): Promise<void> {
  const root = join(dir, "seed");
  const program = join(root, PROGRAM);
  await mkdir(program, { recursive: true });
  await mkdir(join(root, "usr/sbin"), { recursive: true });
  const init = join(root, "usr/sbin/init");
  await copyFile(new URL("usb-exporter-init.sh", import.meta.url), init);
  await chmod(init, 0o755);
  // ldd(1) names the loader and the libraries, each by its absolute path.
  const { stdout } = await execa("ldd", ["/usr/bin/usbredirect"]);
  const libraries = Array.from(stdout.matchAll(/(\/\S+) \(0x/g), ([, path = ""]) => path);
  const loader = libraries.find((path) => basename(path).startsWith("ld-")) ?? "";
  for (const path of ["/usr/bin/usbredirect", ...libraries])
    await copyFile(path, join(program, basename(path)));
  const start = `exec ${PROGRAM}/${basename(loader)} --library-path ${PROGRAM} ${PROGRAM}/usbredirect "$@"`;
  await writeFile(join(program, "run"), `#!/bin/sh\n${start}\n`, { mode: 0o755 });
  const names = ["usbredirect", "run", ...libraries.map((path) => basename(path))];
  await writeSeed(root, ["/usr/sbin/init", ...names.map((name) => `${PROGRAM}/${name}`)], seed);
}

function exporterArgv(
  { kernel, initrd, disk }: LabImage,
  { qga, qmp, seed, pid }: Files,
  disks: Readonly<Record<string, string>>,
  devices: readonly EmulatedDevice[],
): readonly string[] {
  const machine = "-nodefaults -no-reboot -M q35 -accel tcg,thread=multi -cpu max,la57=off -m 256";
  const append = "root=/dev/vda ro quiet net.ifnames=0 console=ttyS0 mitigations=off panic=-1";
  const options: readonly (readonly [string, string])[] = [
    ["-kernel", kernel],
    ["-initrd", initrd],
    ["-append", append],
    ["-display", "none"],
    ["-serial", "stdio"],
    ["-pidfile", pid],
    ["-qmp", `unix:${qmp},server=on,wait=off`],
    ["-drive", `file=${disk},format=qcow2,if=none,id=root,snapshot=on`],
    ["-device", "virtio-blk-pci,drive=root"],
    ["-drive", `file=${seed},format=raw,if=none,id=seed,readonly=on`],
    ["-device", "virtio-blk-pci,drive=seed,serial=fwseed"],
    ["-nic", "user,model=virtio-net-pci,restrict=on"],
    ["-chardev", `socket,id=qga,path=${qga},server=on,wait=off`],
    ["-device", "virtio-serial-pci"],
    ["-device", "virtserialport,chardev=qga"],
    ["-device", "qemu-xhci,id=usb,p2=8,p3=8"],
    ...Object.entries(disks).map(
      ([name, file]) =>
        [
          "-blockdev",
          `driver=raw,node-name=${name},file.driver=file,file.filename=${file}`,
        ] as const,
    ),
    ...devices.map((device) => ["-device", deviceWords(device)] as const),
  ];
  return ["qemu-system-x86_64", ...machine.split(" "), ...options.flat()];
}

function deviceWords([kind, options]: EmulatedDevice): string {
  const words = Object.entries({ bus: "usb.0", ...options });
  return [kind, ...words.map(([key, value]) => `${key}=${value}`)].join(",");
}

async function monitor({ qmp }: Files, line: string): Promise<void> {
  await using open = await connectQmp(qmp, { withinMs: 10_000 });
  const said = await open.execute("human-monitor-command", { "command-line": line });
  if (said !== "") throw new Error(`${line}: ${String(said)}`);
}

async function runIn({ qga }: Files, script: string): Promise<string> {
  const exec: Parameters<typeof capture>[0]["exec"] = (_node, command) => guestRun(qga, command);
  const ran = await capture({ exec }, "the exporter", ["sh", "-ec", script], never);
  if (ran.exitCode !== 0) throw new Error(`${script}: ${ran.stderr}`);
  return ran.stdout;
}

/** Packs what the product looks at: sysfs, the mounts, and names for the devices' nodes. */
const VIEW = `
view=$(mktemp -d)
mkdir -p $view/sys/bus/usb/devices $view/proc/self $view/dev
cp -P /sys/bus/usb/devices/* $view/sys/bus/usb/devices/
cp -P --parents $(find /sys/devices/pci* -path '*/usb[0-9]*' -type f \\( -name idVendor -o -name idProduct \
  -o -name busnum -o -name devnum -o -name manufacturer -o -name product -o -name serial -o -name dev \
  -o -name 'b*Class' \\) -o -path '*/usb[0-9]*' -type l -name driver) $view
cat /proc/self/mountinfo >$view/proc/self/mountinfo
cat /proc/swaps >$view/proc/swaps
cd /dev
find bus/usb -type d -exec mkdir -p $view/dev/{} \\; -o -type c -exec cp /dev/null $view/dev/{} \\;
tar -C $view -cz . | base64
rm -r $view
`;

/** Takes the place of the last view in one step: what shares a device looks at it all the time. */
async function unpack(packed: string, root: string): Promise<void> {
  const view = await mkdtemp(`${root}-`);
  const words = ["--extract", "--gzip", "--no-same-owner", `--directory=${view}`];
  await execa("tar", words, { input: Buffer.from(packed, "base64") });
  await symlink(view, `${view}.link`);
  await rename(`${view}.link`, root);
}

/** A program in place of usbredirect, which hands its arguments to us and repeats what it is told. */
async function writeProgram({ dir }: Files, sharing: Server): Promise<string> {
  const socket = join(dir, "share");
  sharing.listen(socket);
  await once(sharing, "listening");
  const program = join(dir, "usbredirect");
  const text = `#!${process.execPath}
const socket = require("node:net").connect(${JSON.stringify(socket)});
socket.write(JSON.stringify(process.argv.slice(2)) + "\\n");
socket.pipe(process.stderr);
`;
  await writeFile(program, text, { mode: 0o755 });
  return program;
}

/** Runs usbredirect in the exporter for as long as the program in its place does. */
async function share(files: Files, socket: Socket, swapped: string | undefined): Promise<void> {
  const gone = new AbortController();
  socket.on("close", () => gone.abort()).on("error", () => undefined);
  const [line] = (await once(createInterface(socket), "line")) as [string];
  const [, device = "", , address = ""] = JSON.parse(line) as readonly string[];
  const port = address.split(":").at(-1) ?? "";
  const said = new PassThrough();
  said.pipe(socket, { end: false });
  await monitor(files, `hostfwd_add tcp:127.0.0.1:${port}-:${port}`);
  try {
    await guestRun(files.qga, {
      argv: [`${PROGRAM}/run`, "--device", swapped ?? device, "--as", `0.0.0.0:${port}`],
      stdout: said,
      stderr: said,
      signal: gone.signal,
    });
  } finally {
    await monitor(files, `hostfwd_remove tcp:127.0.0.1:${port}`).catch(() => undefined);
    socket.end();
  }
}
