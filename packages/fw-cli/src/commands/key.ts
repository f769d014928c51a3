import type { Context } from "../context.ts";
import { type Chord, parseChord } from "../drivers/keyboard/chord.ts";
import { openNode } from "../faults/target.ts";
import { printResult } from "../ui/print.ts";
import { screenOf } from "../view/screen.ts";

/** `fw key NODE CHORD…`: presses chords like `ctrl-alt-f2` on the machine's keyboard, one after the other. */
export async function keyCommand(
  context: Context,
  word: string,
  words: readonly string[],
): Promise<void> {
  const { lab, node } = await openNode(context, word);
  const { direct } = screenOf(lab, node);
  const chords: Chord[] = [];
  for (const chord of words) chords.push(await parseChord(chord));
  if (!context.dryRun) await direct.press(node.name, chords);
  const keys = chords.map((chord) => chord.join("-"));
  const said = context.dryRun ? "would press" : "pressed";
  printResult(
    context,
    { node: node.name, keys },
    () => `${said} ${keys.join(", ")} on ${node.name}`,
  );
}
