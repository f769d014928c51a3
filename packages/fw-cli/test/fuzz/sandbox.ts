import { lstat, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";

/** A pair with two clients, of which most commands have something to say. */
const CONFIG = `name: office
networks:
  wan: { subnet: [192.0.2.0/24, "2001:db8::/64"], bridge: br0 }
  lan: { subnet: 10.0.0.0/24, bridge: br1 }
  sync: { subnet: 10.255.0.0/30, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: [192.0.2.100, "2001:db8::100"] }
    eth1: { network: lan, vip: 10.0.0.254 }
    eth2: { network: sync }
ha: { stateSync: { network: sync } }
hosts:
  client: { network: lan, address: 10.0.0.4 }
  web: { kind: external, network: lan, address: 10.0.0.10 }
policy:
  rules:
    - { from: lan, to: wan, services: [http, ftp] }
    - { from: wan, to: lan, destination: web, services: http }
nat:
  destination:
    - { from: wan, service: http, host: web }
`;

/** The folder of the commands lies deeper than a typed `../..` leads up. */
const DEPTH = "a/b/c/d/e/f/g/h";

/** A folder to run commands in, and what is around it. */
export interface Sandbox {
  /** Where commands are run. */
  readonly cwd: string;
  /** Whether a path, as a command would take it, stays in the sandbox. */
  holds(path: string): boolean;
  /** Runs a command and tells the files that it changed; then everything is as before. */
  changesOf(work: () => Promise<void>): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** Everything below a folder, and what would be otherwise if it had been written or replaced. */
async function inventory(root: string): Promise<ReadonlyMap<string, string>> {
  // Names alone would be listed behind links too, where each file would stand a second time.
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const entries = await Promise.all(
    found.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const entry = await lstat(path);
      // A folder's own times tell of its entries, which are told themselves.
      const times = entry.isDirectory() ? "" : `${entry.mtimeMs} ${entry.ctimeMs}`;
      return [path, `${entry.ino} ${entry.mode} ${entry.size} ${times}`] as const;
    }),
  );
  return new Map(entries);
}

function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

/** The folder of the commands with configs and links, and a neighbour that is nobody's to touch. */
async function furnish(cwd: string): Promise<void> {
  const outside = join(cwd, "../outside");
  for (const folder of [join(cwd, "out/fw-1"), join(cwd, "folder"), outside]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(join(cwd, "fw.config.yaml"), CONFIG);
  await writeFile(join(cwd, "broken.yaml"), CONFIG.replace("subnet: 10.0.0.0/24", "subnett: 10"));
  await writeFile(join(outside, "kept"), "kept\n");
  await symlink(outside, join(cwd, "out/fw-1/etc"));
  await symlink(outside, join(cwd, "link"));
}

/** A folder of one's own below the system's folder for temporary files. */
export async function sandbox(): Promise<Sandbox> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "fw-fuzz-")));
  const cwd = join(root, DEPTH);
  await furnish(cwd);
  let before = await inventory(root);
  return {
    cwd,
    holds: (path) => `${resolve(cwd, path)}${sep}`.startsWith(`${root}${sep}`),
    async changesOf(work) {
      await work();
      const changes = differences(before, await inventory(root));
      if (changes.length > 0) {
        for (const entry of await readdir(root)) await rm(join(root, entry), { recursive: true });
        await furnish(cwd);
        before = await inventory(root);
      }
      return changes;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
