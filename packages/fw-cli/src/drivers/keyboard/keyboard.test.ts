import { describe, expect, it } from "vitest";

import { parseChord } from "./chord.ts";
import { keyAliases, qcodes } from "./qcodes.ts";
import { chordsOf } from "./us-layout.ts";

const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");

describe("chordsOf", () => {
  it("has every printable ASCII character on keys that qemu knows, no two on the same ones", () => {
    const chords = chordsOf(printable);
    expect(chords.flat().filter((key) => !qcodes.has(key))).toEqual([]);
    expect(new Set(chords.map((chord) => chord.join("-"))).size).toBe(95);
  });

  it("presses Shift for what is above, and Enter for a line's end", () => {
    expect(chordsOf('aA1!"\n\t')).toEqual([
      ["a"],
      ["shift", "a"],
      ["1"],
      ["shift", "1"],
      ["shift", "apostrophe"],
      ["ret"],
      ["tab"],
    ]);
    expect(chordsOf("")).toEqual([]);
  });

  it.each([
    ["ě", "U+011B"],
    ["漢", "U+6F22"],
    ["🙂", "U+1F642"],
    ["\u001b", "U+001B"],
    ["\r", "U+000D"],
  ])("refuses %j, which is on no key, and says what to do instead", (character, code) => {
    expect(() => chordsOf(`ok ${character}`)).toThrow(
      expect.objectContaining({
        code: "E_USAGE",
        exitCode: 2,
        message: expect.stringContaining(code),
        hint: expect.stringContaining("paste"),
      }),
    );
  });
});

describe("parseChord", () => {
  it.each([
    ["ctrl-alt-f2", ["ctrl", "alt", "f2"]],
    ["Ctrl-Alt-F2", ["ctrl", "alt", "f2"]],
    ["control-enter", ["ctrl", "ret"]],
    ["a", ["a"]],
    ["minus", ["minus"]],
  ])("reads %s", async (text, keys) => {
    expect(await parseChord(text)).toEqual(keys);
  });

  it.each([
    ["ctrl-altt-f2", "no key is called altt", "did you mean alt?"],
    ["f13", "no key is called f13", "did you mean f1"],
    ["", "lacks a key", "minus"],
    ["ctrl--", "lacks a key", "minus"],
    ["ctrl+c", "no key is called ctrl+c", "joined by -"],
    ["__proto__", "no key is called __proto__", "fw key --help"],
  ])("refuses %j with a cure", async (text, message, hint) => {
    await expect(parseChord(text)).rejects.toMatchObject({
      code: "E_USAGE",
      exitCode: 2,
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  it("has an alias only for keys that there are, and for no name of qemu's own", () => {
    expect([...keyAliases.values()].filter((key) => !qcodes.has(key))).toEqual([]);
    expect([...keyAliases.keys()].filter((name) => qcodes.has(name))).toEqual([]);
  });
});
