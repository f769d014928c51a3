import { FwError } from "../../errors.ts";
import { connectGuestAgent, type GuestAgent } from "./guest-agent.ts";
import type { TalkLimits } from "./talk-limits.ts";

/** Talks to one guest's agent, over a conversation that calls at the same time share. */
export type SharedAgent = <T>(talk: (agent: GuestAgent) => Promise<T>) => Promise<T>;

/**
 * Calls that overlap use one connection, one after the other, each within the limits; it ends with
 * the last of them. A new connection costs the agent a tenth of a second, because it looks for one
 * only that often. A guest that does not answer keeps those who ask at the same time waiting once.
 */
export function sharedAgent(qga: string, limits: TalkLimits): SharedAgent {
  let users = 0;
  let agent: Promise<GuestAgent> | undefined;
  let line: Promise<unknown> = Promise.resolve();
  const close = async (): Promise<void> => {
    const open = await agent?.catch(() => undefined);
    agent = undefined;
    await open?.[Symbol.asyncDispose]();
  };
  const connected = (): Promise<GuestAgent> => (agent ??= connectGuestAgent(qga, limits));
  const take = async <T>(talk: (agent: GuestAgent) => Promise<T>): Promise<T> => {
    const open = await connected();
    open.renew();
    try {
      return await talk(open);
    } catch (error) {
      // What was said late or makes no sense must not be the answer to the next question.
      if (error instanceof FwError) await close();
      throw error;
    }
  };
  return async (talk) => {
    users += 1;
    const came = connected();
    const turn = line.catch(() => undefined).then(() => came.then(() => take(talk)));
    line = turn;
    try {
      return await turn;
    } finally {
      users -= 1;
      if (users === 0) await close();
    }
  };
}
