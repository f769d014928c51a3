import { expect, it } from "vitest";

import { netnsRequirements } from "../drivers/netns/requirements.ts";
import { real } from "../validators/requirements.ts";
import { question } from "./ensure-packages.ts";
import { packageServices } from "./package-services.ts";

it("warns of the services that packages bring", () => {
  expect(question(["keepalived", "nftables"], ["keepalived.service"])).toBe(
    "Install keepalived, nftables with apt? They bring keepalived.service, which will be neither started nor enabled.",
  );
  expect(question(["nftables"], [])).toBe("Install nftables with apt?");
});

it.each([
  ["the checkers", Object.values(real), ["conntrackd", "keepalived"]],
  ["nodes in namespaces", netnsRequirements, ["conntrackd", "keepalived"]],
])("knows the services of the packages of %s", (_name, requirements, withServices) => {
  const packages = new Set(requirements.map((requirement) => requirement.package));
  const known = [...packages].filter((name) => name in packageServices);
  expect(known.toSorted()).toEqual(withServices);
});
