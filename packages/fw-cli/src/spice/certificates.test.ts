import { X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { certificatesIn, ensureCertificates } from "./certificates.ts";

let dir: string;
let folder: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-certificates-"));
  folder = join(dir, "certificates");
});
afterEach(() => rm(dir, { recursive: true }));

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

async function certificate(): Promise<X509Certificate> {
  return new X509Certificate(await readFile(certificatesIn(folder).certificate));
}

it("makes a certificate for this machine, for a year, whose key nobody else can read", async () => {
  await ensureCertificates(folder, "192.0.2.1");
  const made = await certificate();
  expect(made.subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, IP Address:192.0.2.1");
  expect(made.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: "prime256v1" });
  expect(made.ca).toBe(false);
  const days = (Date.parse(made.validTo) - Date.now()) / DAY_MS;
  expect(days).toBeGreaterThan(364);
  expect(days).toBeLessThan(367);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(certificatesIn(folder).key)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).toSorted()).toEqual([
    "ca-cert.pem",
    "server-cert.pem",
    "server-key.pem",
  ]);
  expect(await readdir(dir)).toEqual(["certificates"]);
});

it("keeps a certificate as long as it suits", async () => {
  await ensureCertificates(folder, "127.0.0.1");
  const { fingerprint256 } = await certificate();
  await ensureCertificates(folder, "127.0.0.1", inDays(335));
  expect((await certificate()).fingerprint256).toBe(fingerprint256);
});

it.each([
  ["about to expire", "127.0.0.1", inDays(337)],
  ["not valid yet", "127.0.0.1", inDays(-1)],
  ["for another address", "::1", inDays(0)],
])("replaces a certificate that is %s", async (_what, address, now) => {
  await ensureCertificates(folder, "127.0.0.1");
  const { fingerprint256 } = await certificate();
  await ensureCertificates(folder, address, now);
  expect((await certificate()).fingerprint256).not.toBe(fingerprint256);
  expect((await certificate()).checkIP(address)).toBe(address);
});

it("replaces what is no certificate, and what an interrupted start left", async () => {
  await ensureCertificates(folder, "127.0.0.1");
  await writeFile(certificatesIn(folder).certificate, "nonsense");
  await ensureCertificates(folder, "127.0.0.1");
  expect((await certificate()).checkHost("localhost")).toBe("localhost");
  await rm(certificatesIn(folder).key);
  await ensureCertificates(`${folder}.new`, "127.0.0.1");
  await ensureCertificates(folder, "127.0.0.1");
  expect(await readdir(folder)).toHaveLength(3);
  expect(await readdir(dir)).toEqual(["certificates"]);
});

it("names all addresses of this machine where all are listened on", async () => {
  await ensureCertificates(folder, "0.0.0.0");
  expect((await certificate()).subjectAltName).toContain("IP Address:127.0.0.1");
  const { fingerprint256 } = await certificate();
  await ensureCertificates(folder, "0.0.0.0");
  expect((await certificate()).fingerprint256).toBe(fingerprint256);
});
