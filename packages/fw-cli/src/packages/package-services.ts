/** The services that Debian packages bring, start and enable, where nobody asked for them. */
export const packageServices: Readonly<Record<string, string>> = {
  keepalived: "keepalived.service",
  conntrackd: "conntrackd.service",
};
