import { X509Certificate } from "node:crypto";
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";

import { FwError } from "../errors.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const VALID_DAYS = 366;
/** A lab that is started with it stays up for some time. */
const SPARE_DAYS = 30;

/** The files that a TLS server and its viewers need. */
export interface Certificates {
  /** What viewers trust. It is the server's own certificate: there is no authority whose key could leak. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Where they are, named as qemu's spice server does. */
export function certificatesIn(folder: string): Certificates {
  return {
    authority: join(folder, "ca-cert.pem"),
    certificate: join(folder, "server-cert.pem"),
    key: join(folder, "server-key.pem"),
  };
}

/**
 * Makes sure that a folder holds a certificate for viewers that connect to `address`, which is still
 * valid for a month; otherwise it gets a new one, and the old one is gone.
 *
 * @throws FwError `E_IO` when openssl makes none
 */
export async function ensureCertificates(
  folder: string,
  address: string,
  now: Date = new Date(),
): Promise<void> {
  const addresses = reachedAt(address);
  if (await suits(folder, addresses, now)) return;
  const next = `${folder}.new`;
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { mode: 0o700 });
  await makeCertificate(certificatesIn(next), addresses, join(next, "request.conf"));
  await rm(folder, { recursive: true, force: true });
  await rename(next, folder);
}

/** The addresses of this machine by which a viewer may know it. */
function reachedAt(address: string): readonly string[] {
  const wildcard = address === "0.0.0.0" ? ["IPv4"] : address === "::" ? ["IPv4", "IPv6"] : [];
  const own = Object.values(networkInterfaces())
    .flatMap((interfaces) => interfaces ?? [])
    .filter(({ family }) => wildcard.includes(family))
    .map((entry) => entry.address);
  return [...new Set(["127.0.0.1", ...(wildcard.length > 0 ? own : [address])])].toSorted();
}

async function suits(folder: string, addresses: readonly string[], now: Date): Promise<boolean> {
  try {
    const files = certificatesIn(folder);
    await Promise.all([readFile(files.authority), readFile(files.key)]);
    const certificate = new X509Certificate(await readFile(files.certificate));
    const left = Date.parse(certificate.validTo) - now.getTime();
    const named = addresses.every((address) => certificate.checkIP(address) !== undefined);
    return (
      named && left > SPARE_DAYS * DAY_MS && Date.parse(certificate.validFrom) <= now.getTime()
    );
  } catch {
    return false;
  }
}

async function makeCertificate(
  { authority, certificate, key }: Certificates,
  addresses: readonly string[],
  request: string,
): Promise<void> {
  await writeFile(request, requestFor(addresses), { mode: 0o600 });
  const { execa } = await import("execa");
  const result = await execa(
    "openssl",
    [
      "req",
      "-x509",
      "-config",
      request,
      "-days",
      String(VALID_DAYS),
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-noenc",
      "-keyout",
      key,
      "-out",
      certificate,
    ],
    { reject: false, stdin: "ignore" },
  );
  await rm(request, { force: true });
  if (result.exitCode !== 0) {
    const said = result.stderr || result.shortMessage;
    throw new FwError("E_IO", `openssl makes no certificate for the screen: ${said}`, {
      hint: "see what this machine lacks: fw doctor",
    });
  }
  await copyFile(certificate, authority);
}

/** See openssl-req(1) and x509v3_config(5). */
function requestFor(addresses: readonly string[]): string {
  const strange = addresses.find((address) => isIP(address) === 0);
  if (strange !== undefined) throw new TypeError(`no address: ${strange}`);
  const names = ["DNS:localhost", ...addresses.map((address) => `IP:${address}`)];
  return [
    "[req]",
    "distinguished_name = name",
    "x509_extensions = extensions",
    "prompt = no",
    "[name]",
    "CN = fw-cli",
    "[extensions]",
    `subjectAltName = ${names.join(", ")}`,
    "basicConstraints = critical, CA:FALSE",
    "keyUsage = critical, digitalSignature",
    "extendedKeyUsage = serverAuth",
    "",
  ].join("\n");
}
