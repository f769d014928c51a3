import type { EventSink } from "../events.ts";

/** Consecutive steps, reported by a caller that only learns when each has ended. */
export interface StepSequence {
  /** What the present step is doing. */
  progress(detail: string): void;
  /** The present step is through, and the next one begins. */
  done(detail: string): void;
  /** The present step failed, and no other begins. */
  fail(error: unknown): never;
}

/** Begins the first of the steps. */
export function stepSequence(sink: EventSink, names: readonly string[]): StepSequence {
  let place = 0;
  let started = performance.now();
  const step = (): string => names[place] ?? "";
  const begin = (): void => {
    started = performance.now();
    if (place < names.length) sink({ type: "start", step: step() });
  };
  const seconds = (): number => (performance.now() - started) / 1000;
  begin();
  return {
    progress: (detail) => sink({ type: "progress", step: step(), detail }),
    done(detail) {
      sink({ type: "done", step: step(), detail, seconds: seconds() });
      place += 1;
      begin();
    },
    fail(error) {
      const [detail = ""] = (error as Error).message.split("\n", 1);
      sink({ type: "failed", step: step(), detail, seconds: seconds() });
      throw error;
    },
  };
}
