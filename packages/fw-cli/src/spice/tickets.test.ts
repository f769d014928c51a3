import { chown, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { isExpired, recognise, storedTicket } from "./stored-ticket.ts";
import { createTicketKey, sealTicket } from "./ticket-key.ts";
import { addTicket, prepareTickets, readTickets } from "./tickets.ts";

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-tickets-"));
  file = join(dir, "tickets.json");
});
afterEach(() => rm(dir, { recursive: true }));

const never = { expiresAt: null, once: false };

describe("a new ticket", () => {
  it("is recognised, but cannot be read from the file, which is its owner's alone", async () => {
    const ticket = await addTicket(file, never);
    expect(ticket).toMatch(/^[\w-]{32}$/);
    expect(await readFile(file, "utf8")).not.toContain(ticket);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(recognise(await readTickets(file), ticket)).toMatchObject({
      expires: null,
      once: false,
    });
    expect(await readdir(dir)).toEqual(["tickets.json"]);
  });

  it("leaves the others valid, and the expired ones go", async () => {
    const now = new Date("2026-01-01T00:00:00Z");
    const soon = { expiresAt: new Date("2026-01-01T00:01:00Z"), once: true };
    const first = await addTicket(file, never, now);
    const second = await addTicket(file, soon, now);
    const later = new Date("2026-01-01T00:01:00Z");
    expect(recognise(await readTickets(file), second)).toMatchObject({ once: true });
    const third = await addTicket(file, never, later);
    const tickets = await readTickets(file);
    expect(tickets).toHaveLength(2);
    for (const ticket of [first, third]) expect(recognise(tickets, ticket)).toBeDefined();
  });

  it("is not lost when several are made at once", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => addTicket(file, never)));
    const tickets = await readTickets(file);
    expect(made.every((ticket) => recognise(tickets, ticket) !== undefined)).toBe(true);
  });

  it("takes the place of the oldest one when there are a hundred", async () => {
    const many = Array.from({ length: 100 }, (_, n) => storedTicket(`${n}`, null, false));
    await writeFile(file, JSON.stringify(many));
    await addTicket(file, never);
    const tickets = await readTickets(file);
    expect(tickets).toHaveLength(100);
    expect(recognise(tickets, "0")).toBeUndefined();
    expect(recognise(tickets, "1")).toBeDefined();
  });

  it.skipIf(process.getuid?.() !== 0)("leaves the file to whom it was given", async () => {
    await prepareTickets(file, { uid: 1234, gid: 1234 });
    await addTicket(file, never);
    expect(await stat(file)).toMatchObject({ uid: 1234, gid: 1234 });
    await chown(file, 0, 0);
    await addTicket(file, never);
    expect(await stat(file)).toMatchObject({ uid: 0, gid: 0 });
  });
});

describe("a file of tickets", () => {
  it("that is none is refused, with what to do", async () => {
    for (const text of ["", "{}", "[1]", '[{"salt":"","hash":"","expires":"soon","once":true}]']) {
      await writeFile(file, text);
      await expect(readTickets(file)).rejects.toMatchObject({
        code: "E_IO",
        hint: `remove it: rm ${file}`,
      });
    }
  });

  it("that is a link is not followed", async () => {
    await writeFile(join(dir, "other"), "[]");
    await symlink(join(dir, "other"), file);
    await expect(readTickets(file)).rejects.toThrow("ELOOP");
  });

  it("is made new when it was none, and keeps its tickets otherwise", async () => {
    await writeFile(file, "nonsense");
    await prepareTickets(file, undefined);
    expect(await readTickets(file)).toEqual([]);
    const ticket = await addTicket(file, never);
    await prepareTickets(file, undefined);
    expect(recognise(await readTickets(file), ticket)).toBeDefined();
  });
});

describe("what a viewer presents", () => {
  const tickets = [storedTicket("right", null, false), storedTicket("other", null, true)];

  it("must be one of the tickets", () => {
    expect(recognise(tickets, "right")).toBe(tickets[0]);
    expect(recognise(tickets, "other")).toBe(tickets[1]);
    for (const wrong of ["", "wrong", "right ", "Right"])
      expect(recognise(tickets, wrong)).toBeUndefined();
  });

  it("is nothing when it is empty or longer than 59 characters, whatever is in the file", () => {
    const odd = ["", "x".repeat(59), "x".repeat(60)].map((text) => storedTicket(text, null, false));
    expect(recognise(odd, "")).toBeUndefined();
    expect(recognise(odd, "x".repeat(59))).toBe(odd[1]);
    expect(recognise(odd, "x".repeat(60))).toBeUndefined();
  });

  it("is too late from the moment on at which the ticket expires", () => {
    const stored = storedTicket("t", new Date(1000), false);
    expect(isExpired(stored, new Date(999))).toBe(false);
    expect(isExpired(stored, new Date(1000))).toBe(true);
    expect(isExpired(storedTicket("t", null, false), new Date(8e15))).toBe(false);
    expect(isExpired({ ...stored, expires: "nonsense" }, new Date(0))).toBe(true);
  });
});

describe("a ticket's key", () => {
  const key = createTicketKey();

  it("has the size that viewers expect, and opens what they seal with it", () => {
    expect(key.public).toHaveLength(162);
    const sealed = sealTicket(key.public, "secret");
    expect(sealed).toHaveLength(128);
    expect(key.open(sealed)).toBe("secret");
    expect(key.open(sealTicket(key.public, ""))).toBe("");
  });

  it("opens nothing else", () => {
    expect(key.open(Buffer.alloc(128))).toBeUndefined();
    expect(key.open(sealTicket(createTicketKey().public, "secret"))).toBeUndefined();
  });

  it("of a server that is none is refused", () => {
    expect(() => sealTicket(Buffer.alloc(162), "")).toThrow("the server's key is none");
  });
});
