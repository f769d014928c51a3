import { Command, type ParseOptionsResult } from "@commander-js/extra-typings";

/**
 * A command that runs a program on a node: fw's options stand before or after the node, and from the
 * program on every word is the program's.
 */
export class ProgramOnNode extends Command {
  constructor(name: string) {
    super(name);
    this.passThroughOptions();
  }

  override parseOptions(argv: string[]): ParseOptionsResult {
    const before = super.parseOptions(argv);
    const [node, ...rest] = before.operands;
    if (node === undefined || before.unknown.length > 0) return before;
    const { operands, unknown } = super.parseOptions(rest);
    return { operands: [node, ...operands], unknown };
  }
}
