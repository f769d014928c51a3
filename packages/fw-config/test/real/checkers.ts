import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Node } from "../../src/index.ts";
import { inNamespace, withCards, type Outcome } from "./namespace.ts";

function keepalivedTest(node: Node, directory: string): Outcome {
  const file = `${directory}/etc/keepalived/keepalived.conf`;
  const key = "mkdir /run/key && printf hex:%064d 7 >/run/key/vrrp-hmac && chmod 600 /run/key/*";
  return inNamespace(node, `${key}; CREDENTIALS_DIRECTORY=/run/key keepalived -t -f ${file}`);
}

/** Whether the installed keepalived is at least of a version, given as a major and a minor number. */
function keepalivedIsFrom(major: number, minor: number): boolean {
  const { output } = inNamespace(undefined, "keepalived --version");
  const [, own = "0", next = "0"] = /v(\d+)\.(\d+)/.exec(output) ?? [];
  return Number(own) > major || (Number(own) === major && Number(next) >= minor);
}

const signedAdverts: RegExp = /^ *auth_hmac \{\n(?:.*\n)*? *\}\n/gm;

/**
 * `keepalived -t`: silence and code 0 mean that it is content; any complaint is code 5. One that
 * is too old for signed adverts must say so, and be content with the rest of the file.
 */
export function checkKeepalived(node: Node, directory: string): Outcome {
  const file = `${directory}/etc/keepalived/keepalived.conf`;
  const content = readFileSync(file, "utf8");
  const older = content.replaceAll(signedAdverts, "");
  if (older === content || keepalivedIsFrom(2, 4)) return keepalivedTest(node, directory);
  const refused = keepalivedTest(node, directory);
  if (!refused.output.split("\n")[0]?.endsWith("Unknown keyword 'auth_hmac'")) return refused;
  writeFileSync(file, older);
  return keepalivedTest(node, directory);
}

/**
 * conntrackd has no check mode. `-s` reads the file, then fails because no daemon runs: what
 * remains of its words after that complaint is about the file.
 */
export function checkConntrackd(node: Node, directory: string): Outcome {
  const { output } = inNamespace(
    node,
    `conntrackd -C ${directory}/etc/conntrackd/conntrackd.conf -s`,
  );
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const expected = "is conntrackd running?";
  const rest = lines.filter((line) => !line.includes(expected));
  const reached = lines.some((line) => line.includes(expected));
  return { code: reached && rest.length === 0 ? 0 : 1, output };
}

/** Whether this kernel was built with flowtables. */
export const kernelHasFlowtables: boolean =
  inNamespace(
    undefined,
    "nft 'table inet probe { flowtable f { hook ingress priority 0; devices = { lo }; }; }'",
  ).code === 0;

/** The flowtable and the line that fills it. */
const flowtable: RegExp = /^ *flowtable \S+ \{\n(?:.*\n)*? *\}\n|^.* flow add @.*\n/gm;

/**
 * A kernel without flowtables refuses just the lines about them, and with no other words than
 * that it does not know them.
 */
function refusesOnlyFlowtables(output: string): boolean {
  const complaints = output.split(/^(?=\S+:\d+:\d+(?:-\d+)?: Error: )/m);
  return complaints.every(
    (text) =>
      text.includes("Error: Could not process rule: No such file or directory") &&
      /^ *(flowtable|.* flow add @)/m.test(text.split("\n").slice(1).join("\n")),
  );
}

/** Loads the ruleset twice into a fresh kernel namespace with the node's cards, and lists it. */
export function checkNftables(node: Node, directory: string): Outcome {
  const file = `${directory}/etc/nftables.conf`;
  const content = readFileSync(file, "utf8");
  const slow = content.replaceAll(flowtable, "");
  if (slow !== content && !kernelHasFlowtables) {
    const refused = inNamespace(undefined, `nft -c -f ${file}`);
    if (!refusesOnlyFlowtables(refused.output)) return { ...refused, code: refused.code ?? 1 };
    writeFileSync(file, slow);
  }
  return withCards(
    node,
    `nft -c -f ${file} && nft -f ${file} && nft -f ${file} && nft list ruleset`,
  );
}

/** `systemd-analyze verify`: an unknown key is code 0 with a line, so that silence is required. */
export function checkUnits(directory: string): Outcome {
  const units = join(directory, "etc/systemd/system");
  const stubs = ["conntrackd", "keepalived", "nftables", "ssh"];
  const own = readdirSync(units).filter((name) => name.endsWith(".service"));
  const outcome = inNamespace(
    undefined,
    [
      // The handler is where the unit says, and the daemons' units are Debian's.
      `mkdir -p /usr/local/lib && mount -t tmpfs none /usr/local/lib && cp -r ${directory}/usr/local/lib/fw /usr/local/lib/`,
      `export SYSTEMD_UNIT_PATH=${units}:/lib/systemd/system`,
      `systemd-analyze verify --man=no ${[...own.map((name) => join(units, name)), ...stubs.slice(0, 2).map((name) => `${name}.service`)].join(" ")}`,
    ].join("\n"),
  );
  return { code: outcome.output.trim() === "" ? outcome.code : 1, output: outcome.output };
}

/** The exposure of our own unit must be better than 4.0 of 10. */
export function checkExposure(directory: string): Outcome {
  const unit = join(directory, "etc/systemd/system/fw-notify.service");
  return inNamespace(
    undefined,
    `systemd-analyze security --offline=true --threshold=40 --no-pager ${unit}`,
  );
}

/** Runs systemd-networkd itself on the files, and looks for complaints in its log. */
export function checkNetworkd(node: Node | undefined, directory: string): Outcome {
  const { output } = withCards(
    node,
    [
      "mkdir -p /run/systemd/network /run/systemd/netif",
      "mount -t tmpfs none /etc/systemd/network",
      // Usual machines let everybody make taps; networkd is not root when it does.
      "mknod -m 666 /run/tun c 10 200 && mount --bind /run/tun /dev/net/tun",
      // The owners of the taps, where no package has brought the group.
      "cp /etc/group /run/group && (getent group kvm || echo kvm:x:64990:) >>/run/group",
      "mount --bind /run/group /etc/group",
      // Nobody answers for udev in here; without it networkd configures links at once.
      "mount -t sysfs -o ro none /sys",
      `cp ${directory}/etc/systemd/network/* /etc/systemd/network/`,
      "SYSTEMD_LOG_LEVEL=debug SYSTEMD_LOG_TARGET=console timeout -s TERM 2 /lib/systemd/systemd-networkd",
      "ip -brief address",
      "ip -brief link show type bridge",
    ].join("\n"),
  );
  const complaints = output
    .split("\n")
    .filter((line) => /\/etc\/systemd\/network\/.*(Unknown|Invalid|Failed|ignoring)/i.test(line));
  return {
    code: complaints.length,
    output: complaints.length > 0 ? complaints.join("\n") : output,
  };
}

/** The shell reads the program without running it. */
export function checkHandler(directory: string): Outcome {
  return inNamespace(undefined, `sh -n ${directory}/usr/local/lib/fw/notify-handler`);
}
