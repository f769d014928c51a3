import { bareAddress } from "../address/interface-address.ts";
import { isOfPorts, portsOnHost } from "../model/forwarded-servers.ts";
import type { DestinationNat, Model } from "../model/types.ts";
import { hasPorts } from "../services/port-service.ts";
import { portText } from "../services/port-text.ts";
import type { ServiceMatch } from "../services/types.ts";
import { placeRules } from "./direction.ts";
import {
  blocksOf,
  decide,
  matchOf,
  reachEndpoints,
  type Reach,
  type ReachOptions,
} from "./reach.ts";
import { passages, selectBoxes } from "./region.ts";

function socketText({ vip, service }: DestinationNat): string {
  if (!hasPorts(service)) return vip;
  return `${vip} ${service.protocol}/${service.ports.map(portText).join(",")}`;
}

/** What the forward chain sees: the port behind the translation. */
function translated(entry: DestinationNat): ServiceMatch | undefined {
  return isOfPorts(entry) ? { ...entry.service, ports: portsOnHost(entry) } : entry.service;
}

/** A machine of the model has a name; an external host is known by its address only. */
function hostName(model: Model, address: string): string {
  const owner = model.nodes.find(({ interfaces }) =>
    interfaces.some(({ addresses }) => addresses.some((own) => bareAddress(own) === address)),
  );
  return owner?.name ?? address;
}

/** Who may use a forwarded port: a forwarding alone lets nothing in, a rule must accept it. */
export function forwardingReach(model: Model, options: ReachOptions): readonly Reach[] {
  if (model.destinationNat.length === 0) return [];
  const endpoints = options.endpoints ?? reachEndpoints(model);
  const passagesOf = passages(model);
  const directions = placeRules(model);
  return model.destinationNat
    .filter(({ service }) => options.services?.has(service?.name ?? "") ?? true)
    .flatMap((entry) => {
      const own = passagesOf(entry.from, entry.to);
      const rules = directions.find(({ from, to }) => from === entry.from && to === entry.to);
      return endpoints
        .filter(({ network }) => network === entry.from)
        .flatMap((from): Reach[] => {
          const source = matchOf(from);
          const asked = translated(entry);
          const selection = {
            ...(source === undefined ? {} : { source }),
            destination: blocksOf([entry.host]),
            ...(asked !== undefined && { services: [asked] }),
          };
          const boxes = own.flatMap((passage) => selectBoxes(passage, selection) ?? []);
          if (boxes.length === 0) return [];
          return [
            {
              kind: "forwarding",
              from: from.name,
              to: hostName(model, entry.host),
              via: socketText(entry),
              service: entry.service?.name ?? "any",
              ...decide(boxes, rules?.rules ?? []),
            },
          ];
        });
    });
}
