import { describe, expect, it } from "vitest";

import { jsonText, printable, printableInColour } from "./printable.ts";

/** Each of the characters that a terminal obeys, and the sequences that it reads. */
const obeyed = [
  ...Array.from({ length: 0x20 }, (_, code) => code).filter((code) => code !== 9 && code !== 10),
  ...Array.from({ length: 0x21 }, (_, place) => 0x7f + place),
  0x061c,
  0x200e,
  0x200f,
  0x2028,
  0x2029,
  0x202a,
  0x202b,
  0x202c,
  0x202d,
  0x202e,
  0x2066,
  0x2067,
  0x2068,
  0x2069,
].map((code) => String.fromCharCode(code));

describe("printable", () => {
  it.each(obeyed)("takes %j out, and leaves what is beside it", (character) => {
    expect(printable(`a ü漢😀\t${character}\nb`)).toBe("a ü漢😀\t\nb");
  });

  it("takes whole sequences out", () => {
    expect(printable("\u001b]0;OWNED\u0007\u001b[31mRED\u001b[2J\u009b1m.")).toBe("RED.");
  });

  it("replaces half of a pair of surrogates", () => {
    expect(printable("a\ud800b\udc00")).toBe("a\ufffdb\ufffd");
  });
});

it("printableInColour keeps the colours that styleText gives, and nothing else", () => {
  expect(printableInColour("\u001b[1mb\u001b[22m\u001b[2J\u001b]0;x\u0007\u202e")).toBe(
    "\u001b[1mb\u001b[22m",
  );
});

it.each(obeyed)("jsonText escapes %j, so that it is not lost", (character) => {
  const value = { [character]: `a${character}\ud800b\n` };
  const text = jsonText(value, 2);
  expect(text).not.toContain(character);
  expect(JSON.parse(text)).toEqual({ [character]: `a${character}\ud800b\n` });
});
