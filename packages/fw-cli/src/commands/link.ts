import type { Context } from "../context.ts";
import { injectFault } from "../faults/inject.ts";
import { openNode, requireOn } from "../faults/target.ts";
import { nicOf } from "../lab/nodes.ts";
import { printFault } from "../ui/fault-report.ts";

/** `fw link NODE IFACE down|up`: pulls or plugs a cable. */
export async function linkCommand(
  context: Context,
  word: string,
  iface: string,
  state: "down" | "up",
): Promise<void> {
  const { lab, node } = await openNode(context, word);
  await nicOf(node, iface);
  const { name } = node;
  printFault(
    context,
    await injectFault(
      context,
      { lab, node: name, text: `link ${name} ${iface} ${state}` },
      async () => {
        await requireOn(lab, node);
        await lab.driver.link(name, iface, state);
        const undo = state === "down" ? [`fw link ${name} ${iface} up`] : [];
        const said = `the cable of ${iface} on ${name} is ${state === "down" ? "pulled" : "plugged in"}`;
        return { said, changed: true, next: ["fw status", ...undo] };
      },
    ),
  );
}
