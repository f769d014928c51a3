import type { z } from "zod";

import { FwError } from "../../errors.ts";
import type { Message } from "./json-lines.ts";

/** The value of a QMP or guest-agent reply, or its error as ours. */
export function replyValue(reply: Message, command: string): unknown {
  const error: unknown = reply["error"];
  if (error === undefined) return reply["return"];
  throw new FwError("E_QEMU", `${command}: ${complaint(error)}`);
}

function complaint(error: unknown): string {
  const { desc, class: kind } = (error ?? {}) as {
    readonly desc?: unknown;
    readonly class?: unknown;
  };
  const said = [desc, kind].find((text) => typeof text === "string" && text !== "");
  return typeof said === "string" ? said.slice(0, MAX_QUOTED) : "refused without a reason";
}

const MAX_QUOTED = 200;

/**
 * The value of a reply as what it must be.
 *
 * @throws FwError `E_QEMU` with what was said instead: whoever runs in the guest may answer anything
 */
export function expectReply<T>(schema: z.ZodType<T>, value: unknown, command: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const said = (JSON.stringify(value) ?? "nothing").slice(0, 80);
  throw new FwError("E_QEMU", `${command}: the answer makes no sense: ${said}`);
}
