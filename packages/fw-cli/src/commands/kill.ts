import { giveFault, openNode, requireFirewall } from "../faults/inject.ts";
import { kill } from "../faults/kill.ts";
import type { Daemon } from "../faults/step.ts";
import { proofLabOf } from "../lab/proof-lab.ts";
import type { Context } from "../ui/context.ts";

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
  await giveFault(context, { lab, node: name, text }, async () => {
    await kill(proofLabOf(lab), name, daemon, options.hard);
    return {
      said: `${daemon} on ${name} got ${options.hard ? "SIGKILL" : "SIGTERM"}; its unit starts it again`,
      changed: true,
      next: ["fw status", `fw logs ${name}`],
    };
  });
}
