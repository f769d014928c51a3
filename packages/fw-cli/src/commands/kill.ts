import type { Context } from "../context.ts";
import { injectFault } from "../faults/inject.ts";
import { kill } from "../faults/kill.ts";
import type { Daemon } from "../faults/step.ts";
import { openNode, requireFirewall } from "../faults/target.ts";
import { printFault } from "../ui/fault-report.ts";

/** `fw kill NODE DAEMON [-9]`. */
export async function killCommand(
  context: Context,
  word: string,
  daemon: Daemon,
  options: { readonly hard: boolean },
): Promise<void> {
  const { lab, node } = await openNode(context, word);
  requireFirewall(lab, node, `no ${daemon} runs on it`);
  const { name } = node;
  const text = `kill ${name} ${daemon}${options.hard ? " -9" : ""}`;
  printFault(
    context,
    await injectFault(context, { lab, node: name, text }, async () => {
      await kill(lab, name, daemon, options.hard);
      return {
        said: `${daemon} on ${name} got ${options.hard ? "SIGKILL" : "SIGTERM"}; its unit starts it again`,
        changed: true,
        next: ["fw status", `fw logs ${name}`],
      };
    }),
  );
}
