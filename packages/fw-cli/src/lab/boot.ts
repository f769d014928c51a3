import type { StepRunner } from "../events.ts";
import { startLabHost } from "./lab-host.ts";
import { type Lab, runAs } from "./lab.ts";
import { firstAddress } from "./nodes.ts";
import { waitForRole, waitForStateSync } from "./readiness.ts";
import type { Role } from "./roles.ts";

/** Starts what the lab's hosts offer to the clients. */
export async function startServers(lab: Lab, step: StepRunner): Promise<void> {
  for (const node of lab.model.nodes.filter((candidate) => candidate.kind === "lab-host")) {
    const address = firstAddress(node);
    if (address === undefined) continue;
    const { namespace } = lab.state;
    await step(`servers of ${node.name}`, async () =>
      startLabHost(
        namespace,
        { name: node.name, address },
        lab.paths.serverLog,
        await runAs(lab.paths, namespace),
      ),
    );
  }
}

/**
 * Starts the firewalls, and the clients too unless the pair alone is wanted. The first firewall has
 * a head start, and so becomes primary: its peer starts when the first one's system answers. What
 * fails first ends the others' waiting.
 */
export async function bootNodes(lab: Lab, step: StepRunner, signal: AbortSignal): Promise<void> {
  const { model, driver } = lab;
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const bootOne = (name: string, answers?: () => void): Promise<void> =>
    step(`boot ${name}`, async () => {
      await driver.start(name);
      await driver.waitForCommands(name, stop);
      answers?.();
      await driver.waitForSystem(name, stop);
    });
  const takeRole = (name: string, role: Role): Promise<void> =>
    step(`${name} becomes ${role}`, async () => {
      await waitForRole(driver, name, [role], stop);
      await waitForStateSync(driver, name, model.ha.syncInterface, stop);
    });

  const clients = lab.state.scope === "pair" ? [] : machines(lab, "client");
  const [first, ...backups] = machines(lab, "firewall");
  const headStart = signalled();
  const work = [
    ...clients.map((name) => bootOne(name)),
    ...(first === undefined
      ? []
      : [bootOne(first, headStart.give).then(() => takeRole(first, "primary"))]),
    ...backups.map(async (name) => {
      await headStart.given;
      await bootOne(name);
      await takeRole(name, "backup");
    }),
  ].map((task) =>
    task.catch((error: unknown) => {
      failure.abort(error);
      headStart.give();
      throw error;
    }),
  );
  // All settle before an error is passed on, so that nothing still works on a lab that is cleared.
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failure.signal.reason ?? failed.reason;
}

function machines({ model }: Lab, kind: "firewall" | "client"): readonly string[] {
  return model.nodes
    .filter((node) => node.vm !== undefined && node.kind === kind)
    .map(({ name }) => name);
}

function signalled(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}
