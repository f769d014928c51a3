import { FwError } from "../../errors.ts";

/** What ends a talk with qemu or with a guest, however much the other side still says. */
export interface TalkLimits {
  /** For the whole of it: connecting, synchronising, and every question and answer. */
  readonly withinMs: number;
  /** Aborted when nobody waits for the answers any more. */
  readonly signal?: AbortSignal | undefined;
}

/** The limits of one talk while it lasts. */
export interface TalkClock extends Disposable {
  /** Aborted at the first limit that is met; the reason is the {@link FwError} to throw. */
  readonly over: AbortSignal;
  /** Gives the next talk over the same connection its own time. */
  restart(): void;
}

/** Starts the clock of a talk about `what`. */
export function startTalk(what: string, { withinMs, signal }: TalkLimits): TalkClock {
  const over = new AbortController();
  const start = (): NodeJS.Timeout =>
    setTimeout(
      () => over.abort(new FwError("E_QEMU", `${what}: no answer within ${withinMs} ms`)),
      withinMs,
    );
  let timer = start();
  const interrupt = (): void => over.abort(interruption(signal?.reason));
  if (signal?.aborted) interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  return {
    over: over.signal,
    restart() {
      clearTimeout(timer);
      timer = start();
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", interrupt);
    },
  };
}

function interruption(reason: unknown): FwError {
  return reason instanceof FwError ? reason : new FwError("E_ABORTED", "interrupted");
}
