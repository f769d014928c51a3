import type { Context } from "../context.ts";
import { stepRunner } from "../events.ts";
import { heal } from "../faults/heal.ts";
import { clearImpairments } from "../faults/impair.ts";
import { injectFault } from "../faults/inject.ts";
import { converged } from "../lab/converged.ts";
import { openLab } from "../lab/lab.ts";
import { vipHolders } from "../lab/roles.ts";
import { printFault } from "../ui/fault-report.ts";
import { progressView } from "../ui/progress.ts";

/** `fw heal`: everything runs and is connected again, and the pair has converged. */
export async function healCommand(context: Context): Promise<void> {
  const lab = await openLab(context.io, context.lab);
  const { model, driver, state } = lab;
  const machines = model.nodes.filter(
    ({ vm, kind }) => vm !== undefined && (kind === "firewall" || state.scope === "lab"),
  );
  printFault(
    context,
    await injectFault(context, { lab, text: "heal" }, async () => {
      using view = progressView(context.io, context.json);
      const step = stepRunner(view.sink, context.io.signal);
      const names = machines.map(({ name }) => name);
      await step("machines, cables and ports", () => heal(lab, names));
      await step("impairments", async () => {
        for (const { name, nics } of machines) {
          await driver.waitForCommands(name, context.io.signal);
          await clearImpairments(
            driver,
            name,
            nics.map((nic) => nic.name),
          );
        }
      });
      await step("the pair converges", () => converged(lab));
      const [primary] = await vipHolders(lab);
      return { said: `all is well: ${primary} is primary`, changed: true, next: ["fw status"] };
    }),
  );
}
