import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { stepRunner } from "../events.ts";
import { applyStep } from "../faults/apply.ts";
import { injectFault } from "../faults/inject.ts";
import { converged, convergeMs } from "../lab/converged.ts";
import type { Lab } from "../lab/lab.ts";
import { openLab } from "../lab/lab.ts";
import { nodeCalled } from "../lab/node-called.ts";
import { vipHolders } from "../lab/roles.ts";
import { printFault } from "../ui/fault-report.ts";
import { progressView } from "../ui/progress.ts";
import { waitUntil } from "../wait-until.ts";

/** `fw switchover`: the primary hands over in good order. */
export async function switchoverCommand(context: Context): Promise<void> {
  const lab = await openLab(context.io, context.lab);
  const { name: before } = await nodeCalled(lab, "primary");
  await requireBackup(lab, (await nodeCalled(lab, "backup")).name);
  printFault(
    context,
    await injectFault(context, { lab, node: before, text: "switchover" }, async () => {
      using view = progressView(context.io, context.json);
      const step = stepRunner(view.sink, context.io.signal);
      await step(`${before} hands over`, async () => {
        await applyStep(lab, { do: "switchover" });
        const handedOver = async (): Promise<boolean> => {
          const [now] = await vipHolders(lab);
          return now !== undefined && now !== before;
        };
        await waitUntil(handedOver, {
          what: "the other firewall is primary",
          timeoutMs: convergeMs(lab),
        });
      });
      await step("the pair converges", () => converged(lab));
      const [now] = await vipHolders(lab);
      const said = `${now} is primary (was ${before})`;
      return { said, changed: true, next: ["fw status"] };
    }),
  );
}

/** Nobody hands over to a firewall that does not run. */
async function requireBackup({ driver }: Lab, backup: string): Promise<void> {
  const state = await driver.state(backup);
  if (state === "running") return;
  throw new FwError("E_NODE_OFF", `there is nobody to hand over to: ${backup} is ${state}`, {
    hint: "bring it back: fw heal",
  });
}
