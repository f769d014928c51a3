import { expectObject } from "../arguments/expect.ts";
import { expectModel } from "../model/expect-model.ts";
import type { Model } from "../model/types.ts";
import type { ServiceMatch } from "../services/types.ts";
import { placeRules } from "./direction.ts";
import { forwardingReach } from "./reach-forwarding.ts";
import { managementReach } from "./reach-management.ts";
import {
  decide,
  matchOf,
  reachEndpoints,
  type Reach,
  type ReachEndpoint,
  type ReachOptions,
} from "./reach.ts";
import { passages, selectBoxes } from "./region.ts";

type NamedServices = ReadonlyMap<string, readonly ServiceMatch[]>;

function servicesOf(model: Model): NamedServices {
  const named = new Map<string, Set<ServiceMatch>>();
  for (const list of new Set(model.rules.map((rule) => rule.services ?? []))) {
    for (const service of list) {
      const own = named.get(service.name);
      if (own === undefined) named.set(service.name, new Set([service]));
      else own.add(service);
    }
  }
  return new Map([...named].map(([name, matches]) => [name, [...matches]]));
}

/**
 * Two machines of one network reach each other directly. A network and itself stand for what is
 * behind its routers, where rules speak of that.
 */
function passesTheFirewall(
  from: ReachEndpoint,
  to: ReachEndpoint,
  directions: ReadonlyMap<string, unknown>,
): boolean {
  if (from.network !== to.network) return true;
  const whole = from.addresses === undefined && to.addresses === undefined;
  return whole && directions.has(`${from.network} ${to.network}`);
}

function throughReach(model: Model, options: ReachOptions): readonly Reach[] {
  const endpoints = options.endpoints ?? reachEndpoints(model);
  const services = [...(options.services ?? servicesOf(model))];
  const directions = new Map(
    placeRules(model).map(({ from, to, rules }) => [`${from} ${to}`, rules]),
  );
  const passagesOf = passages(model);
  return endpoints.flatMap((from) =>
    endpoints
      .filter((to) => passesTheFirewall(from, to, directions))
      .flatMap((to) => {
        const rules = directions.get(`${from.network} ${to.network}`) ?? [];
        const own = passagesOf(from.network, to.network);
        const [source, destination] = [matchOf(from), matchOf(to)];
        return services.flatMap(([service, matches]): Reach[] => {
          const selection = {
            ...(source === undefined ? {} : { source }),
            ...(destination === undefined ? {} : { destination }),
            services: matches,
          };
          const boxes = own.flatMap((passage) => selectBoxes(passage, selection) ?? []);
          if (boxes.length === 0) return [];
          const decision = decide(boxes, rules);
          return [{ kind: "through", from: from.name, to: to.name, service, ...decision }];
        });
      }),
  );
}

/**
 * The reachability matrix: what becomes of a new connection between every two ends on different
 * networks, by service; of one to a forwarded port, by the ends that may use it; and of one to the
 * firewalls themselves.
 */
export function reachability(model: Model, options: ReachOptions = {}): readonly Reach[] {
  expectModel("reachability", model);
  expectObject("reachability: options", options);
  return [
    ...throughReach(model, options),
    ...forwardingReach(model, options),
    ...managementReach(model, options),
  ];
}
