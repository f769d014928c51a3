import { expect, test, vi } from "vitest";

import { render, resolve } from "../../src/index.ts";
import { manySides } from "../corpus/many-sides.ts";
import { inNamespace, missing, withFiles } from "./namespace.ts";

vi.setConfig({ testTimeout: 120_000 });

const reason = missing("keepalived", "ip", "nsenter");
if (reason !== undefined) console.warn(`skipped: many virtual addresses: ${reason}`);

const { model } = resolve(manySides({ sides: 80, ipv6: true, cards: true }), { profile: "netns" });
if (model === undefined) throw new Error("the configuration has no error");
const artifacts = render(model);

/** The ip commands that give a firewall its cards, each with its cable to the other one. */
function cards(place: number): string {
  const own = model?.nodes.filter(({ kind }) => kind === "firewall")[place]?.interfaces ?? [];
  return own
    .flatMap(({ name, addresses }) => [
      ...(place === 0 ? [`link add ${name} type veth peer name ${name} netns peer`] : []),
      `link set ${name} up`,
      ...addresses.map(
        (address) => `address add ${address} dev ${name}${address.includes(":") ? " nodad" : ""}`,
      ),
    ])
    .join("\n");
}

/** Both keepalived of a pair; the first one dies. Prints who holds how many virtual addresses. */
function script(first: string, second: string): string {
  const daemon = (root: string): string =>
    `exec keepalived -n -f ${root}/etc/keepalived/keepalived.conf -p $1.pid -r $1.vrrp`;
  return [
    "ip netns add peer; ip -n peer link set lo up",
    `cat >/run/left.ip <<'END'\n${cards(0)}\nEND`,
    `cat >/run/right.ip <<'END'\n${cards(1)}\nEND`,
    "ip -batch /run/left.ip; ip -n peer -batch /run/right.ip",
    "mkdir -p /run/fw",
    `sh -c '${daemon(first)}' sh /run/left >/run/left.log 2>&1 & left=$!`,
    `ip netns exec peer sh -c 'mount -t tmpfs none /run; mkdir -p /run/fw; ${daemon(second)}' sh /run/right >/run/right.log 2>&1 & right=$!`,
    `held() { $1 ip -o address | grep -cE ' (10\\.[0-9.]+\\.254|2001:db8:[0-9a-f:]+ffff)/'; }`,
    'on_left() { "$@"; }; on_right() { ip netns exec peer "$@"; }',
    "reach() { for _ in $(seq 400); do [ $(held $1) = $2 ] && return; sleep 0.05; done; echo gave up: $1 $2; cat /run/left.log; }",
    "reach on_left 160; echo left $(held on_left) right $(held on_right)",
    "kill -9 $(cat /run/left.pid) $(cat /run/left.vrrp)",
    "reach on_right 160; echo right $(held on_right)",
    "kill $right; wait $right",
  ].join("\n");
}

test.skipIf(reason !== undefined)(
  "a firewall that takes over holds the virtual addresses, too, that no advert names",
  () => {
    const said = withFiles(artifacts, "left", (first) =>
      withFiles(artifacts, "right", (second) => inNamespace(script(first, second)).output),
    );
    expect(said).toBe("left 160 right 0\nright 160\n");
  },
);
