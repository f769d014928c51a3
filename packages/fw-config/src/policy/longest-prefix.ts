import type { Cidr } from "../address/cidr.ts";
import { addressBits } from "../address/ip.ts";
import { toScalar, type Scalar } from "./address-ranges.ts";

/** A route to a block out of an interface. */
export interface Route {
  readonly block: Cidr;
  /** The interface that the gateway is reached by. */
  readonly interface: string;
}

/** The routes of one prefix length, by the part of an address before its host bits. */
interface Length {
  readonly prefix: number;
  readonly networkOf: (scalar: Scalar) => Scalar;
  readonly interfaces: Map<Scalar, string>;
}

function networkOf(family: 4 | 6, prefix: number): (scalar: Scalar) => Scalar {
  const bits = addressBits(family) - prefix;
  const [size, shift] = [2 ** bits, BigInt(bits)];
  return (scalar) => (typeof scalar === "bigint" ? scalar >> shift : Math.floor(scalar / size));
}

function lengthsOf(routes: readonly Route[], family: 4 | 6): readonly Length[] {
  const lengths = new Map<number, Length>();
  for (const { block, interface: name } of routes) {
    if (block.family !== family) continue;
    const { prefix } = block;
    const own = lengths.get(prefix) ?? {
      prefix,
      networkOf: networkOf(family, prefix),
      interfaces: new Map<Scalar, string>(),
    };
    lengths.set(prefix, own);
    const network = own.networkOf(toScalar(block.first, family));
    // The first of two equal routes wins, as the connected ones come first.
    if (!own.interfaces.has(network)) own.interfaces.set(network, name);
  }
  return [...lengths.values()].toSorted((a, b) => b.prefix - a.prefix);
}

/** The interface of the longest matching route: one look-up for each length of prefix in use. */
export function longestPrefix(routes: readonly Route[]): (scalar: Scalar) => string | undefined {
  const [v4, v6] = [lengthsOf(routes, 4), lengthsOf(routes, 6)];
  return (scalar) => {
    for (const length of typeof scalar === "bigint" ? v6 : v4) {
      const found = length.interfaces.get(length.networkOf(scalar));
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
