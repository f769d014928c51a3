import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../errors.ts";
import { errnoCode } from "../host/errno.ts";
import { acquireLock } from "../host/lock.ts";
import type { Owner } from "../host/owner.ts";
import { replaceFile } from "../host/replace-file.ts";
import { isExpired, type StoredTicket, storedTicket } from "./stored-ticket.ts";

/** Whom a new ticket lets in. */
export interface TicketLimits {
  /** From when on it lets nobody in; null: never. */
  readonly expiresAt: Date | null;
  /** Whether it lets in one viewer, and no other after it. */
  readonly once: boolean;
}

/** base64url of as many bits: 32 characters, which every viewer takes. */
const RANDOM_BYTES = 24;
/** The oldest ones go when there are more. */
const MOST = 100;

/**
 * Adds a ticket to those of a machine, and forgets the expired ones.
 *
 * @param file belongs afterwards to whom it belonged before, readable by nobody else
 * @returns the ticket, which is written down nowhere
 * @throws FwError `E_LAB_BUSY` when others keep changing the file, `E_IO` when it is none of tickets
 */
export async function addTicket(
  file: string,
  { expiresAt, once }: TicketLimits,
  now: Date = new Date(),
): Promise<string> {
  const ticket = randomBytes(RANDOM_BYTES).toString("base64url");
  await using _ = await lockTickets(file);
  const valid = (await readTickets(file)).filter((stored) => !isExpired(stored, now));
  const kept = [...valid, storedTicket(ticket, expiresAt, once)].slice(-MOST);
  await replace(file, JSON.stringify(kept, null, 2));
  return ticket;
}

/** Makes sure that there is a file of tickets, which `owner` can read; those in it stay. */
export async function prepareTickets(file: string, owner: Owner | undefined): Promise<void> {
  await using _ = await lockTickets(file);
  const tickets = await readTickets(file).catch(() => []);
  await replace(file, JSON.stringify(tickets, null, 2), owner);
}

/**
 * The tickets of a file; none when it is absent.
 *
 * @throws FwError `E_IO` when it is no file of tickets
 */
export async function readTickets(file: string): Promise<readonly StoredTicket[]> {
  const text = await readText(file);
  if (text === undefined) return [];
  const tickets: unknown = parsed(text);
  if (Array.isArray(tickets) && tickets.every(isTicket)) return tickets;
  throw new FwError("E_IO", `${file} is no file of tickets`, { hint: `remove it: rm ${file}` });
}

async function readText(path: string): Promise<string | undefined> {
  try {
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    await using file = await open(path, flags);
    return await file.readFile("utf8");
  } catch (error) {
    if (errnoCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTicket(value: unknown): value is StoredTicket {
  if (typeof value !== "object" || value === null) return false;
  const { salt, hash, expires, once } = value as Readonly<Record<string, unknown>>;
  const dated = expires === null || (typeof expires === "string" && Date.parse(expires) > 0);
  return typeof salt === "string" && typeof hash === "string" && dated && typeof once === "boolean";
}

/** Whom it belonged to before, it belongs to after; only root can see to that. */
async function replace(path: string, text: string, owner?: Owner): Promise<void> {
  const heir = owner ?? (await stat(path).catch(() => undefined));
  await replaceFile(path, text, process.geteuid?.() === 0 ? heir : undefined);
}

const PAUSE_MS = 20;
const TRIES = 100;

/** Who else changes the file is through in milliseconds. */
async function lockTickets(file: string): Promise<AsyncDisposable> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await acquireLock(`${file}.lock`, file);
    } catch (error) {
      const busy = error instanceof FwError && error.code === "E_LAB_BUSY";
      if (!busy || tried >= TRIES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
