import { createInterface } from "node:readline";

import { execa } from "execa";

import { waitUntil } from "../../src/wait-until.ts";

const PROGRAM = new URL("agent-viewer.py", import.meta.url).pathname;

/** What a viewer says: `event`, and what belongs to it. */
export interface Said {
  readonly event: string;
  readonly text?: string;
  readonly why?: string;
  readonly ms?: number;
}

/** What a viewer is told to do; see agent-viewer.py. */
export type Order =
  | { readonly copy: string }
  | { readonly drop: string }
  | { readonly press: number };

/** A viewer that copies, pastes and drops files by order. */
export interface AgentViewer extends AsyncDisposable {
  order(order: Order): void;
  /** All that it has said. */
  readonly said: readonly Said[];
}

/** Opens a screen by its socket, and returns when the picture is there and the guest's agent answers. */
export async function openAgentViewer(socket: string): Promise<AgentViewer> {
  const child = execa("/usr/bin/python3", [PROGRAM], { reject: false, buffer: false });
  const said: Said[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    said.push(JSON.parse(line) as Said);
  });
  const tell = (words: object): void => void child.stdin.write(`${JSON.stringify(words)}\n`);
  const end = async (): Promise<void> => {
    child.stdin.end();
    await child;
  };
  tell({ "unix-path": socket });
  const isReady = async (): Promise<boolean> =>
    ["picture", "agent"].every((event) => said.some((one) => one.event === event));
  try {
    await waitUntil(isReady, { what: "picture and agent are there", timeoutMs: 60_000 });
  } catch (error) {
    await end();
    throw error;
  }
  return { order: tell, said, [Symbol.asyncDispose]: end };
}
