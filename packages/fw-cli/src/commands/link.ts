import { giveFault, openNode, requireOn } from "../faults/inject.ts";
import { nicOf } from "../lab/nodes.ts";
import type { Context } from "../ui/context.ts";

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
  await giveFault(
    context,
    { lab, node: name, text: `link ${name} ${iface} ${state}` },
    async () => {
      await requireOn(lab, node);
      await lab.driver.link(name, iface, state);
      const undo = state === "down" ? [`fw link ${name} ${iface} up`] : [];
      const said = `the cable of ${iface} on ${name} is ${state === "down" ? "pulled" : "plugged in"}`;
      return { said, changed: true, next: ["fw status", ...undo] };
    },
  );
}
