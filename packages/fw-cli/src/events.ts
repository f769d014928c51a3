/** What happens while a lab is changed, as events that a progress view shows. */
export type LabEvent =
  | { readonly type: "start"; readonly step: string }
  | { readonly type: "progress"; readonly step: string; readonly detail: string }
  | {
      readonly type: "warning";
      readonly step: string;
      readonly detail: string;
      /** What to do about it. */
      readonly hint: string;
    }
  | {
      readonly type: "done";
      readonly step: string;
      readonly detail?: string;
      readonly seconds: number;
    }
  | {
      readonly type: "failed";
      readonly step: string;
      readonly detail: string;
      readonly seconds: number;
    };

/** Receives events in the order in which they happen. */
export type EventSink = (event: LabEvent) => void;

/** What one piece of work may tell while it lasts. */
export interface StepReport {
  /** What it is doing now. */
  progress(detail: string): void;
  /** What is not as it should be, and does not keep the work from going on. */
  warn(detail: string, hint: string): void;
  /** What came of it, shown beside the time it took. */
  result(detail: string): void;
}

/** Runs one piece of work under a name, and tells the sink how it goes. */
export type StepRunner = <T>(step: string, work: (report: StepReport) => Promise<T>) => Promise<T>;

/** A {@link StepRunner} that tells `sink`; no step begins after `signal` is aborted. */
export function stepRunner(sink: EventSink, signal: AbortSignal): StepRunner {
  return async (step, work) => {
    signal.throwIfAborted();
    const started = performance.now();
    const seconds = (): number => (performance.now() - started) / 1000;
    let detail: string | undefined;
    sink({ type: "start", step });
    try {
      const value = await work({
        progress: (now) => sink({ type: "progress", step, detail: now }),
        warn: (warning, hint) => sink({ type: "warning", step, detail: warning, hint }),
        result: (result) => (detail = result),
      });
      sink({ type: "done", step, seconds: seconds(), ...(detail !== undefined && { detail }) });
      return value;
    } catch (error) {
      const reason = signal.aborted ? "interrupted" : (error as Error).message.split("\n", 1)[0];
      sink({ type: "failed", step, detail: reason ?? "", seconds: seconds() });
      throw error;
    }
  };
}

/** A {@link StepRunner} whose steps are what a greater step is doing now. */
export function stepsWithin(report: Pick<StepReport, "progress">, signal: AbortSignal): StepRunner {
  return stepRunner((event) => {
    if (event.type === "start") report.progress(event.step);
  }, signal);
}
