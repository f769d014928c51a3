import { connectGuestAgent, type GuestAgent } from "./guest-agent.ts";

/** Talks to one guest's agent, over a conversation that calls at the same time share. */
export type SharedAgent = <T>(talk: (agent: GuestAgent) => Promise<T>) => Promise<T>;

/**
 * Calls that overlap use one connection, one after the other; it ends with the
 * last of them. A new connection costs the agent a tenth of a second, because
 * it looks for one only that often.
 */
export function sharedAgent(qga: string, syncMs: number): SharedAgent {
  let users = 0;
  let agent: Promise<GuestAgent> | undefined;
  let line: Promise<unknown> = Promise.resolve();
  return async (talk) => {
    users += 1;
    agent ??= connectGuestAgent(qga, syncMs);
    const connected = agent;
    const turn = line.catch(() => undefined).then(async () => talk(await connected));
    line = turn;
    try {
      return await turn;
    } finally {
      users -= 1;
      if (users === 0) {
        agent = undefined;
        await connected.then(
          (open) => open[Symbol.asyncDispose](),
          () => undefined,
        );
      }
    }
  };
}
