import type { PortRange } from "./types.ts";

/** A port, or a range of them. */
export function portText({ low, high }: PortRange): string {
  return low === high ? String(low) : `${low}-${high}`;
}
