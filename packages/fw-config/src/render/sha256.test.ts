import { createHash } from "node:crypto";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { sha256 } from "./sha256.ts";

test("agrees with the platform on every text", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
      expect(sha256(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
    }),
  );
});

test.each([0, 55, 56, 63, 64, 119, 120, 100_000])("agrees at the length %i", (length) => {
  const text = "x".repeat(length);
  expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
});
