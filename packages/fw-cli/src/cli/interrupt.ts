import { FwError } from "../errors.ts";

/** The user's wish to end this program, as a signal. */
export interface Interrupt extends Disposable {
  /**
   * Aborted at the first Ctrl-C or SIGTERM. Who reads this has the duty to end in good order when
   * it is: before anybody has, the first one ends the process at once, as is usual.
   */
  readonly signal: AbortSignal;
  /** Asks for the end for another reason; whoever has not read the signal goes on. */
  abort(reason: unknown): void;
}

/** Listens for Ctrl-C and SIGTERM from the moment on that somebody heeds them. */
export function userInterrupt(): Interrupt {
  const controller = new AbortController();
  const onSignal = (): void => {
    // Whoever cannot wait for the orderly end presses again.
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new FwError("E_ABORTED", "interrupted"));
  };
  let heeded = false;
  return {
    get signal() {
      if (!heeded) process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
      heeded = true;
      return controller.signal;
    },
    abort: (reason) => controller.abort(reason),
    [Symbol.dispose]: () => void process.off("SIGINT", onSignal).off("SIGTERM", onSignal),
  };
}
