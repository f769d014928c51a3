import { familiesOf, inOrder } from "../../model/firewall-facts.ts";
import type { AddressMatch, Model } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import { setName } from "./match.ts";

function set(name: string, family: 4 | 6, elements: readonly string[]): readonly Line[] {
  const intervals = elements.some((element) => element.includes("/"));
  return [
    ...block(`set ${name}`, [
      `type ipv${family}_addr`,
      intervals ? "flags interval" : undefined,
      `elements = { ${elements.join(", ")} }`,
    ]),
    "",
  ];
}

/** The address sets that rules use, each once, by name. */
function namedMatches(model: Model): readonly (readonly [string, AddressMatch])[] {
  const matches = [
    ...model.rules.flatMap((rule) => [rule.source, rule.destination]),
    ...model.management.map((rule) => rule.source),
  ];
  const named = matches.flatMap((match): readonly (readonly [string, AddressMatch])[] =>
    match?.set === undefined ? [] : [[match.set, match]],
  );
  return [...new Map(named)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The virtual addresses, and the address sets that rules use. */
export function addressSets(model: Model): readonly Line[] {
  const { vips } = model.ha;
  const families = inOrder(familiesOf(model));
  return [
    ...families.flatMap((family) => {
      const own = vips.filter((vip) => vip.family === family).map((vip) => vip.address);
      return own.length === 0 ? [] : set(`vips_v${family}`, family, own);
    }),
    ...namedMatches(model).flatMap(([name, match]) =>
      families.flatMap((family) => {
        const own = family === 4 ? match.v4 : match.v6;
        return own.length === 0 ? [] : set(setName(name, family), family, own);
      }),
    ),
  ];
}
