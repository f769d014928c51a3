import { expect, it } from "vitest";

import { FwError } from "./errors.ts";

it("an error that knows no cure of its own has the usual one of its code", () => {
  expect(new FwError("E_GUEST", "conntrackd does not run on fw-1").hint).toBe(
    "see what the nodes say: fw logs",
  );
  expect(new FwError("E_GUEST", "it does not run", { hint: "start it" }).hint).toBe("start it");
  expect(new FwError("E_ABORTED", "interrupted").hint).toBeUndefined();
});
