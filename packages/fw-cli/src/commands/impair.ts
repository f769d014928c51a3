import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { clearImpairments, impair, type Impairment, netemOptions } from "../faults/impair.ts";
import { injectFault } from "../faults/inject.ts";
import { openNode, requireOn } from "../faults/target.ts";
import { nicOf } from "../lab/nodes.ts";
import { printFault } from "../ui/fault-report.ts";

/** `fw impair NODE IFACE --loss --delay --rate`, or `--clear`. */
export async function impairCommand(
  context: Context,
  word: string,
  iface: string,
  wanted: Impairment & { readonly clear: boolean },
): Promise<void> {
  const { clear, ...impairment } = wanted;
  const words = netemOptions(impairment);
  if (clear === words.length > 0) {
    throw new FwError(
      "E_USAGE",
      clear ? "--clear goes with nothing else" : "no impairment is given",
      { hint: "give --loss, --delay or --rate; or --clear alone", exitCode: 2 },
    );
  }
  const { lab, node } = await openNode(context, word);
  await nicOf(node, iface);
  const { name } = node;
  const what = clear ? "clear" : words.join(" ");
  printFault(
    context,
    await injectFault(
      context,
      { lab, node: name, text: `impair ${name} ${iface} ${what}` },
      async () => {
        await requireOn(lab, node);
        if (clear) {
          await clearImpairments(lab.driver, name, [iface]);
          return { said: `${iface} on ${name} is as it was`, changed: true, next: [] };
        }
        await impair(lab.driver, name, iface, impairment);
        const said = `what ${name} sends on ${iface} suffers ${what}`;
        return { said, changed: true, next: [`fw impair ${name} ${iface} --clear`] };
      },
    ),
  );
}
