import type { Requirement } from "../../host/requirements.ts";

/** What the driver runs on this host in the nodes' place, beside what every lab needs. */
export const netnsRequirements: readonly Requirement[] = [
  { needs: "ip", package: "iproute2", purpose: "makes bridges and cables in the lab's namespace" },
  { needs: "unshare", package: "util-linux", purpose: "makes the lab's and the nodes' namespaces" },
  { needs: "sysctl", package: "procps", purpose: "sets the nodes' kernel settings" },
  { needs: "keepalived", package: "keepalived", purpose: "elects the primary" },
  { needs: "conntrackd", package: "conntrackd", purpose: "copies the connections' states" },
  { needs: "conntrack", package: "conntrack", purpose: "shows them" },
  { needs: "nft", package: "nftables", purpose: "loads the rulesets" },
];
