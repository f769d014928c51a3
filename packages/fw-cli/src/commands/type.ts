import type { Context } from "../context.ts";
import { chordsOf } from "../drivers/keyboard/us-layout.ts";
import { openNode } from "../faults/target.ts";
import { printResult } from "../ui/print.ts";
import { screenOf } from "../view/screen.ts";

/** `fw type NODE TEXT`: types it on the machine's keyboard; all of it, or nothing of what no key has. */
export async function typeCommand(
  context: Context,
  word: string,
  text: string,
  options: { readonly enter: boolean },
): Promise<void> {
  const { lab, node } = await openNode(context, word);
  const { direct } = screenOf(lab, node);
  const chords = chordsOf(options.enter ? `${text}\n` : text);
  if (!context.dryRun) await direct.press(node.name, chords);
  const said = context.dryRun ? "would press" : "pressed";
  const result = { node: node.name, keys: chords.map((chord) => chord.join("-")) };
  printResult(context, result, () => `${said} ${chords.length} keys on ${node.name}`);
}
