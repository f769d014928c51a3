import { describe, expect, it } from "vitest";

import { admit, newToken } from "./gate.ts";

const token = newToken();
const host = "127.0.0.1:4000";

function asked(url: string, headers: Readonly<Record<string, string>> = { host }, method = "GET") {
  return admit({ method, url, headers }, token);
}

describe("admit", () => {
  it("lets whoever has the token to each path below it", () => {
    expect(asked(`/${token}/`)).toEqual({ path: "", host });
    expect(asked(`/${token}/page.js?v=1`)).toEqual({ path: "page.js", host });
    expect(asked(`/${token}/`, { host }, "HEAD")).toEqual({ path: "", host });
    expect(asked(`/${token}/screen`, { host, origin: `http://${host}` })).toMatchObject({
      path: "screen",
    });
  });

  it.each(["/", "", "/x/", `/${token}`, `/${token.slice(1)}/`, `/${token}x/`, `//${token}/`, "*"])(
    "answers %j as if there were nothing",
    (url) => {
      expect(asked(url)).toEqual({ refused: 404 });
    },
  );

  it.each([
    "evil.example:4000",
    "127.0.0.1.evil.example",
    "localhost.",
    "127.0.0.2:4000",
    "user@127.0.0.1:4000",
    "",
  ])("refuses the name %j, which somebody may have pointed at this host", (name) => {
    expect(asked(`/${token}/`, { host: name })).toEqual({ refused: 403 });
  });

  it("takes the names that a tunnel's other end has", () => {
    for (const name of ["localhost:8080", "[::1]:8080", "127.0.0.1"]) {
      expect(asked(`/${token}/`, { host: name, origin: `http://${name}` })).toMatchObject({
        host: name,
      });
    }
  });

  it.each(["http://evil.example", "null", `https://${host}`, "http://127.0.0.1:4001"])(
    "refuses a page of %s",
    (origin) => {
      expect(asked(`/${token}/screen`, { host, origin })).toEqual({ refused: 403 });
    },
  );

  it("takes nothing that changes something", () => {
    expect(asked(`/${token}/`, { host }, "POST")).toEqual({ refused: 405 });
  });

  it("gives no two views the same token, and each 256 bits", () => {
    expect(newToken()).not.toBe(token);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
  });
});
