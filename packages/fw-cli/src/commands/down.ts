import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { stepRunner } from "../events.ts";
import { acquireLock } from "../host/lock.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { down } from "../lab/down.ts";
import { requireLabFolder } from "../lab/lab-folder.ts";
import { labPaths, type LabPaths } from "../lab/paths.ts";
import { listLabs, readState } from "../lab/state.ts";
import { printResult } from "../ui/print.ts";
import { progressView } from "../ui/progress.ts";
import { never } from "../wait-until.ts";

/** `fw down`: ends the lab; a lab that is down already is fine. */
export async function downCommand(
  context: Context,
  options: { readonly purge: boolean },
): Promise<void> {
  const { io } = context;
  const name = context.lab ?? (await labToEnd(context));
  const paths = labPaths(io, name);
  // Whose folder it is matters also where what is in it is not understood.
  await requireLabFolder(paths);
  const state = await readState(paths).catch(() => undefined);
  if (context.dryRun) {
    const plan = state
      ? [
          `end process ${state.namespace.holder.pid} and every other in the lab's namespace`,
          `remove the runtime files in ${paths.dir}`,
        ]
      : [];
    if (options.purge) plan.push(`remove ${paths.dir} with its disks and logs`);
    printResult(context, { lab: name, plan }, () => plan.join("\n") || `lab ${name} is down`);
    return;
  }
  const left = await downUnderLock(context, name, paths, options.purge);
  printResult(context, { lab: name, down: true, purged: options.purge, left }, () =>
    [
      state === undefined ? `lab ${name} was not up` : `lab ${name} is down`,
      ...left.map((path) => `left in place, for fw did not make it: ${path}`),
    ].join("\n"),
  );
}

async function downUnderLock(
  { io, json }: Context,
  name: string,
  paths: LabPaths,
  purge: boolean,
): Promise<readonly string[]> {
  // Read before the lock is taken: from here on Ctrl-C is heeded, and the lock cannot stay.
  const { signal: hurry } = io;
  await using _ = await acquireLock(paths.lock, `lab ${name}`, { evenWithoutRoom: true });
  using view = progressView(io, json);
  // Ctrl-C does not keep the lab from ending: it only ends the waiting for its systems.
  const step = stepRunner(view.sink, never);
  return await down(paths, { purge, step, hurry });
}

/** The lab that runs; when none does, the one that the config names. */
async function labToEnd(context: Context): Promise<string> {
  const names = await listLabs(context.io);
  const [only] = names;
  if (only !== undefined && names.length === 1 && context.config === undefined) return only;
  const { config } = modelOf(await loadConfig(context.io, context.config), "hardware");
  if (names.length === 0 || names.includes(config.name)) return config.name;
  throw new FwError("E_USAGE", `several labs are up: ${names.join(", ")}`, {
    place: "--lab",
    hint: `choose one: fw down --lab ${only}`,
    exitCode: 2,
  });
}
