import type { DestinationNat } from "../model/types.ts";
import { hasPorts } from "../services/port-service.ts";
import { setOfService } from "./matches.ts";
import type { NamedSet, PortShift } from "./types.ts";

/** What becomes of the port of a forwarded connection; undefined when it stays. */
export function portTarget({ service, port }: DestinationNat): number | PortShift | undefined {
  if (!hasPorts(service)) return undefined;
  const [asked] = service.ports;
  if (port === undefined || asked === undefined || asked.low === asked.high) return port;
  if (port === asked.low) return undefined;
  const { protocol } = service;
  return { map: `${setOfService(service)}_to_${port}`, protocol, asked, first: port };
}

/** The port that a shifted one becomes. */
export function shifted({ asked, first }: PortShift, port: number): number {
  return first + port - asked.low;
}

/** The maps of the forwardings that move a range of ports, each once, by name. */
export function shiftMaps(entries: readonly DestinationNat[]): readonly NamedSet[] {
  const shifts = entries.flatMap((entry) => {
    const target = portTarget(entry);
    return typeof target === "object" ? [[target.map, target] as const] : [];
  });
  return [...new Map(shifts)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { asked, first }]) => ({
      kind: "map",
      name,
      type: "inet_service : inet_service",
      elements: Array.from(
        { length: asked.high - asked.low + 1 },
        (_, i) => `${asked.low + i} : ${first + i}`,
      ),
    }));
}
