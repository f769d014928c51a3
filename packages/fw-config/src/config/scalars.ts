import * as z from "zod/mini";

import { parseBlock, parseCidr } from "../address/cidr.ts";
import { parseIp } from "../address/ip.ts";
import { namePattern, nameRule } from "./name.ts";

/** One value or a list of values. */
export type OneOrMore<T> = T | readonly T[];

/** Accepts `a` and `[a, b]`. */
export function oneOrMore<T>(item: z.ZodMiniType<T>): z.ZodMiniType<OneOrMore<T>> {
  return z.union([item, z.array(item).check(z.minLength(1))]);
}

/**
 * Linux keeps 16 bytes for an interface name, one of them the closing zero. `all` and `default` are
 * its words for every interface (`net.ipv4.conf.all`), `lo` is the loopback, and `bonding_masters` a
 * file of its own among the interfaces in /sys/class/net.
 */
const interfaceNamePattern: RegExp =
  /^(?!(?:constructor|all|default|lo|bonding_masters)$)[a-z][a-z0-9_.-]{0,14}$/;

/** See {@link namePattern}. */
export const nameSchema: z.ZodMiniType<string> = z
  .string()
  .check(z.regex(namePattern, `expected ${nameRule}`));

/** A network interface's name: at most 15 characters. */
export const interfaceNameSchema: z.ZodMiniType<string> = z
  .string()
  .check(
    z.regex(
      interfaceNamePattern,
      "expected an interface name of 1 to 15 lower case letters, digits, dots, hyphens and underscores that starts with a letter, not all, default, lo or bonding_masters",
    ),
  );

/** One IPv4 or IPv6 address. */
export const ipSchema: z.ZodMiniType<string> = z
  .string()
  .check(z.refine((text) => parseIp(text) !== undefined, "expected an IPv4 or IPv6 address"));

/** One block of addresses whose host bits are zero. */
export const cidrSchema: z.ZodMiniType<string> = z
  .string()
  .check(
    z.refine(
      (text) => parseCidr(text) !== undefined,
      "expected a subnet like 192.168.0.0/24, with no bits set behind the prefix",
    ),
  );

/** An address or a block of addresses. */
export const blockSchema: z.ZodMiniType<string> = z
  .string()
  .check(
    z.refine(
      (text) => parseBlock(text) !== undefined,
      "expected an address or a subnet like 192.168.0.0/24",
    ),
  );

/** A TCP or UDP port. */
export const portSchema: z.ZodMiniType<number> = z.int().check(z.minimum(1), z.maximum(65_535));

/**
 * One line of free text that is copied into comments. What nobody sees can make a ruleset read
 * otherwise than it works, so it is refused everywhere, the joiner (U+200D) inside an emoji too.
 */
export const commentSchema: z.ZodMiniType<string> = z
  .string()
  .check(
    z.maxLength(200),
    z.regex(
      /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u,
      "expected one line of text without control characters and invisible ones, such as marks of direction, joiners and halves of characters",
    ),
  );
