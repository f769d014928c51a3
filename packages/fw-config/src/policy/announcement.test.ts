import { expect, test } from "vitest";

import { announcementOf, followedEnds, type Ends } from "./announcement.ts";
import type { Place } from "./routing.ts";

function place(text: string, name: string): Place {
  const family = text.includes(":") ? 6 : 4;
  return { text, family, scalar: 0, coarse: 0, kind: "unicast", local: false, interface: name };
}

const [client, server] = [place("10.1.0.3", "eth0"), place("10.2.0.4", "eth1")];
const [asked, seen] = [place("10.1.0.10", "eth0"), place("10.2.0.10", "eth1")];
const [client6, server6] = [place("2001:db8:1::3", "eth0"), place("2001:db8:2::4", "eth1")];
const seen6 = place("2001:db8:2::a", "eth1");

const translated: Ends = { source: server, destination: seen };

test("an announced connection goes to the end that it is for, from where that end sends to", () => {
  const master = announcementOf({ source: client, destination: asked }, translated, "ftp");
  expect(followedEnds(master, seen, "eth1")).toEqual({ source: asked, destination: client });
  expect(followedEnds(master, asked, "eth0")).toEqual({ source: seen, destination: server });
  expect(followedEnds(master, client, "eth1")).toBeUndefined();
});

test("what nothing translated is left to the rules", () => {
  const reply = { source: server, destination: client };
  const master = announcementOf({ source: client, destination: server }, reply, "ftp");
  expect(followedEnds(master, client, "eth1")).toBeUndefined();
});

test("the side tells the ends apart when a client is translated to what it asks", () => {
  const reply = { source: seen, destination: seen };
  const master = announcementOf({ source: client, destination: seen }, reply, "ftp");
  expect(followedEnds(master, seen, "eth1")?.destination).toBe(client);
  expect(followedEnds(master, seen, "eth0")?.destination).toBe(seen);
});

test.each(["RAS", "Q.931", "H.245"])("%s translates nothing in IPv6", (helper) => {
  const reply = { source: server6, destination: seen6 };
  const master = announcementOf({ source: client6, destination: server6 }, reply, helper);
  expect([master.helper, followedEnds(master, seen6, "eth1")]).toEqual([helper, undefined]);
});

test.each(["irc", "pptp", "netbios-ns"])("%s reads nothing in IPv6", (helper) => {
  const reply = { source: server6, destination: seen6 };
  const read = announcementOf({ source: client, destination: asked }, translated, helper);
  const unread = announcementOf({ source: client6, destination: server6 }, reply, helper);
  expect([read.helper, unread.helper]).toEqual([helper, undefined]);
});
