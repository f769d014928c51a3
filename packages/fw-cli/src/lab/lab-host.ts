import { FwError } from "../errors.ts";
import { type Namespace, runInside, spawnInside } from "../host/namespace.ts";
import { ownerOf } from "../host/owner.ts";
import { programFile } from "../package.ts";
import { waitUntil } from "../wait-until.ts";
import { ftpPython } from "./ftp-python.ts";
import { ftpPassivePorts, offeredServices } from "./server/services.ts";

const FTP_ROOT = "/srv/ftp";
const LISTEN_MS = 15_000;
/** What `python3 -m pyftpdlib` runs. */
const PYFTPDLIB = 'import runpy\nrunpy.run_module("pyftpdlib", run_name="__main__")';

/**
 * Starts what the lab host offers, inside the namespace: echo, ssh's banner
 * and http in one process, ftp in another. They end with the namespace.
 *
 * @param runAs `uid:gid` to become; absent when the user is not root anyway
 */
export async function startLabHost(
  namespace: Namespace,
  { name, address }: { readonly name: string; readonly address: string },
  log: string,
  runAs: string | undefined,
): Promise<void> {
  const welcome = `You reached ${name} through the firewall pair.\n`;
  // A private file system in the namespace's memory: nothing of it is ever on the host's disk.
  await runInside(namespace, ["mount", "-t", "tmpfs", "-o", "mode=755,size=64m", "tmpfs", "/srv"]);
  await runInside(namespace, ["install", "-d", FTP_ROOT]);
  await runInside(namespace, ["tee", `${FTP_ROOT}/welcome.txt`], welcome);

  await spawnInside(
    namespace,
    [process.execPath, programFile("server"), name, address, ...(runAs ? [runAs] : [])],
    log,
  );
  const { first, last } = ftpPassivePorts;
  const ftp = [`--interface=${address}`, "--port=21", `--directory=${FTP_ROOT}`];
  const serve = ftpPython(PYFTPDLIB, [...ftp, `--range=${first}-${last}`]);
  await spawnInside(namespace, [...unprivileged(runAs), ...serve], log);
  await waitUntilListening(namespace, log);
}

function unprivileged(runAs: string | undefined): readonly string[] {
  if (runAs === undefined) return [];
  const { uid, gid } = ownerOf(runAs);
  const rights = ["--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"];
  return ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, ...rights];
}

async function waitUntilListening(namespace: Namespace, log: string): Promise<void> {
  let missing = offeredServices.map(({ port }) => port);
  const listening = async (): Promise<boolean> => {
    const table = await runInside(namespace, ["ss", "-Hltn"]);
    const open = new Set(Array.from(table.matchAll(/:(\d+)\s/g), ([, port]) => Number(port)));
    missing = missing.filter((port) => !open.has(port));
    return missing.length === 0;
  };
  await waitUntil(listening, {
    what: "the lab host listens",
    timeoutMs: LISTEN_MS,
    failure: () => {
      const ports = missing.join(", ");
      return new FwError("E_NOT_READY", `the lab host does not listen on port ${ports}`, {
        hint: `see ${log}`,
      });
    },
  });
}
