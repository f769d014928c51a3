import { execa } from "execa";

import type { XDisplay } from "../view/x-display.ts";

/** The clipboard of a display of this host, by xclip(1). */
export interface HostClipboard {
  /** Copies; a program stays that has the content, until something else is copied. */
  copy(content: Buffer, target?: string): Promise<void>;
  /** What would be pasted; empty when there is nothing of that kind. */
  paste(target?: string): Promise<Buffer>;
}

/** The clipboard of that display. */
export function hostClipboard({ env }: XDisplay): HostClipboard {
  const words = (target: string): readonly string[] => ["-selection", "clipboard", "-t", target];
  const options = { env, extendEnv: false, reject: false, stderr: "ignore" } as const;
  return {
    async copy(content, target = "UTF8_STRING") {
      // What stays in the background would keep an output open.
      await execa("xclip", [...words(target), "-i"], {
        ...options,
        input: content,
        stdout: "ignore",
      });
    },
    async paste(target = "UTF8_STRING") {
      const limits = { encoding: "buffer", stripFinalNewline: false, timeout: 5_000 } as const;
      const { stdout } = await execa("xclip", [...words(target), "-o"], { ...options, ...limits });
      return Buffer.from(stdout);
    },
  };
}
