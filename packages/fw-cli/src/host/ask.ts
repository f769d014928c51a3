import { createInterface, type Interface } from "node:readline/promises";

import type { Io } from "../io.ts";

/** Whether somebody sits at a terminal who can be asked. */
export function canAsk({ stdin, stderr }: Pick<Io, "stdin" | "stderr">): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** Questions on the terminal, one after the other. */
export interface Questions {
  /** The answer, or what is usual when the answer is empty. */
  text(question: string, usual: string): Promise<string>;
  /** Yes or no; an empty answer is what is usual. */
  yes(question: string, usual: boolean): Promise<boolean>;
}

/** Asks on the terminal; nothing is read of it after the last question. */
export async function asking<T>(
  { stdin, stderr, signal }: Pick<Io, "stdin" | "stderr" | "signal">,
  questions: (ask: Questions) => Promise<T>,
): Promise<T> {
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    return await questions(questionsOn(terminal, signal));
  } finally {
    terminal.close();
  }
}

function questionsOn(terminal: Interface, signal: AbortSignal): Questions {
  const ask = async (text: string): Promise<string> =>
    (await terminal.question(text, { signal })).trim();
  return {
    async text(question, usual) {
      return (await ask(`${question} [${usual}] `)) || usual;
    },
    async yes(question, usual) {
      const answer = await ask(`${question} [${usual ? "Y/n" : "y/N"}] `);
      return answer === "" ? usual : /^y(es)?$/i.test(answer);
    },
  };
}
