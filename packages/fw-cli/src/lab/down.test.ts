import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check } from "fw-config";
import { expect, it, onTestFinished } from "vitest";

import { stepRunner } from "../events.ts";
import { makeFolder } from "../host/make-folder.ts";
import { createNamespace, destroyNamespace } from "../host/namespace.ts";
import { isAlive, type ProcessIdentity } from "../host/process-identity.ts";
import { down } from "./down.ts";
import { labPaths, type LabPaths } from "./paths.ts";
import { writeState } from "./state.ts";

const SEED = new URL("../../../../fw.config.yaml", import.meta.url);
const IMAGE = { id: "0123456789abcdef", disk: "/d", kernel: "/k", initrd: "/i" };
const step = stepRunner(() => undefined, new AbortController().signal);

/** A lab of virtual machines whose sockets are served by `serve`, with a namespace but no machine. */
async function fakeLab(
  serve: (socket: Socket) => void,
): Promise<{ readonly paths: LabPaths; readonly holder: ProcessIdentity }> {
  const dir = await mkdtemp(join(tmpdir(), "fw-down-"));
  const text = await readFile(SEED, "utf8");
  const { model } = check(text, { file: "fw.config.yaml", profile: "tcg" });
  if (model === undefined) throw new Error("the seed config does not resolve");
  const paths = labPaths({ env: { FW_STATE_DIR: dir }, cwd: "/" }, model.name);
  const user = process.getuid?.() !== 0;
  const namespace = await createNamespace(user, "with-program", (made) =>
    writeState(paths, {
      version: 1,
      name: model.name,
      configFile: "/c",
      configText: text,
      model,
      machines: {
        driver: "qemu",
        accel: "tcg",
        accelReason: "for the test",
        images: { base: IMAGE },
      },
      scope: "lab",
      namespace: made,
      phase: "up",
      startedAt: new Date().toISOString(),
    }),
  );
  const servers: Server[] = [];
  for (const { name } of model.nodes.filter(({ vm }) => vm !== undefined)) {
    const { dir: node, qmp, qga } = paths.node(name);
    await makeFolder(node, 0o700);
    for (const path of [qmp, qga]) {
      const server = createServer((socket) => serve(socket.on("error", () => undefined)));
      servers.push(server.listen(path));
    }
  }
  onTestFinished(async () => {
    await destroyNamespace(namespace);
    for (const server of servers) server.close();
    await rm(dir, { recursive: true, force: true });
  });
  return { paths, holder: namespace.holder };
}

/** Who presses Ctrl-C as soon as the systems are asked to shut down. */
function impatient(): { readonly hurry: AbortSignal; readonly step: typeof step } {
  const hurry = new AbortController();
  const sink = stepRunner(
    (event) => event.type === "start" && event.step.startsWith("shut") && hurry.abort(),
    new AbortController().signal,
  );
  return { hurry: hurry.signal, step: sink };
}

it.each([
  ["never say a word", () => undefined],
  ["cannot be understood", (socket: Socket) => void socket.write("no JSON\n".repeat(1000))],
  ["hang up at once", (socket: Socket) => void socket.destroy()],
])("ends a lab on Ctrl-C whose machines %s", async (_, serve) => {
  const { paths, holder } = await fakeLab(serve);
  expect(await isAlive(holder)).toBe(true);
  await down(paths, { purge: false, ...impatient() });
  expect(await isAlive(holder)).toBe(false);
  expect(await readdir(paths.dir)).toEqual(["nodes"]);
  expect(
    (await readdir(paths.nodes, { recursive: true })).filter((name) => /sock/.test(name)),
  ).toEqual([]);
});

it("ends a lab of another version by its processes, and removes its files, when it purges", async () => {
  const { paths, holder } = await fakeLab(() => undefined);
  const state = JSON.parse(await readFile(paths.state, "utf8")) as Record<string, unknown>;
  await writeFile(paths.state, JSON.stringify({ ...state, version: 99 }));
  await expect(down(paths, { purge: false, step })).rejects.toMatchObject({
    code: "E_LAB_STALE",
    hint: "end it, with its disks: fw down --purge --lab omarine-lab",
  });
  expect(await isAlive(holder)).toBe(true);
  expect(await down(paths, { purge: true, step })).toEqual([]);
  expect(await isAlive(holder)).toBe(false);
  expect(await readdir(paths.labs).catch(() => [])).toEqual([]);
});
