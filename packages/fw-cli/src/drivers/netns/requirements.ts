import type { Requirement } from "../../packages/requirements.ts";

/** What a lab of namespaces runs on this host: the daemons too, in the nodes' place. */
export const netnsRequirements: readonly Requirement[] = [
  { needs: "ip", package: "iproute2", purpose: "makes bridges and cables in the lab's namespace" },
  { needs: "unshare", package: "util-linux", purpose: "makes the lab's and the nodes' namespaces" },
  { needs: "nsenter", package: "util-linux", purpose: "enters them" },
  { needs: "mount", package: "mount", purpose: "gives the lab and the nodes folders of their own" },
  { needs: "sysctl", package: "procps", purpose: "sets the nodes' kernel settings" },
  { needs: "keepalived", package: "keepalived", purpose: "elects the primary" },
  { needs: "conntrackd", package: "conntrackd", purpose: "copies the connections' states" },
  { needs: "conntrack", package: "conntrack", purpose: "shows them" },
  { needs: "nft", package: "nftables", purpose: "loads the rulesets" },
  {
    needs: "/etc/protocols",
    package: "netbase",
    purpose: "names protocols for nft and conntrackd",
  },
  {
    needs: "/usr/lib/python3/dist-packages/pyftpdlib/__init__.py",
    package: "python3-pyftpdlib",
    purpose: "the lab's FTP server",
  },
];
