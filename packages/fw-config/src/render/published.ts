import { generatedBy, type Artifact } from "../artifact.ts";
import { memberOf, syncAddresses } from "../model/firewall-facts.ts";
import type { Model, Node, VrrpInstance } from "../model/types.ts";
import { ignoredAddressLines } from "./conntrackd.ts";
import { block, text, type Line } from "./lines.ts";
import { ROLE_FILE, RUN_DIRECTORY } from "./paths.ts";

const script: string = "/etc/conntrackd/primary-backup.sh";

function publishedInstance(model: Model, node: Node, instance: VrrpInstance): readonly Line[] {
  return block(`vrrp_instance ${instance.name}`, [
    `interface ${instance.interface}`,
    "state SLAVE",
    `virtual_router_id ${instance.virtualRouterId}`,
    `priority ${memberOf(model, node).priority}`,
    `advert_int ${model.ha.advertIntervalMs / 1000}`,
    ...block("authentication", ["auth_type PASS", "auth_pass papas_con_tomate"]),
    ...block(
      "virtual_ipaddress",
      instance.vips.map((vip) => vip.address),
    ),
  ]);
}

function keepalived(model: Model, node: Node): Artifact {
  const { instances, syncGroup } = model.ha;
  return {
    host: node.name,
    path: "/etc/keepalived/keepalived.conf",
    mode: 0o600,
    content: text(
      `! ${generatedBy}`,
      "",
      ...block(`vrrp_sync_group ${syncGroup}`, [
        ...block(
          "group",
          instances.map((instance) => instance.name),
        ),
        ...["primary", "backup", "fault"].map(
          (role) => `notify_${role === "primary" ? "master" : role} "${script} ${role}"`,
        ),
      ]),
      ...instances.flatMap((instance) => ["", ...publishedInstance(model, node, instance)]),
    ),
  };
}

function conntrackd(model: Model, node: Node): Artifact {
  const channels = model.ha.syncLinks.map((link) =>
    block("Multicast", [
      `IPv4_address ${link.group}`,
      `Group ${link.port}`,
      `IPv4_interface ${syncAddresses(model, node, link)[0]}`,
      `Interface ${link.interface}`,
      ...(model.profile === "netns" ? [] : ["SndSocketBuffer 1249280", "RcvSocketBuffer 1249280"]),
      "Checksum on",
    ]),
  );
  return {
    host: node.name,
    path: "/etc/conntrackd/conntrackd.conf",
    mode: 0o600,
    content: text(
      `# ${generatedBy}`,
      "",
      ...block("Sync", [...block("Mode FTFW", []), ...channels.flat()]),
      "",
      ...block("General", [
        // Debian's unit waits for the daemon's own word that it is ready.
        "Systemd On",
        "HashSize 32768",
        "HashLimit 131072",
        "LogFile on",
        "LockFile /var/lock/conntrack.lock",
        ...block("UNIX", ["Path /var/run/conntrackd.ctl"]),
        "NetlinkBufferSize 2097152",
        "NetlinkBufferSizeMaxGrowth 8388608",
        ...block("Filter From Userspace", [
          ...block("Protocol Accept", ["TCP", "SCTP", "DCCP"]),
          ...block("Address Ignore", ignoredAddressLines(model)),
        ]),
      ]),
    ),
  };
}

/** The articles' script by what it does, in our words; it also leaves its role for others to read. */
function primaryBackup(node: Node): Artifact {
  return {
    host: node.name,
    path: script,
    mode: 0o755,
    content: `#!/bin/sh
# ${generatedBy}
# Called by keepalived with the new role: primary, backup or fault.

run() {
    conntrackd "$1" || logger -t primary-backup "conntrackd $1 failed"
}

case "$1" in
    primary) for action in -c -f -R -B; do run "$action"; done ;;
    backup) for action in -t -n; do run "$action"; done ;;
    fault) run -t ;;
    *)
        echo "usage: primary-backup.sh primary|backup|fault" >&2
        exit 1
        ;;
esac

mkdir -p ${RUN_DIRECTORY}
echo "$1" >${ROLE_FILE}.new
mv -f ${ROLE_FILE}.new ${ROLE_FILE}
`,
  };
}

/**
 * The daemons' files as in the source articles: the samples of conntrack-tools with the virtual
 * addresses of the lab. For comparison; see the warnings that come with it.
 */
export function renderPublished(model: Model, node: Node): readonly Artifact[] {
  return [keepalived(model, node), conntrackd(model, node), primaryBackup(node)];
}
