import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";

import type { Spice } from "fw-config";

import { FwError } from "../errors.ts";
import { certificatesIn } from "../spice/certificates.ts";
import { addTicket, type TicketLimits } from "../spice/tickets.ts";
import type { Screen } from "./screen.ts";
import type { Connection } from "./vv-file.ts";

/** Addresses that mean every one of this host's. */
const ANY = ["0.0.0.0", "::"];

/** How a viewer elsewhere reaches a screen, with a ticket of its own. */
export async function remoteConnection(
  { node, paths }: Screen,
  { address, port }: NonNullable<Spice["remote"]>,
  limits: TicketLimits,
): Promise<Connection & { readonly kind: "remote" }> {
  const { ca, subject } = await readCertificates(paths.certificates).catch((cause: unknown) => {
    throw new FwError("E_VIEW", `the certificates of ${node} cannot be read: ${String(cause)}`, {
      hint: `they are made when the machine starts: fw power ${node} off, fw power ${node} on`,
      cause,
    });
  });
  return {
    kind: "remote",
    host: ANY.includes(address) ? hostname() : address,
    tlsPort: port,
    password: await addTicket(paths.tickets, limits),
    ca,
    subject,
  };
}

async function readCertificates(folder: string): Promise<{ ca: string; subject: string }> {
  const { authority, certificate } = certificatesIn(folder);
  const ca = await readFile(authority, "utf8");
  const server = new X509Certificate(await readFile(certificate));
  return { ca, subject: server.subject.split("\n").join(",") };
}
