import { expect, test } from "vitest";

import { publicApi } from "../../../scripts/public-api.ts";

test("the public interface is as recorded", { timeout: 60_000 }, async () => {
  const folder = new URL("../", import.meta.url);
  const file = new URL("test/golden/api.d.ts.txt", folder).pathname;
  await expect(publicApi(folder)).toMatchFileSnapshot(file);
});
