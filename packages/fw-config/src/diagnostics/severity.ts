/** An `error` stops the next step; a `warning` is reported and the work goes on. */
export type Severity = "error" | "warning";
