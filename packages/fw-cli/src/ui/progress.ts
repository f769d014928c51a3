import { styleText } from "node:util";

import { createLogUpdate } from "log-update";
import { jsonText, printable } from "toolkit/printable";

import type { EventSink, LabEvent } from "../events.ts";
import type { Io } from "../io.ts";

/**
 * Something that shows the progress of long work and, at the end, leaves the terminal as it should
 * be. It never writes to standard output, which is for results.
 */
export interface ProgressView extends Disposable {
  readonly sink: EventSink;
}

/** Live on a terminal, plain lines elsewhere, one JSON object a line for programs. */
export function progressView(io: Io, json: boolean): ProgressView {
  if (json) return lineView(io, (event) => jsonText(event));
  const isTerminal = io.stderr.isTTY === true && io.env["TERM"] !== "dumb";
  const view = isTerminal ? liveView(io) : lineView(io, plainLine);
  return { ...view, sink: (event) => view.sink(printableEvent(event)) };
}

/** Steps quote paths, and details what programs and guests say. */
function printableEvent(event: LabEvent): LabEvent {
  const words = Object.entries(event).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === "string" ? printable(value) : value,
  ]);
  return Object.fromEntries(words) as LabEvent;
}

function lineView(io: Io, format: (event: LabEvent) => string | undefined): ProgressView {
  return {
    sink(event) {
      const line = format(event);
      if (line !== undefined) io.stderr.write(`${line}\n`);
    },
    [Symbol.dispose]: () => undefined,
  };
}

function plainLine(event: LabEvent): string | undefined {
  switch (event.type) {
    case "start":
      return `… ${event.step}`;
    case "progress":
      return undefined;
    case "warning":
      return warned(event);
    case "done":
      return `✓ ${finished(event)}`;
    case "failed":
      return `✗ ${finished(event)}`;
  }
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 100;

function liveView(io: Io): ProgressView {
  const draw = createLogUpdate(io.stderr, { showCursor: true });
  const active = new Map<string, { readonly since: number; detail: string }>();
  let frame = 0;

  const redraw = (): void => {
    const spinner = styleText("cyan", FRAMES[frame++ % FRAMES.length] ?? "", { stream: io.stderr });
    const lines = Array.from(active, ([step, { since, detail }]) => {
      const seconds = ((performance.now() - since) / 1000).toFixed(0);
      return `${spinner} ${step} ${dim(io, `${seconds} s ${detail}`)}`;
    });
    draw(lines.join("\n"));
  };
  const timer = setInterval(redraw, FRAME_MS);

  return {
    sink(event) {
      switch (event.type) {
        case "start":
          active.set(event.step, { since: performance.now(), detail: "" });
          break;
        case "progress": {
          const entry = active.get(event.step);
          if (entry) entry.detail = event.detail;
          break;
        }
        case "warning":
          draw.clear();
          io.stderr.write(`${styleText("yellow", warned(event), { stream: io.stderr })}\n`);
          break;
        case "done":
        case "failed": {
          active.delete(event.step);
          const ok = event.type === "done";
          const mark = styleText(ok ? "green" : "red", ok ? "✓" : "✗", { stream: io.stderr });
          draw.clear();
          io.stderr.write(`${mark} ${finished(event, (text) => dim(io, text))}\n`);
          break;
        }
      }
      redraw();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      draw.clear();
      draw.done();
    },
  };
}

function warned({ detail, hint }: Extract<LabEvent, { type: "warning" }>): string {
  return `! ${detail}\n  → ${hint}`;
}

function finished(
  event: Extract<LabEvent, { seconds: number }>,
  faint: (text: string) => string = (text) => text,
): string {
  const detail = event.detail === undefined ? "" : ` ${faint(`(${event.detail})`)}`;
  return `${event.step}${detail} ${faint(`${event.seconds.toFixed(1)} s`)}`;
}

function dim(io: Io, text: string): string {
  return styleText("dim", text, { stream: io.stderr });
}
