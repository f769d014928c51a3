import type { Context } from "../context.ts";
import { type Chord, parseChord } from "../drivers/keyboard/chord.ts";
import { printResult } from "../ui/print.ts";
import { openScreen } from "./open-screen.ts";

/** `fw key NODE CHORD…`: presses chords like `ctrl-alt-f2` on the machine's keyboard, one after the other. */
export async function keyCommand(
  context: Context,
  word: string,
  words: readonly string[],
): Promise<void> {
  const { node, screen } = await openScreen(context, word);
  const chords: Chord[] = [];
  for (const chord of words) chords.push(await parseChord(chord));
  if (!context.dryRun) await screen.press(node.name, chords);
  const keys = chords.map((chord) => chord.join("-"));
  const said = context.dryRun ? "would press" : "pressed";
  printResult(
    context,
    { node: node.name, keys },
    () => `${said} ${keys.join(", ")} on ${node.name}`,
  );
}
