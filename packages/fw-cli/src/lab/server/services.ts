/** One thing that the lab host offers, so that the policy has something true to allow or to deny. */
export interface OfferedService {
  readonly name: string;
  readonly port: number;
  readonly kind: "echo" | "http" | "ssh-banner" | "ftp";
}

/** What a lab host offers on TCP. Two of them are there to be denied. */
export const offeredServices: readonly OfferedService[] = [
  { name: "echo", port: 7, kind: "echo" },
  { name: "ftp", port: 21, kind: "ftp" },
  { name: "ssh", port: 22, kind: "ssh-banner" },
  { name: "telnet", port: 23, kind: "echo" },
  { name: "http", port: 80, kind: "http" },
  { name: "http-alt", port: 8080, kind: "http" },
];

/** Where FTP data connections of passive mode are answered. */
export const ftpPassivePorts = { first: 50_000, last: 50_099 } as const;
