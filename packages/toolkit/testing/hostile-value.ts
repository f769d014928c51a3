import fc from "fast-check";

/** A word that no name may be: outside a comment it stands only where something was injected. */
export const canary = "CANARY";

/** Texts that end a quotation, a line, a block or a path, where these are not quoted. */
const breakouts: readonly string[] = [
  `" ${canary}`,
  `' ${canary}`,
  `"; ${canary}; "`,
  `x\n${canary}`,
  `x\r\n${canary} = 1`,
  `} ${canary} {`,
  `$(${canary})`,
  `\`${canary}\``,
  `\\" ${canary}`,
  `*/ ${canary} /*`,
  `# ${canary}`,
  `../../${canary}`,
  `\u202E${canary}`,
  `\u200B${canary}`,
  `\uD800${canary}`,
  `\0${canary}`,
  `\u2028${canary}`,
  `%i ${canary}`,
  `\u001B[31m${canary}`,
  `é漢😀 ${canary}`.repeat(8),
];

/** Words that mean something to the kernel, a daemon or JavaScript. */
const reserved: readonly string[] = [
  "all",
  "default",
  "lo",
  "any",
  "host",
  "constructor",
  "__proto__",
  "toString",
  "prototype",
  "",
  " ",
  ".",
  "..",
  "-",
  "*",
  "0.0.0.0/0",
  "::/0",
  "127.0.0.1",
  "255.255.255.255",
  "::1",
  "1-65535",
  "65535-1",
  "0",
  "-1",
  "1e9",
  "eth0.10",
  "eth0",
  "br0",
  "null",
  "~",
  "<<",
  "*a",
];

/** A dozen characters, whatever they are. fast-check's own `binary` lists all of Unicode first, in 1.3 s. */
const anyText: fc.Arbitrary<string> = fc
  .array(fc.nat({ max: 0x10_ffff }), { maxLength: 12 })
  .map((codes) => String.fromCodePoint(...codes));

/** Objects and lists. Made anew each time: what they stand in is changed afterwards. */
const container: fc.Arbitrary<unknown> = fc
  .constantFrom<() => unknown>(
    () => ({}),
    () => [],
    () => [[]],
    () => [null],
    () => ({ a: 1 }),
  )
  .map((make) => make());

/** Anything that somebody could put in a field, as a text file can hold it. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...breakouts) },
  { weight: 3, arbitrary: fc.constantFrom(...reserved) },
  { weight: 2, arbitrary: fc.constantFrom(0, -1, 1.5, 2 ** 31, 2 ** 53, 1e300, -0) },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 1, arbitrary: container },
  { weight: 1, arbitrary: fc.constantFrom("a".repeat(20_000), canary.repeat(50)) },
  { weight: 1, arbitrary: anyText },
);

/** Anything that only a program could put there. Made anew each time. */
export const unwritable: fc.Arbitrary<() => unknown> = fc.constantFrom<() => unknown>(
  () => undefined,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 10n,
  () => Symbol(canary),
  () => () => canary,
  () => new Map([[canary, canary]]),
  () => new Date(0),
  () => Object.create({ inherited: canary }),
  () => Object.defineProperty({}, "subnet", { get: () => canary, enumerable: true }),
  () =>
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error(canary);
        },
      },
    ),
  () => Array.from({ length: 3 }).fill(undefined),
  // eslint-disable-next-line no-new-wrappers, unicorn/new-for-builtins -- an object that looks like a text
  () => Object(canary),
  () => ({ toString: () => canary }),
);
