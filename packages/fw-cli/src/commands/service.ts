import type { Context } from "../context.ts";
import type { ServiceAction } from "../drivers/driver.ts";
import { injectFault } from "../faults/inject.ts";
import { controlService } from "../faults/service.ts";
import type { ServiceName } from "../faults/step.ts";
import { openNode, requireFirewall, requireOn } from "../faults/target.ts";
import { printFault } from "../ui/fault-report.ts";

/** `fw restart NODE SERVICE` and `fw reload NODE SERVICE`. */
export async function serviceCommand(
  context: Context,
  word: string,
  service: ServiceName,
  action: ServiceAction,
): Promise<void> {
  const { lab, node } = await openNode(context, word);
  requireFirewall(lab, node, `no ${service} of the pair runs on it`);
  const { name } = node;
  printFault(
    context,
    await injectFault(
      context,
      { lab, node: name, text: `${action} ${name} ${service}` },
      async () => {
        await requireOn(lab, node);
        await controlService(lab, name, service, action);
        return {
          said: `${service} on ${name} was ${action}ed`,
          changed: true,
          next: ["fw status", `fw logs ${name}`],
        };
      },
    ),
  );
}
