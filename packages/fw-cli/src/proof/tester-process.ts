import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

import {
  createNodeNamespace,
  destroyNodeNamespace,
  insideNode,
} from "../drivers/netns/node-namespace.ts";
import { FwError } from "../errors.ts";
import { type Namespace, runInside } from "../host/namespace.ts";
import { bare, type TesterPlace } from "./proof-config.ts";
import { type Spot, watchResets } from "./reset-watch.ts";
import type { TesterCommand, TesterReport } from "./tester/protocol.ts";

/** A program of its own: it runs from the build, also when this module runs from its source. */
const PROGRAM = fileURLToPath(new URL("../../dist/proof/tester/main.js", import.meta.url));

/** A tester that runs beside the firewalls, never inside one. */
export interface Tester {
  readonly place: TesterPlace;
  /** Tells it to do something, and waits until that is done. */
  tell(command: Exclude<TesterCommand, { do: "report" }>): Promise<void>;
  report(): Promise<TesterReport>;
  /** The command that runs `argv` beside it. */
  inside(argv: readonly string[]): readonly [string, ...string[]];
  /** Resets that reached it so far. */
  resets(): readonly Spot[];
  /** Ends it, with all that it holds. */
  end(): Promise<void>;
}

/** Starts a tester in a namespace of its own, on its network's bridge. */
export async function startTester(
  lab: Namespace,
  place: TesterPlace,
  routes: readonly string[],
  log: string,
): Promise<Tester> {
  const node = await createNodeNamespace(lab, log);
  const inside = (argv: readonly string[]) => insideNode(lab, node, argv);
  const cable = cableOf(place);
  await runInside(
    lab,
    ["ip", "-batch", "-"],
    `link add ${cable} type veth peer name eth0 address ${macOf(place)} netns ${node.pidInLab}\nlink set ${cable} addrgenmode none master ${place.bridge} up\n`,
  );
  const setUp = [
    "link set lo up",
    "link set eth0 addrgenmode none up",
    `addr add ${place.address} dev eth0`,
    ...routes.map((route) => `route add ${route} via ${place.gateway}`),
  ];
  await run(inside(["ip", "-batch", "-"]), `${setUp.join("\n")}\n`);
  const resets = await watchResets(inside, bare(place.address));
  const [file, ...args] = inside([process.execPath, PROGRAM]);
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"], cwd: "/" });
  const ask = conversation(place.name, child);
  return {
    place,
    inside,
    tell: async (command) => void (await ask(command)),
    async report() {
      const report = await ask({ do: "report" });
      if (report === undefined) throw died(place.name);
      return report;
    },
    resets: () => resets.seen(),
    async end() {
      resets.end();
      await destroyNodeNamespace(node);
      await runInside(lab, ["ip", "link", "del", cable]).catch(() => undefined);
    },
  };
}

/** At most 15 characters, and unlike any tap. */
function cableOf({ name }: TesterPlace): string {
  return name.replace("fw-proof-", "proof-");
}

/** The same in every trial, so that a firewall's neighbour table stays true. */
function macOf({ address }: TesterPlace): string {
  const host = bare(address)
    .split(".")
    .map((part) => Number(part).toString(16).padStart(2, "0"));
  return ["02", "fe", ...host].join(":");
}

async function run(argv: readonly [string, ...string[]], input: string): Promise<void> {
  const { execa } = await import("execa");
  await execa(argv[0], argv.slice(1), { input });
}

/** One question and one answer at a time. */
function conversation(
  name: string,
  child: ChildProcessByStdio<Writable, Readable, null>,
): (command: TesterCommand) => Promise<TesterReport | undefined> {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on("error", () => undefined);
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (command: TesterCommand): Promise<TesterReport | undefined> => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await lines.next();
    if (done) throw died(name);
    const answer: { ok: boolean; message?: string; result?: TesterReport } = JSON.parse(value);
    if (!answer.ok) {
      throw new FwError("E_VERIFY", `${name} cannot ${command.do}: ${answer.message}`);
    }
    return answer.result;
  };
  return (command) => {
    const answer = last.then(() => ask(command));
    last = answer.catch(() => undefined);
    return answer;
  };
}

function died(name: string): FwError {
  return new FwError("E_VERIFY", `the tester ${name} died: this trial proves nothing`);
}
