import { generatedBy } from "fw-config";
import { expect, it } from "vitest";

import { vvFile } from "./vv-file.ts";

it("a viewer on this host gets the socket, and is told to delete the file", () => {
  expect(vvFile("office/client", { kind: "local", socket: "/lab/spice.sock" })).toBe(
    [
      `# ${generatedBy}`,
      "[virt-viewer]",
      "type=spice",
      "title=office/client",
      "version=8.0",
      "unix-path=/lab/spice.sock",
      "delete-this-file=1",
      "",
    ].join("\n"),
  );
});

it("a viewer elsewhere gets the TLS port, the ticket and the certificates' authority", () => {
  const text = vvFile("office/client", {
    kind: "remote",
    host: "127.0.0.1",
    tlsPort: 5930,
    password: "s3cret",
    ca: "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n",
    subject: "CN=office",
  });
  expect(text.split("\n").slice(3)).toEqual([
    "title=office/client",
    "host=127.0.0.1",
    "tls-port=5930",
    "password=s3cret",
    String.raw`ca=-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n`,
    "host-subject=CN=office",
    "delete-this-file=1",
    "",
  ]);
});

it("no value can begin a line of its own", () => {
  const text = vvFile("a\nhost=evil\\", { kind: "local", socket: "/a\r\n[b]" });
  expect(text).toContain(String.raw`title=a\nhost=evil\\` + "\n");
  expect(text).toContain(String.raw`unix-path=/a\r\n[b]` + "\n");
});
