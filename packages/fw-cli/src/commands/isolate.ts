import type { Context } from "../context.ts";
import { injectFault } from "../faults/inject.ts";
import { isolate } from "../faults/isolate.ts";
import { openNode, requireOn } from "../faults/target.ts";
import { printFault } from "../ui/fault-report.ts";

/** `fw isolate NODE`: nothing reaches it any more, and its carriers stay. */
export async function isolateCommand(context: Context, word: string): Promise<void> {
  const { lab, node } = await openNode(context, word);
  const { name } = node;
  printFault(
    context,
    await injectFault(context, { lab, node: name, text: `isolate ${name}` }, async () => {
      await requireOn(lab, node);
      await isolate(lab, name);
      const said = `${name} is cut off on all its networks, and does not see it`;
      return { said, changed: true, next: ["fw status", "fw heal"] };
    }),
  );
}
