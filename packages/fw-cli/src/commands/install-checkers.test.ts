import { expect, it } from "vitest";

import { checkerRequirements, checkerServices } from "../checkers/requirements.ts";
import { question } from "./install-checkers.ts";

it("warns of the services that packages bring", () => {
  expect(question(["keepalived", "nftables"], ["keepalived.service"])).toBe(
    "Install keepalived, nftables with apt? They bring keepalived.service, which will be neither started nor enabled.",
  );
  expect(question(["nftables"], [])).toBe("Install nftables with apt?");
});

it("knows the services of packages that it may install", () => {
  const packages = checkerRequirements.map((requirement) => requirement.package);
  expect(packages).toEqual(expect.arrayContaining(Object.keys(checkerServices)));
});
