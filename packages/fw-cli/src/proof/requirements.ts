import type { Requirement } from "../packages/requirements.ts";

/** What the testers run on this host, whatever drives the firewalls. */
export const testerRequirements: readonly Requirement[] = [
  { needs: "tcpdump", package: "tcpdump", purpose: "sees the resets that reach a tester" },
  { needs: "ping", package: "iputils-ping", purpose: "is one of the flows" },
  {
    needs: "/usr/lib/python3/dist-packages/pyftpdlib/__init__.py",
    package: "python3-pyftpdlib",
    purpose: "is the FTP server behind the firewalls",
  },
];
